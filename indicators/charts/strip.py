"""Distribution by peer group: one dot an establishment, the middle half of the peers behind, the median as a tick.

Under five peers there is no band and no median: the dots alone, and the row says so.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from data.model.survey import PeerGroup
from indicators.catalogue.model import Language
from indicators.charts.axes import row_axis, row_scale, spread_within, value_axis, value_scale
from indicators.charts.data import columns
from indicators.charts.marks import CHOSEN, DOT, dots, halo_text, named_data
from indicators.charts.theme import Scale, Spec, Style, chart_spec, scale_of, wrap_label
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


GROUP_SCHEMA = columns(text="group median_text", number="low high median")
PLACE_SCHEMA = columns(text="group name label_align tooltip", number="value offset label_offset", flag="chosen")


@lru_cache(maxsize=64)
def spec(style: Style, scale: Scale, *, has_bands: bool, has_chosen: bool, rows: int = 3) -> Spec:
    """The chart without its data: named sets `groups` and `places`."""
    token, groups, places = style.token, named_data("groups"), named_data("places")
    y = alt.Y("group:N", sort=None, axis=row_axis(), scale=row_scale())
    x = alt.X("value:Q", scale=value_scale(scale), axis=value_axis(scale, style, domain=True))
    offset = spread_within("offset", REACH, ROW)
    layers = []
    if has_bands:
        bands = groups.transform_filter("isValid(datum.median)")
        median = bands.encode(y=y, x="median:Q", text="median_text:N")
        layers += [
            # A thick rule, for a bar would not stay in the middle of a row that also spreads dots.
            bands.mark_rule(color=token.band, strokeWidth=ROW * 0.56).encode(
                y=y, x=alt.X("low:Q", scale=value_scale(scale)), x2="high:Q"
            ),
            bands.mark_tick(color=token.ink2, thickness=2.5, size=ROW * 0.56).encode(y=y, x="median:Q"),
            *halo_text(median, token, dy=-ROW * 0.28 - 9, color=token.ink2),
        ]
    others = dots(places, token.dot, DOT, token).encode(y=y, x=x, yOffset=offset, tooltip="tooltip:N")
    layers.append(others.transform_filter("!datum.chosen") if has_chosen else others)
    if has_chosen:
        own = places.transform_filter("datum.chosen")
        layers.append(dots(own, token.accent, CHOSEN, token).encode(y=y, x=x, yOffset=offset, tooltip="tooltip:N"))
        label = own.encode(y=y, x="value:Q", yOffset=spread_within("label_offset", REACH, ROW), text="name:N")
        layers += halo_text(label, token, color=token.accent, fontWeight=600, align={"expr": "datum.label_align"})
    return chart_spec(layers, style, ROW * rows)


def layer_flags(data: Mapping[str, pl.DataFrame]) -> dict[str, bool]:
    """Which layers the data call for."""
    groups = data["groups"]
    return {
        "has_bands": groups["median"].null_count() < groups.height,
        "has_chosen": bool(data["places"]["chosen"].any()),
    }


def stack_offsets(values: Sequence[float], close: float) -> list[float]:
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


def axis_length(values: Sequence[float], scale: Scale) -> float:
    """The length of the value axis, as the stacking needs it."""
    longest = max(values, default=0.0)
    return max(longest, 100.0) if scale == "percent" else longest or 1.0


def rows(
    places: Sequence[Verdict],
    groups: Sequence[PeerGroup],
    language: Language,
    marked: Collection[str] = (),
) -> dict[str, pl.DataFrame]:
    """The data sets of the chart: `groups` (a row a peer group) and `places` (a row an establishment with a value).

    Of several marked establishments in a group the first alone is named, for two names would cover each other.
    """
    valued = [item for item in places if item.valued and item.value is not None]
    scale = scale_of(valued[0].unit(language)) if valued else "percent"
    length = axis_length([item.value or 0.0 for item in valued], scale)
    group_rows, place_rows = [], []
    for group in groups:
        members = [item for item in valued if item.peer_group_id == group.peer_group_id]
        benchmark = members[0] if members else None
        name = wrap_label(f"{pick(group, 'label', language)} ({len(members)})", NAME_WIDTH)
        has_median = benchmark is not None and benchmark.peer_median is not None
        if not has_median:
            words = "valeurs seules" if members else "aucune valeur"
            name += f"|{say(words, language)}"
        group_rows.append(
            {
                "group": name,
                "low": benchmark.peer_q1 if benchmark else None,
                "high": benchmark.peer_q3 if benchmark else None,
                "median": benchmark.peer_median if benchmark else None,
                "median_text": peer_median_text(benchmark, language) if benchmark and has_median else "",
            }
        )
        offsets = stack_offsets([item.value or 0.0 for item in members], CLOSE * length)
        first = next((item for item in members if item.place_id in marked), None)
        for item, offset in zip(members, offsets, strict=True):
            chosen = item.place_id in marked
            shown = not chosen or item is first
            dot = _dot(item, name, offset, length, language)
            place_rows.append(dot | {"chosen": chosen, "name": item.place(language) if shown else ""})
    return {
        "groups": pl.DataFrame(group_rows, schema=GROUP_SCHEMA),
        "places": pl.DataFrame(place_rows, schema=PLACE_SCHEMA),
    }


def _dot(item: Verdict, group: str, offset: float, length: float, language: Language) -> dict[str, object]:
    value = item.value or 0.0
    part = value / length
    return {
        "group": group,
        "value": value,
        "offset": offset,
        # Under the band: above it stands the median's number.
        "label_offset": LABEL,
        "label_align": "right" if part > 0.7 else "left" if part < 0.2 else "center",
        "tooltip": f"{item.place(language)} · {value_text(item, language)}",
    }
