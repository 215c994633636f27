"""One establishment's shares beside its peers': ticks are peers, the band their middle half, the disc is it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.axes import row_axis, value_axis, value_scale
from indicators.charts.data import columns
from indicators.charts.marks import dots, halo_text, invisible, named_data
from indicators.charts.theme import Spec, Style, chart_spec, wrap_label
from indicators.verdicts.model import Verdict
from indicators.wording.value import absence_word, peer_median_text, value_text

ROW = 44
NAME_WIDTH = 24
#: Under this width of the plot an absent value is told by its code, for its words would cover the names.
NARROW = 190
OWN_SCHEMA = columns(text="row text code tooltip", number="value")
PEER_SCHEMA = columns(text="row tooltip", number="value")
BAND_SCHEMA = columns(text="row text", number="low high median")


@lru_cache(maxsize=32)
def spec(style: Style, *, has_bands: bool, has_values: bool, has_absent: bool) -> Spec:
    """The chart without its data: named sets `own`, `peers` and `bands`."""
    token, own = style.token, named_data("own")
    y = alt.Y("row:N", sort=None, axis=row_axis())
    axis = value_axis("percent", style, orient="top", domain=True)
    x = alt.X("value:Q", scale=value_scale("percent"), axis=axis)
    # The rows keep the order of the establishment's own, band or not.
    layers: list[alt.Chart] = [invisible(own).encode(y=y)]
    if has_bands:
        bands = named_data("bands")
        low = alt.X("low:Q", scale=value_scale("percent"))
        layers += [
            bands.mark_bar(color=token.band, height={"band": 0.36}).encode(y=y, x=low, x2="high:Q"),
            bands.mark_tick(color=token.flat, thickness=2.5, size=ROW * 0.46).encode(y=y, x="median:Q"),
        ]
    peers = named_data("peers").mark_tick(color=token.edge, thickness=1.5, size=ROW * 0.24)
    layers.append(peers.encode(y=y, x=x, tooltip="tooltip:N"))
    if has_values:
        known = own.transform_filter("isValid(datum.value)")
        layers += [
            dots(known, token.accent, 130, token).encode(y=y, x=x, tooltip="tooltip:N"),
            *halo_text(known.encode(y=y, x=x, text="text:N"), token, dy=-15, color=token.accent, fontWeight=600),
        ]
    if has_absent:
        absent = own.transform_filter("!isValid(datum.value)").encode(y=y, x=alt.XDatum(100))
        words = {"expr": f"width < {NARROW} ? datum.code : datum.text"}
        layers += halo_text(absent, token, align="right", fontStyle="italic", color=token.ink2, text=words)
    return chart_spec(layers, style, ROW)


def layer_flags(data: Mapping[str, pl.DataFrame]) -> dict[str, bool]:
    """Which layers the data call for."""
    valued = data["own"]["value"].is_not_null()
    return {"has_bands": not data["bands"].is_empty(), "has_values": bool(valued.any()), "has_absent": not valued.all()}


def rows(own: Sequence[Verdict], peers: Mapping[str, Sequence[Verdict]], language: Language) -> dict[str, pl.DataFrame]:
    """The data sets: `own` (a row an indicator), `peers` (a row a peer with a value) and `bands`.

    Args:
        own: the establishment's verdicts, in the order of the rows.
        peers: the verdicts of its peers, by indicator id.
    """
    own_rows, peer_rows, band_rows = [], [], []
    for item in own:
        name = wrap_label(item.label(language), NAME_WIDTH)
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
                    "text": peer_median_text(item, language),
                }
            )
        for peer in peers.get(item.subject_id, ()):
            if peer.valued and peer.value is not None and peer.place_id != item.place_id:
                tooltip = f"{peer.place(language)} · {value_text(peer, language)}"
                peer_rows.append({"row": name, "value": peer.value, "tooltip": tooltip})
    return {
        "own": pl.DataFrame(own_rows, schema=OWN_SCHEMA),
        "peers": pl.DataFrame(peer_rows, schema=PEER_SCHEMA),
        "bands": pl.DataFrame(band_rows, schema=BAND_SCHEMA),
    }
