"""Initiatives on the eighteen tiles: the name of each one in the regions where it takes place.

On a phone the page lists the same regions by name.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from data.model.survey import Region
from indicators.catalogue.model import Language
from indicators.charts.theme import TOKENS, Spec, Theme, finished
from indicators.charts.tiles import COLUMNS, HEIGHT, ROWS, tile_name
from indicators.wording.language import pick

SCHEMA = {
    "code": pl.String,
    "x": pl.Float64,
    "x2": pl.Float64,
    "y": pl.Float64,
    "y2": pl.Float64,
    "name": pl.String,
    "first": pl.String,
    "second": pl.String,
    "held": pl.Boolean,
    "tooltip": pl.String,
    "kind": pl.String,
}


@lru_cache(maxsize=8)
def spec(language: Language, theme: Theme) -> Spec:
    """The chart without its data: the named set `tiles`, of which at least one is held and one is not."""
    token = TOKENS[theme]
    tiles = alt.Chart(alt.NamedData(name="tiles"))
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, COLUMNS], nice=False), axis=None)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[ROWS, 0], nice=False), axis=None)
    corners = {"x": x, "y": y, "x2": "x2:Q", "y2": "y2:Q", "tooltip": "tooltip:N"}
    held, others = tiles.transform_filter("datum.held"), tiles.transform_filter("!datum.held")

    def words(base: alt.Chart, field: str, down: int, **look: object) -> alt.Chart:
        return base.mark_text(align="left", dx=6, dy=down, **{"fontSize": 12, **look}).encode(
            x=x, y=y, text=f"{field}:N"
        )

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
    ready = finished(layers, language, theme, HEIGHT)
    ready["padding"] = {"left": 1, "top": 2, "right": 2, "bottom": 2}
    return ready


def rows(held: Mapping[str, Sequence[str]], regions: Sequence[Region], language: Language) -> dict[str, pl.DataFrame]:
    """The data set `tiles`: every region, with at most two short names of what takes place there.

    Args:
        held: by region code, what its tile names.
    """
    made = []
    for region in sorted(regions, key=lambda item: item.code):
        names = list(held.get(region.code, ()))
        column, row = float(region.tile_col), float(region.tile_row)
        full = pick(region, "name", language)
        made.append(
            {
                "code": region.code,
                "x": column + 0.03,
                "x2": column + 0.97,
                "y": row + 0.03,
                "y2": row + 0.97,
                "name": tile_name(region, language),
                "first": names[0] if names else "",
                "second": ", ".join(names[1:]),
                "held": bool(names),
                "tooltip": " · ".join([full, *names]),
                "kind": "published",
            }
        )
    return {"tiles": pl.DataFrame(made, schema=SCHEMA)}
