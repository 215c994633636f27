"""Distribution by peer group: one dot an establishment, the middle half of the peers behind, the median as a tick.

Under five peers there is no band and no median: the dots alone, and the row says so.
"""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from data.model.survey import PeerGroup
from indicators.catalogue.model import Language
from indicators.charts.theme import (
    CHOSEN,
    DOT,
    TOKENS,
    Scale,
    Spec,
    Theme,
    finished,
    halo_text,
    row_axis,
    row_scale,
    scale_of,
    spread_within,
    value_axis,
    value_scale,
    wrapped,
)
from indicators.verdicts.model import Verdict
from indicators.wording.language import pick, say
from indicators.wording.value import peer_median_text, value_text

ROW = 84
#: Room above and below the middle of a row, in dots.
REACH = 4.5
#: Dots closer than this share of the axis are stacked.
CLOSE = 0.022
NAME_WIDTH = 16
#: Where the chosen establishment's name stands, in dots under the middle of its row.
LABEL = 3.6


@lru_cache(maxsize=64)
def spec(
    language: Language,
    theme: Theme,
    scale: Scale,
    *,
    has_bands: bool,
    has_chosen: bool,
    fictitious: bool,
    rows: int = 3,
) -> Spec:
    """The chart without its data: named sets `groups` and `places`."""
    token = TOKENS[theme]
    y = alt.Y("group:N", sort=None, axis=row_axis(), scale=row_scale())
    x = alt.X("value:Q", scale=value_scale(scale), axis=value_axis(scale, language, theme, fictitious, domain=True))
    offset = spread_within("offset", REACH, ROW)
    groups = alt.Chart(alt.NamedData(name="groups"))
    places = alt.Chart(alt.NamedData(name="places"))
    layers = []
    if has_bands:
        bands = groups.transform_filter("isValid(datum.median)")
        layers += [
            # A thick rule, for a bar would not stay in the middle of a row that also spreads dots.
            bands.mark_rule(color=token.band, strokeWidth=ROW * 0.56).encode(
                y=y, x=alt.X("low:Q", scale=value_scale(scale)), x2="high:Q"
            ),
            bands.mark_tick(color=token.ink2, thickness=2.5, size=ROW * 0.56).encode(y=y, x="median:Q"),
            *halo_text(
                bands.encode(y=y, x="median:Q", text="median_text:N"),
                token,
                dy=-ROW * 0.28 - 9,
                color=token.ink2,
            ),
        ]
    dots = places.mark_point(filled=True, opacity=1, color=token.dot, size=DOT, stroke=token.bg, strokeWidth=1)
    layers.append(
        dots.encode(y=y, x=x, yOffset=offset, tooltip="tooltip:N").transform_filter("!datum.chosen")
        if has_chosen
        else dots.encode(y=y, x=x, yOffset=offset, tooltip="tooltip:N")
    )
    if has_chosen:
        own = places.transform_filter("datum.chosen")
        layers.append(
            own.mark_point(
                filled=True, opacity=1, color=token.accent, size=CHOSEN, stroke=token.bg, strokeWidth=1
            ).encode(y=y, x=x, yOffset=offset, tooltip="tooltip:N")
        )
        label = own.encode(y=y, x="value:Q", yOffset=spread_within("label_offset", REACH, ROW), text="name:N")
        layers += halo_text(label, token, color=token.accent, fontWeight=600, align={"expr": "datum.label_align"})
    return finished(layers, language, theme, ROW * rows)


def stacked(values: Sequence[float], close: float) -> list[float]:
    """Vertical places, in dots, that spread values closer than `close` symmetrically around the middle."""
    order = sorted(range(len(values)), key=lambda place: values[place])
    piles: list[list[int]] = []
    for place in order:
        if piles and values[place] - values[piles[-1][0]] <= close:
            piles[-1].append(place)
        else:
            piles.append([place])
    offsets = [0.0] * len(values)
    for pile in piles:
        step = min(1.0, (2 * LABEL - 2) / max(len(pile) - 1, 1))
        for rank, place in enumerate(pile):
            offsets[place] = (rank - (len(pile) - 1) / 2) * step
    return offsets


def reach_of(values: Sequence[float], scale: Scale) -> float:
    """The length of the value axis, as the stacking needs it."""
    longest = max(values, default=0.0)
    return max(longest, 100.0) if scale == "percent" else longest or 1.0


def rows(
    places: Sequence[Verdict],
    groups: Sequence[PeerGroup],
    language: Language,
    chosen_id: str = "",
) -> dict[str, pl.DataFrame]:
    """The data sets of the chart: `groups` (a row a peer group) and `places` (a row an establishment with a value)."""
    valued = [item for item in places if item.valued and item.value is not None]
    scale = scale_of(valued[0].unit(language)) if valued else "percent"
    length = reach_of([item.value or 0.0 for item in valued], scale)
    group_rows, place_rows = [], []
    for group in groups:
        members = [item for item in valued if item.peer_group_id == group.peer_group_id]
        bench = members[0] if members else None
        name = wrapped(f"{pick(group, 'label', language)} ({len(members)})", NAME_WIDTH)
        has_median = bench is not None and bench.peer_median is not None
        if not has_median:
            words = "valeurs seules" if members else "aucune valeur"
            name += f"|{say(words, language)}"
        group_rows.append(
            {
                "group": name,
                "low": bench.peer_q1 if bench else None,
                "high": bench.peer_q3 if bench else None,
                "median": bench.peer_median if bench else None,
                "median_text": median_text(bench, language) if bench and has_median else "",
            }
        )
        offsets = stacked([item.value or 0.0 for item in members], CLOSE * length)
        for item, offset in zip(members, offsets, strict=True):
            place_rows.append(_dot(item, name, offset, length, language, chosen_id))
    return {
        "groups": pl.DataFrame(group_rows, schema=GROUP_SCHEMA),
        "places": pl.DataFrame(place_rows, schema=PLACE_SCHEMA),
    }


GROUP_SCHEMA = {
    "group": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "median": pl.Float64,
    "median_text": pl.String,
}
PLACE_SCHEMA = {
    "group": pl.String,
    "value": pl.Float64,
    "offset": pl.Float64,
    "name": pl.String,
    "chosen": pl.Boolean,
    "label_offset": pl.Float64,
    "label_align": pl.String,
    "tooltip": pl.String,
}


def _dot(
    item: Verdict, group: str, offset: float, length: float, language: Language, chosen_id: str
) -> dict[str, object]:
    value = item.value or 0.0
    part = value / length
    return {
        "group": group,
        "value": value,
        "offset": offset,
        "name": item.place(language),
        "chosen": item.place_id == chosen_id,
        # Under the band: above it stands the median's number.
        "label_offset": LABEL,
        "label_align": "right" if part > 0.7 else "left" if part < 0.2 else "center",
        "tooltip": f"{item.place(language)} · {value_text(item, language)}",
    }


def median_text(item: Verdict, language: Language) -> str:
    """The peers' median as its axis writes it."""
    return peer_median_text(item, language)
