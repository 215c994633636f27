"""The figures of the heat map and of the tile map."""

from collections.abc import Sequence

import polars as pl

from data.model.survey import Establishment, PeerGroup, Region
from indicators.charts import heat, tiles
from indicators.charts.theme import Style
from indicators.figures.figure import Figure, text_columns
from indicators.verdicts.model import Verdict
from indicators.wording.charts import (
    APART,
    Rows,
    heat_alt,
    heat_finding,
    heat_subtitle,
    tile_alt,
    tile_finding,
    tile_subtitle,
)
from indicators.wording.language import say


def heat_figure(indicators: Rows, groups: Sequence[PeerGroup], period: str, style: Style) -> Figure:
    """Every indicator of every establishment; the table names the differences from peers, the files hold all.

    Args:
        indicators: for each row its name and the establishments' verdicts.
    """
    language = style.language
    data = heat.rows(indicators, groups, language)
    told = [(name, item) for name, places in indicators for item in places if item.comparison in APART]
    words = text_columns([item for _, item in told], ("establishment", "value", "comparison"), language)
    names = pl.Series([name for name, _ in told], dtype=pl.String)
    return Figure(
        title=heat_finding(indicators, language),
        subtitle=heat_subtitle(period, language),
        alt=heat_alt(indicators, language),
        spec=heat.spec(style, **heat.layer_flags(data)) if indicators else None,
        data=data,
        table=pl.DataFrame({say("Indicateur", language): names, **words}),
        verdicts=tuple(item for _, places in indicators for item in places),
    )


def tile_figure(
    places: Sequence[Verdict], establishments: Sequence[Establishment], regions: Sequence[Region], style: Style
) -> Figure:
    """The establishments of the survey in their regions, each with its mark."""
    language = style.language
    data = tiles.rows(places, establishments, regions, language)
    return Figure(
        title=tile_finding(places, language),
        subtitle=tile_subtitle(places, language),
        alt=tile_alt(places, language),
        spec=tiles.spec(style, **tiles.layer_flags(data)),
        data=data,
        table=pl.DataFrame(text_columns(places, ("establishment", "value", "comparison", "state"), language)),
        verdicts=tuple(places),
    )
