"""The figures of small multiples: one small view a series, all on one axis, with one title and one table."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from indicators.charts import multiples
from indicators.charts.multiples import Panel
from indicators.charts.theme import Style, scale_of
from indicators.figures.figure import Figure, text_columns
from indicators.verdicts.model import YES_NO_KINDS, Verdict
from indicators.wording.charts import multiples_finding, multiples_subtitle

COLUMNS = ("period", "value", "interval", "state")
Views = Sequence[tuple[str, Sequence[Verdict]]]


@dataclass(frozen=True)
class SmallMultiples:
    """The views under one title, each a figure titled by its series; the table holds them all."""

    title: str
    subtitle: str
    views: tuple[Figure, ...]
    table: pl.DataFrame
    verdicts: tuple[Verdict, ...]


def small_multiples(views: Views, head: str, style: Style) -> SmallMultiples | None:
    """The views that have a value on a scale; None for fewer than two.

    Args:
        views: for each its title and its series, oldest first, all in one unit.
        head: of the column of the titles in the table.
    """
    kept, language = drawable(views), style.language
    if not kept:
        return None
    panels = multiples.panels(kept, language)
    series = [panel.series for panel in panels]
    titles = [title for title, series in kept for _ in series]
    verdicts = tuple(item for _, series in kept for item in series)
    return SmallMultiples(
        multiples_finding(series, language),
        multiples_subtitle(series, language),
        tuple(_view(panel, head, style) for panel in panels),
        pl.DataFrame({head: titles, **text_columns(verdicts, COLUMNS, language)}),
        verdicts,
    )


def drawable(views: Views) -> list[tuple[str, list[Verdict]]]:
    """The views with a value on a scale: a yes or a no is no height, and one view alone is no comparison."""
    kept = [
        (title, list(series))
        for title, series in views
        if any(item.valued and item.value is not None for item in series)
        and not (series[-1].is_establishment and series[-1].kind in YES_NO_KINDS)
    ]
    return kept if len(kept) > 1 else []


def _view(panel: Panel, head: str, style: Style) -> Figure:
    language, series = style.language, panel.series
    return Figure(
        title=panel.title,
        subtitle="",
        alt=panel.alt,
        spec=multiples.spec(style, scale_of(series[-1].unit(language)), **multiples.layer_flags(panel)),
        data={"points": panel.points},
        table=pl.DataFrame({head: [panel.title] * len(series), **text_columns(series, COLUMNS, language)}),
        verdicts=series,
    )
