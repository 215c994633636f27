"""Initiatives on the eighteen tiles: the name of each one in the regions where it takes place.

On a phone the page lists the same regions by name.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from data.model.survey import Region
from indicators.catalogue.model import Language
from indicators.charts.data import columns
from indicators.charts.marks import named_data
from indicators.charts.theme import Spec, Style, chart_spec
from indicators.charts.tiles import COLUMNS, HEIGHT, ROWS, tile
from indicators.wording.language import pick

SCHEMA = columns(text="code name first second tooltip kind", number="x x2 y y2", flag="held")


@lru_cache(maxsize=8)
def spec(style: Style) -> Spec:
    """The chart without its data: the named set `tiles`, of which at least one is held and one is not."""
    token, base = style.token, named_data("tiles")
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, COLUMNS], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[ROWS, 0], nice=False), axis=None)
    corners = {"x": x, "y": y, "x2": "x2:Q", "y2": "y2:Q", "tooltip": "tooltip:N"}
    held, others = base.transform_filter("datum.held"), base.transform_filter("!datum.held")

    def words(of: alt.Chart, field: str, down: int, **look: object) -> alt.Chart:
        mark = of.mark_text(align="left", dx=6, dy=down, **{"fontSize": 12, **look})
        return mark.encode(x=x, y=y, text=f"{field}:N")

    layers = [
        others.mark_rect(cornerRadius=3, fill=token.bg, stroke=token.edge, strokeWidth=0.6).encode(**corners),
        held.mark_rect(cornerRadius=3, fill=token.sequence[0], stroke=token.sequence[3], strokeWidth=1.4).encode(
            **corners
        ),
        words(others, "name", 13, color=token.ink3),
        words(held, "name", 13, color=token.on_sequence[0], fontWeight=600),
        words(held, "first", 29, color=token.on_sequence[0]),
        words(held, "second", 43, color=token.on_sequence[0]),
    ]
    return chart_spec(layers, style, HEIGHT, (1, 2, 2, 2))


def rows(held: Mapping[str, Sequence[str]], regions: Sequence[Region], language: Language) -> dict[str, pl.DataFrame]:
    """The data set `tiles`: every region, with at most two short names of what takes place there.

    Args:
        held: by region code, what its tile names.
    """
    made = []
    for region in sorted(regions, key=lambda item: item.code):
        names = list(held.get(region.code, ()))
        full = pick(region, "name", language)
        made.append(
            tile(region, language)
            | {
                "first": names[0] if names else "",
                "second": ", ".join(names[1:]),
                "held": bool(names),
                "tooltip": " · ".join([full, *names]),
                "kind": "published",
            }
        )
    return {"tiles": pl.DataFrame(made, schema=SCHEMA)}
