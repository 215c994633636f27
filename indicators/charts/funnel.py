"""Funnel: each establishment by its size and its value, between the limits that chance alone would respect.

Dashes are the 95 % limits, a full line the 99.8 % ones; each is named at its right end. Names are those of the chosen
establishments and of the ones outside, as far as there is room for them at the width of the page.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import labels
from indicators.charts.axes import free_y, value_axis_below_title
from indicators.charts.data import columns, empty
from indicators.charts.marks import halo_text, invisible, judged_look, named_data, sign_colour, sign_marks
from indicators.charts.theme import Scale, Spec, Style, chart_spec, scale_of
from indicators.verdicts.funnel_curves import Curves, curves, members
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.names import short_place
from indicators.wording.numbers import percent
from indicators.wording.signal import funnel_words
from indicators.wording.value import counts_text, decimals_for, decimals_of, figure, value_text

HEIGHT = 320
#: A share reaches past 100 % so that a name at 100 % fits.
TOP_SHARE = 110.0
PLACE_SCHEMA = {**columns(text="look tone tooltip", number="n value dodge", flag="chosen"), **labels.label_columns()}
CURVE_SCHEMA = columns(text="line level", number="n value")
END_SCHEMA = columns(text="text", number="n value")


@lru_cache(maxsize=64)
def spec(style: Style, scale: Scale, *, has_chosen: bool, has_names: bool) -> Spec:
    """The chart without its data: named sets `places`, `curves` and `ends`."""
    token, places, limits = style.token, named_data("places"), named_data("curves")
    size = alt.Axis(
        title=say("Dénominateur de l’établissement (n)", style.language),
        format=",~f",
        tickCount=6,
        domain=True,
        labelFlush=True,
        labelOverlap=True,
        titlePadding=6,
    )
    x = alt.X("n:Q", scale=alt.Scale(zero=False, nice=False), axis=size)
    ticks: dict[str, Any] = {"values": [0, 25, 50, 75, 100]} if scale == "percent" else {}
    y = free_y("value", value_axis_below_title(scale, style, -14, **ticks), zero=True)

    def line(level: str, **look: Any) -> alt.Chart:
        only = limits.transform_filter(f"datum.level == '{level}'")
        return only.mark_line(**look).encode(x=x, y=y, detail="line:N", order="n:Q")

    dodge = {"expr": "datum.dodge"}
    ends = named_data("ends").mark_text(align="left", dx=6, fontSize=12, color=token.ink2)
    layers = [
        # It keeps the axis as high as the names need.
        invisible(limits.transform_filter("datum.level == 'frame'")).encode(x=x, y=y),
        line("99.8", color=token.edge, strokeWidth=1.2),
        line("95", color=token.edge, strokeWidth=1.2, strokeDash=[5, 4]),
        line("centre", color=token.flat, strokeWidth=1.6),
        ends.encode(x=x, y=y, text="text:N"),
    ]
    if has_chosen:
        ring = {"filled": False, "opacity": 1, "stroke": token.accent, "strokeWidth": 2, "size": 330}
        layers.append(places.transform_filter("datum.chosen").mark_point(**ring, xOffset=dodge).encode(x=x, y=y))
    layers.append(sign_marks(places, token, xOffset=dodge).encode(x=x, y=y, tooltip="tooltip:N"))
    if has_names:
        named = places.transform_filter("datum.tone != ''").encode(x="n:Q", y="value:Q")
        options = {**labels.label_options(), "fontWeight": 600, "color": sign_colour("tone", token)}
        layers += halo_text(named, token, **options)
    return chart_spec(layers, style, HEIGHT, (2, 16, 8, 2))


def rows(
    places: Sequence[Verdict],
    language: Language,
    *,
    chosen_ids: Collection[str] = (),
    adjusted: bool = False,
    centre: Literal["network", "peers"] = "network",
) -> dict[str, pl.DataFrame]:
    """The data sets: `places` (a row an establishment in the funnel), `curves` and `ends`; all empty without a funnel.

    Args:
        places: the verdicts of one indicator; those of one peer group where the indicator does not compare types.
        chosen_ids: the establishments the reader marks.
        adjusted: limits that leave room for differences between establishments, and positions by them.
        centre: what the middle line is named after.
    """
    inside = members(places)
    lines = curves(inside, adjusted=adjusted)
    if lines is None:
        return empty({"places": PLACE_SCHEMA, "curves": CURVE_SCHEMA, "ends": END_SCHEMA})
    share = scale_of(inside[0].unit(language)) == "percent"
    most = max(max(item.value or 0.0 for item in inside), lines.centre)
    top = TOP_SHARE if share else most * 1.15 or 1.0
    return {
        "places": _places(inside, lines, top, language, chosen_ids, adjusted),
        "curves": _curves(lines, top),
        "ends": _ends(inside[0], lines, top, language, centre),
    }


def layer_flags(data: dict[str, pl.DataFrame]) -> dict[str, bool]:
    """Which layers the data call for."""
    places = data["places"]
    return {
        "has_chosen": bool(places["chosen"].any()),
        "has_names": bool((places["tone"] != "").any()),
    }


def position(item: Verdict, adjusted: bool) -> str:
    """`inside`, `high_95`, `low_998`… by the limits in use."""
    return item.funnel_adjusted if adjusted else item.funnel


def outside(places: Sequence[Verdict], adjusted: bool = False) -> list[Verdict]:
    """The establishments outside the 95 % limits, in the order given."""
    return [item for item in members(places) if position(item, adjusted) not in ("", "inside")]


def _curves(lines: Curves, top: float) -> pl.DataFrame:
    made = [
        {"n": float(lines.sizes[0]), "value": 0.0, "line": "frame", "level": "frame"},
        {"n": float(lines.sizes[-1]), "value": top, "line": "frame", "level": "frame"},
    ]
    for n in (lines.sizes[0], lines.sizes[-1]):
        made.append({"n": float(n), "value": lines.centre, "line": "centre", "level": "centre"})
    for level, bounds in lines.limits.items():
        for side, values in zip(("low", "high"), bounds, strict=True):
            name = f"{level * 100:g}"
            for n, value in zip(lines.sizes, values, strict=True):
                if value <= top:
                    made.append({"n": float(n), "value": float(value), "line": f"{side}{name}", "level": name})
    return pl.DataFrame(made, schema=CURVE_SCHEMA)


def _ends(
    item: Verdict, lines: Curves, top: float, language: Language, centre: Literal["network", "peers"]
) -> pl.DataFrame:
    named: list[tuple[float, str]] = []
    for level, bounds in lines.limits.items():
        decimals = 0 if float(level * 100).is_integer() else 1
        name = percent(level * 100, decimals, language)
        named += [(float(values[-1]), name) for values in bounds if values[-1] <= top]
    merged: dict[float, list[str]] = {}
    for value, name in named:
        merged.setdefault(round(value, 9), []).append(name)
    ends = [(value, " · ".join(names)) for value, names in merged.items()]
    decimals = decimals_for(decimals_of(item), lines.centre)
    words = {"network": "ensemble {value}", "peers": "pairs {value}"}[centre]
    ends.append((lines.centre, say(words, language, value=figure(item, lines.centre, decimals, language))))
    spread = labels.spread_labels([value for value, _ in ends], top * 14 / HEIGHT, 0.0, top)
    return pl.DataFrame(
        [
            {"n": float(lines.sizes[-1]), "value": value, "text": text}
            for value, (_, text) in zip(spread, ends, strict=True)
        ],
        schema=END_SCHEMA,
    )


def _places(
    inside: Sequence[Verdict],
    lines: Curves,
    top: float,
    language: Language,
    chosen_ids: Collection[str],
    adjusted: bool,
) -> pl.DataFrame:
    first, span = float(lines.sizes[0]), float(lines.sizes[-1] - lines.sizes[0])

    def at(item: Verdict) -> tuple[float, float]:
        return ((item.denominator or 0.0) - first) / span, 1 - (item.value or 0.0) / top

    def urgency(item: Verdict) -> tuple[bool, bool]:
        return item.place_id not in chosen_ids, not position(item, adjusted).endswith("998")

    named = [item for item in inside if item.place_id in chosen_ids or position(item, adjusted) != "inside"]
    named.sort(key=urgency)
    spots = [labels.Spot(*at(item), short_place(item, language), must=item.place_id in chosen_ids) for item in named]
    around = [at(item) for item in inside]
    placings = labels.label_fields(spots, around, HEIGHT)
    found = dict(zip((item.place_id for item in named), placings, strict=True))
    together: dict[tuple[float, float], int] = {}
    made = []
    for item in inside:
        key = (round(at(item)[0], 3), round(at(item)[1], 3))
        rank = together[key] = together.get(key, -1) + 1
        made.append(_row(item, language, item.place_id in chosen_ids, adjusted, rank) | found.get(item.place_id, {}))
    # The marked ones are drawn last, above the others.
    made.sort(key=lambda row: (row["chosen"], row["look"] != "dot"))
    return pl.DataFrame(made, schema=PLACE_SCHEMA)


def _row(item: Verdict, language: Language, chosen: bool, adjusted: bool, rank: int) -> dict[str, Any]:
    where = position(item, adjusted)
    apart = where not in ("", "inside")
    look = judged_look(item, where.startswith("high")) if apart else "chosen" if chosen else "dot"
    words = " · ".join(part for part in (value_text(item, language), counts_text(item, language)) if part)
    return {
        "n": item.denominator,
        "value": item.value,
        "look": look,
        "chosen": chosen and apart,
        "tone": ("chosen" if chosen else look) if apart or chosen else "",
        "dodge": (rank + 1) // 2 * 9.0 * (1 if rank % 2 else -1),
        "tooltip": f"{item.place(language)} · {words} · {_where_words(item, where, language)}",
    }


def _where_words(item: Verdict, where: str, language: Language) -> str:
    """Where the establishment stands by the limits in use, in words."""
    return funnel_words(item.model_copy(update={"funnel": where}), language)
