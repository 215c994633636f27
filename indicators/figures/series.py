"""The figures of one series: the values of its waves, the control chart, the run chart."""

from collections.abc import Mapping, Sequence

import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import run, series, xmr
from indicators.charts.theme import Style, scale_of
from indicators.figures.figure import Figure, text_columns
from indicators.verdicts.model import Verdict
from indicators.verdicts.series import has_control_limits, last_with_median
from indicators.wording.distribution import series_alt
from indicators.wording.series import run_alt, run_finding, run_subtitle, xmr_alt, xmr_finding, xmr_subtitle

COLUMNS = ("period", "value", "interval", "signal")


def _table(verdicts: Sequence[Verdict], language: Language) -> pl.DataFrame:
    return pl.DataFrame(text_columns(verdicts, COLUMNS, language))


def series_figure(verdicts: Sequence[Verdict], period: str, style: Style) -> Figure:
    """The values of one series, oldest first, that of `period` marked; it has no title of its own."""
    language = style.language
    points = series.rows(verdicts, language, period)
    known = points["value"].null_count() < points.height
    scale = scale_of(verdicts[0].unit(language)) if verdicts else "number"
    return Figure(
        title="",
        subtitle="",
        alt=series_alt(verdicts, language),
        spec=series.spec(style, scale, **series.layer_flags(points)) if known else None,
        data={"points": points},
        table=_table(verdicts, language),
        verdicts=tuple(verdicts),
    )


def control_figure(verdicts: Sequence[Verdict], style: Style, rebases: Mapping[str, str] | None = None) -> Figure:
    """The control chart of one series, oldest first.

    Args:
        rebases: from which periods new limits hold, with date and reason in the reader's words.
    """
    language = style.language
    data = xmr.rows(verdicts, language, rebases=rebases)
    scale = scale_of(verdicts[0].unit(language))
    return Figure(
        title=xmr_finding(verdicts, language),
        subtitle=xmr_subtitle(verdicts, language),
        alt=xmr_alt(verdicts, language),
        spec=xmr.spec(style, scale, **xmr.layer_flags(data)) if has_control_limits(verdicts) else None,
        data=data,
        table=_table(verdicts, language),
        verdicts=tuple(verdicts),
    )


def run_figure(verdicts: Sequence[Verdict], style: Style) -> Figure:
    """The run chart of one series, oldest first."""
    language = style.language
    data = run.rows(verdicts, language)
    scale = scale_of(verdicts[0].unit(language))
    return Figure(
        title=run_finding(verdicts, language),
        subtitle=run_subtitle(verdicts, language),
        alt=run_alt(verdicts, language),
        spec=run.spec(style, scale, **run.layer_flags(data)) if last_with_median(verdicts) is not None else None,
        data=data,
        table=_table(verdicts, language),
        verdicts=tuple(verdicts),
    )
