"""Paired changes around « aucun changement » : a disc or lozenge where chance is excluded, a ring where it is not.

Each row holds one mark a time point, the earlier one above, with its interval and its words.
"""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.charts.axes import row_axis, row_scale, spread_within, value_axis
from indicators.charts.data import columns
from indicators.charts.marks import halo_text, invisible, named_data, sign_marks
from indicators.charts.theme import Spec, Style, chart_spec, wrap_label
from indicators.initiatives.collected import TrainingResult

ROW = 62
NAME_WIDTH = 38
#: Where a mark stands in its row: the first of two above, the second below, one alone in the middle.
REACH, APART = 3.0, 0.8
#: Room for words right of the last interval, in parts of the span of values.
ROOM = 0.55
LOOKS = {"up": "good", "down": "bad"}
SCHEMA = columns(text="row look text tooltip kind", number="offset change low high right zero")


@lru_cache(maxsize=16)
def spec(style: Style, *, rows: int) -> Spec:
    """The chart without its data: the named set `changes`."""
    token, base = style.token, named_data("changes")
    y = alt.Y("row:N", sort=None, axis=row_axis(), scale=row_scale())
    offset = spread_within("offset", REACH, ROW)
    axis, scale = value_axis("number", style, tickCount=5), alt.Scale(zero=True, nice=False)
    x = alt.X("change:Q", scale=scale, axis=axis)
    words = base.encode(x="high:Q", y=y, yOffset=offset, text="text:N")
    layers = [
        # The words right of the intervals need room of their own.
        invisible(base).encode(x=alt.X("right:Q", scale=scale, axis=axis), y=y),
        base.mark_rule(color=token.edge, strokeWidth=1).encode(x="zero:Q"),
        base.mark_rule(color=token.flat, strokeWidth=2).encode(x="low:Q", x2="high:Q", y=y, yOffset=offset),
        sign_marks(base, token).encode(x=x, y=y, yOffset=offset, tooltip="tooltip:N"),
        *halo_text(words, token, align="left", dx=8, fontSize=12, color=token.ink2),
    ]
    return chart_spec(layers, style, ROW * rows)


def rows(results: Sequence[tuple[str, TrainingResult, str]]) -> pl.DataFrame:
    """The data set `changes`: the results that hold a change, in the order given.

    Args:
        results: name of the row, result, and the words beside its mark.
    """
    known = [item for item in results if item[1].change is not None]
    together = {name: [result.month for other, result, _ in known if other == name] for name, _, _ in known}
    ends = [value or 0.0 for _, item, _ in known for value in (item.change_low, item.change_high, item.change)]
    low, high = min([*ends, 0.0]), max([*ends, 0.0])
    right = high + (high - low) * ROOM
    made = []
    for name, item, words in known:
        months = sorted(together[name])
        offset = 0.0 if len(months) < 2 else (-APART if item.month == months[0] else APART)
        change = item.change or 0.0
        made.append(
            {
                "row": wrap_label(name, NAME_WIDTH),
                "offset": offset,
                "change": change,
                "low": change if item.change_low is None else item.change_low,
                "high": change if item.change_high is None else item.change_high,
                "right": right,
                "look": LOOKS.get(item.change_state or "", "ring"),
                "text": words,
                "tooltip": f"{name} · {words}",
                "zero": 0.0,
                "kind": item.kind,
            }
        )
    return pl.DataFrame(made, schema=SCHEMA)
