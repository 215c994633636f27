"""Parts of one whole, a bar a place: quantity colours, the number inside each part that is wide enough."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.axes import row_axis, value_axis, value_scale
from indicators.charts.data import columns
from indicators.charts.marks import named_data
from indicators.charts.theme import Spec, Style, chart_spec, wrap_label
from indicators.verdicts.model import Verdict
from indicators.wording.value import value_text

ROW = 46
#: A part narrower than this many points holds no number; the table has it.
WIDE_ENOUGH = 7
#: Pixels that the number of a part needs, on a narrow screen too.
TEXT_WIDTH = 32
NAME_WIDTH = 18
SCHEMA = columns(text="row part text name name_align tooltip", number="start end middle name_at", whole="rank")


@lru_cache(maxsize=32)
def spec(style: Style, *, parts: int, has_texts: bool, rows: int) -> Spec:
    """The chart without its data: the named set `parts`; colours go from the first part (darkest) to the last."""
    token, base = style.token, named_data("parts")
    first = min(parts, 4) - 1
    shades = [max(first - rank + 1, 0) for rank in range(parts)]

    def by_rank(colours: Sequence[str]) -> alt.Scale:
        return alt.Scale(domain=list(range(parts)), range=[colours[shade] for shade in shades])

    y = alt.Y("row:N", sort=None, axis=row_axis())
    x = alt.X("start:Q", scale=value_scale("percent"), axis=value_axis("percent", style))
    fill = alt.Fill("rank:N", scale=by_rank(token.sequence), legend=None)
    names = base.transform_filter("datum.name != ''")
    layers = [
        base.mark_bar(height={"band": 0.5}, stroke=token.bg, strokeWidth=2).encode(
            y=y, x=x, x2="end:Q", fill=fill, tooltip="tooltip:N"
        ),
        names.mark_text(align={"expr": "datum.name_align"}, dy=-ROW * 0.25 - 9, color=token.ink2).encode(
            y=y, x="name_at:Q", text="name:N"
        ),
    ]
    if has_texts:
        fits = {"expr": f"width * (datum.end - datum.start) / 100 < {TEXT_WIDTH} ? 0 : 1"}
        ink = alt.Color("rank:N", scale=by_rank(token.on_sequence), legend=None)
        texts = base.transform_filter("datum.text != ''").mark_text(fontWeight=600, opacity=fits)
        layers.append(texts.encode(y=y, x="middle:Q", text="text:N", color=ink))
    return chart_spec(layers, style, ROW * rows)


def layer_flags(parts: pl.DataFrame) -> dict[str, bool]:
    """Which layers the data call for."""
    return {"has_texts": bool((parts["text"] != "").any())}


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
                    "row": item.period if by_wave else wrap_label(item.place(language), NAME_WIDTH),
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
