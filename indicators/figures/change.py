"""The figures of a change between two periods: ring and disc a place, and slopes where there are few."""

from collections.abc import Sequence

import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import dumbbell, slope
from indicators.charts.theme import Style, scale_of
from indicators.figures.figure import Figure
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_words
from indicators.wording.charts import slope_alt, slope_finding
from indicators.wording.language import say
from indicators.wording.periods import period_text
from indicators.wording.value import interval_text, value_text

Pairs = Sequence[tuple[Verdict, Verdict]]


def dumbbell_figure(pairs: Pairs, title: str, subtitle: str, style: Style, *, by_group: str = "") -> Figure:
    """Two periods of each place, given as (earlier, later).

    Args:
        by_group: the subject's short title, where the places are peer groups.
    """
    language = style.language
    ends = dumbbell.rows(pairs, language)
    said = "; ".join(
        f"{after.place(language)} {value_text(before, language)} → {value_text(after, language)}"
        for before, after in pairs
        if dumbbell.drawable(before, after)
    )
    text = "Avant et après par groupe de pairs, {title} : {ends}." if by_group else "Avant et après, {title} : {ends}."
    label = by_group or (pairs[0][1].label(language) if pairs else "")
    spec = None
    if not ends.is_empty():
        flags, rows = dumbbell.layer_flags(ends), ends["row"].n_unique()
        spec = dumbbell.spec(style, scale_of(pairs[0][1].unit(language)), **flags, rows=rows)
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=say(text, language, title=label, ends=said),
        spec=spec,
        data={"ends": ends},
        table=_table(pairs, language),
        verdicts=tuple(item for pair in pairs for item in pair),
    )


def slope_figure(pairs: Pairs, style: Style) -> Figure:
    """The lines between two periods of at most six places, given as (earlier, later)."""
    language = style.language
    kept = [pair for pair in pairs if dumbbell.drawable(*pair)]
    unit = kept[0][1].unit(language)
    text = "{unit} · une ligne par nom; en couleur, seulement un changement décelable"
    return Figure(
        title=slope_finding(kept, language),
        subtitle=say(text, language, unit=unit),
        alt=slope_alt(kept, language),
        spec=slope.spec(style, scale_of(unit)),
        data={"ends": slope.rows(kept, language)},
        table=_table(kept, language),
        verdicts=tuple(item for pair in kept for item in pair),
    )


def _table(pairs: Pairs, language: Language) -> pl.DataFrame:
    if not pairs:
        return pl.DataFrame()
    before_head, after_head = (period_text(item.period, language) for item in pairs[0])
    return pl.DataFrame(
        {
            say("Nom", language): [after.place(language) for _, after in pairs],
            before_head: [_with_interval(before, language) for before, _ in pairs],
            after_head: [_with_interval(after, language) for _, after in pairs],
            say("Changement", language): [change_words(after, language) for _, after in pairs],
        }
    )


def _with_interval(item: Verdict, language: Language) -> str:
    limits, value = interval_text(item, language), value_text(item, language)
    return f"{value} ({limits})" if limits else value
