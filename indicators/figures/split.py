"""The figure of a split: the bars of the parts of a whole, a bar a place or a period."""

from collections.abc import Sequence

import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import split
from indicators.charts.theme import Style
from indicators.figures.figure import Figure
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.periods import period_text
from indicators.wording.value import value_text


def split_figure(
    wholes: Sequence[Sequence[Verdict]],
    names: Sequence[str],
    label: str,
    style: Style,
    *,
    title: str = "",
    subtitle: str = "",
    by_wave: bool = False,
) -> Figure:
    """A bar for each whole whose parts are known.

    Args:
        wholes: the parts of each place, or of each wave of one place, in the order of `names`.
        names: of the parts.
        label: the subject's short title, for those who do not see the bars.
    """
    language = style.language
    data = split.rows(wholes, names, language, by_wave=by_wave)
    if data.is_empty():
        return Figure(title, subtitle, "", None, {"parts": data}, pl.DataFrame(), ())
    if by_wave:
        text = "Barres empilées par vague, {title} : {said}."
        said = "; ".join(
            f"{parts[0].period} {', '.join(value_text(item, language) for item in parts)}" for parts in wholes
        )
    else:
        text = "Barres empilées, {title} : {said}."
        said = ", ".join(f"{name} {value_text(item, language)}" for name, item in zip(names, wholes[0], strict=True))
    return Figure(
        title=title,
        subtitle=subtitle,
        alt=say(text, language, title=label, said=said),
        spec=split.spec(style, parts=len(names), **split.layer_flags(data), rows=data["row"].n_unique()),
        data={"parts": data},
        table=_table(wholes, names, language),
        verdicts=tuple(item for parts in wholes for item in parts),
    )


def _table(wholes: Sequence[Sequence[Verdict]], names: Sequence[str], language: Language) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                say("Nom", language): parts[0].place(language),
                **{name: value_text(item, language) for name, item in zip(names, parts, strict=True)},
                say("Période", language): period_text(parts[0].period, language),
            }
            for parts in wholes
        ]
    )
