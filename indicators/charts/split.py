"""Parts of one whole, a bar a place: quantity colours, the number inside each part that is wide enough."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.theme import TOKENS, Spec, Theme, finished, row_axis, value_axis, value_scale, wrapped
from indicators.verdicts.model import Verdict
from indicators.wording.value import value_text

ROW = 46
#: A part narrower than this many points holds no number; the table has it.
WIDE_ENOUGH = 7
#: Pixels that the number of a part needs, on a narrow screen too.
TEXT_WIDTH = 32
NAME_WIDTH = 18
SCHEMA = {
    "row": pl.String,
    "part": pl.String,
    "rank": pl.Int64,
    "start": pl.Float64,
    "end": pl.Float64,
    "middle": pl.Float64,
    "text": pl.String,
    "name": pl.String,
    "name_at": pl.Float64,
    "name_align": pl.String,
    "tooltip": pl.String,
}


@lru_cache(maxsize=32)
def spec(language: Language, theme: Theme, *, parts: int, has_texts: bool, fictitious: bool, rows: int) -> Spec:
    """The chart without its data: the named set `parts`; colours go from the first part (darkest) to the last."""
    token = TOKENS[theme]
    first = min(parts, 4) - 1
    ranks = list(range(parts))
    fills = [token.sequence[max(first - rank + 1, 0)] for rank in ranks]
    inks = [token.on_sequence[max(first - rank + 1, 0)] for rank in ranks]
    base = alt.Chart(alt.NamedData(name="parts"))
    y = alt.Y("row:N", sort=None, axis=row_axis())
    x = alt.X("start:Q", scale=value_scale("percent"), axis=value_axis("percent", language, theme, fictitious))
    layers = [
        base.mark_bar(height={"band": 0.5}, stroke=token.bg, strokeWidth=2).encode(
            y=y,
            x=x,
            x2="end:Q",
            fill=alt.Fill("rank:N", scale=alt.Scale(domain=ranks, range=fills), legend=None),
            tooltip="tooltip:N",
        ),
        base.transform_filter("datum.name != ''")
        .mark_text(align={"expr": "datum.name_align"}, dy=-ROW * 0.25 - 9, color=token.ink2)
        .encode(y=y, x="name_at:Q", text="name:N"),
    ]
    if has_texts:
        layers.append(
            base.transform_filter("datum.text != ''")
            .mark_text(
                fontWeight=600,
                opacity={"expr": f"width * (datum.end - datum.start) / 100 < {TEXT_WIDTH} ? 0 : 1"},
            )
            .encode(
                y=y,
                x="middle:Q",
                text="text:N",
                color=alt.Color("rank:N", scale=alt.Scale(domain=ranks, range=inks), legend=None),
            )
        )
    return finished(layers, language, theme, ROW * rows)


def rows(
    wholes: Sequence[Sequence[Verdict]], names: Sequence[str], language: Language, *, by_wave: bool = False
) -> pl.DataFrame:
    """The data set `parts`: for each whole its parts in order; a whole with a part unknown is left out.

    A row is named by its place, or by its wave where all are of one place.
    """
    made = []
    known = [parts for parts in wholes if parts and all(item.value is not None for item in parts)]
    for place, parts in enumerate(known):
        start = 0.0
        for rank, item in enumerate(parts):
            width, last = item.value or 0.0, rank == len(parts) - 1
            words = value_text(item, language)
            made.append(
                {
                    "row": item.period if by_wave else wrapped(item.place(language), NAME_WIDTH),
                    "part": names[rank],
                    "rank": rank,
                    "start": start,
                    "end": start + width,
                    "middle": start + width / 2,
                    "text": words if width >= WIDE_ENOUGH else "",
                    "name": names[rank] if place == 0 else "",
                    # The last part is often narrow: its name ends with the bar.
                    "name_at": start + width if last else start,
                    "name_align": "right" if last else "left",
                    "tooltip": f"{item.place(language)} · {item.period} · {names[rank]} · {words}",
                }
            )
            start += width
    return pl.DataFrame(made, schema=SCHEMA)
