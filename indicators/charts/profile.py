"""One establishment's shares beside its peers': thin ticks are the peers, the band their middle half, the disc is it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.strip import median_text
from indicators.charts.theme import TOKENS, Spec, Theme, finished, halo_text, row_axis, value_axis, value_scale, wrapped
from indicators.verdicts.model import Verdict
from indicators.wording.value import absence_word, value_text

ROW = 44
NAME_WIDTH = 24
#: Under this width of the plot an absent value is told by its code, for its words would cover the names.
NARROW = 190


@lru_cache(maxsize=32)
def spec(
    language: Language, theme: Theme, *, has_bands: bool, has_values: bool, has_absent: bool, fictitious: bool
) -> Spec:
    """The chart without its data: named sets `own`, `peers` and `bands`."""
    token = TOKENS[theme]
    y = alt.Y("row:N", sort=None, axis=row_axis())
    axis = value_axis("percent", language, theme, fictitious, orient="top", domain=True)
    x = alt.X("value:Q", scale=value_scale("percent"), axis=axis)
    own = alt.Chart(alt.NamedData(name="own"))
    # An invisible mark first: the rows keep the order of the establishment's own, band or not.
    layers: list[alt.Chart] = [own.mark_point(opacity=0, size=1).encode(y=y)]
    if has_bands:
        bands = alt.Chart(alt.NamedData(name="bands"))
        layers += [
            bands.mark_bar(color=token.band, height={"band": 0.36}).encode(
                y=y, x=alt.X("low:Q", scale=value_scale("percent")), x2="high:Q"
            ),
            bands.mark_tick(color=token.flat, thickness=2.5, size=ROW * 0.46).encode(y=y, x="median:Q"),
        ]
    peers = alt.Chart(alt.NamedData(name="peers"))
    layers.append(
        peers.mark_tick(color=token.edge, thickness=1.5, size=ROW * 0.24).encode(y=y, x=x, tooltip="tooltip:N")
    )
    if has_values:
        known = own.transform_filter("isValid(datum.value)")
        layers += [
            known.mark_point(
                filled=True, opacity=1, color=token.accent, size=130, stroke=token.bg, strokeWidth=1
            ).encode(y=y, x=x, tooltip="tooltip:N"),
            *halo_text(known.encode(y=y, x=x, text="text:N"), token, dy=-15, color=token.accent, fontWeight=600),
        ]
    if has_absent:
        absent = own.transform_filter("!isValid(datum.value)")
        place = absent.encode(y=y, x=alt.XDatum(100))
        words = {"expr": f"width < {NARROW} ? datum.code : datum.text"}
        layers += halo_text(place, token, align="right", fontStyle="italic", color=token.ink2, text=words)
    return finished(layers, language, theme, ROW)


def rows(own: Sequence[Verdict], peers: Mapping[str, Sequence[Verdict]], language: Language) -> dict[str, pl.DataFrame]:
    """The data sets: `own` (a row an indicator), `peers` (a row a peer with a value) and `bands`.

    Args:
        own: the establishment's verdicts, in the order of the rows.
        peers: the verdicts of its peers, by indicator id.
    """
    own_rows, peer_rows, band_rows = [], [], []
    for item in own:
        name = wrapped(item.label(language), NAME_WIDTH)
        words = value_text(item, language) if item.valued else absence_word(item, language)
        own_rows.append(
            {
                "row": name,
                "value": item.value if item.valued else None,
                "text": words,
                "code": value_text(item, language),
                "tooltip": f"{item.place(language)} · {words}",
            }
        )
        if item.peer_median is not None:
            band_rows.append(
                {
                    "row": name,
                    "low": item.peer_q1,
                    "high": item.peer_q3,
                    "median": item.peer_median,
                    "text": median_text(item, language),
                }
            )
        for peer in peers.get(item.subject_id, ()):
            if peer.valued and peer.value is not None and peer.place_id != item.place_id:
                tooltip = f"{peer.place(language)} · {value_text(peer, language)}"
                peer_rows.append({"row": name, "value": peer.value, "tooltip": tooltip})
    number = pl.Float64
    return {
        "own": pl.DataFrame(
            own_rows,
            schema={
                "row": pl.String,
                "value": number,
                "text": pl.String,
                "code": pl.String,
                "tooltip": pl.String,
            },
        ),
        "peers": pl.DataFrame(peer_rows, schema={"row": pl.String, "value": number, "tooltip": pl.String}),
        "bands": pl.DataFrame(
            band_rows,
            schema={"row": pl.String, "low": number, "high": number, "median": number, "text": pl.String},
        ),
    }
