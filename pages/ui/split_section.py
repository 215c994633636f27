"""The stacked bars of a split, one a place or a period, with their text alternative."""

from collections.abc import Sequence

from indicators.charts import split
from indicators.verdicts.model import Verdict
from indicators.wording.value import value_text
from pages.ui.chart import chart, chart_style
from pages.ui.page_context import PageContext


def split_bars(
    ctx: PageContext,
    wholes: Sequence[Sequence[Verdict]],
    names: Sequence[str],
    title: str,
    key: str,
    *,
    by_wave: bool = False,
) -> bool:
    """Draw a stacked bar for each whole; false where there is no value to draw.

    Args:
        wholes: the parts of each place, or of each wave of one place, in the order of `names`.
        names: of the parts.
        title: the subject's short title, for those who do not see the bars.
        key: of the chart on its page.
    """
    language = ctx.language
    data = split.rows([list(parts) for parts in wholes], list(names), language, by_wave=by_wave)
    if data.is_empty():
        return False
    ready = split.spec(
        chart_style(ctx),
        parts=len(names),
        has_texts=bool((data["text"] != "").any()),
        rows=data["row"].n_unique(),
    )
    if by_wave:
        said = "; ".join(
            f"{parts[0].period} {', '.join(value_text(item, language) for item in parts)}" for parts in wholes
        )
        alt = ctx.say("Barres empilées par vague, {title} : {said}.", title=title, said=said)
    else:
        pairs = zip(names, wholes[0], strict=True)
        said = ", ".join(f"{name} {value_text(item, language)}" for name, item in pairs)
        alt = ctx.say("Barres empilées, {title} : {said}.", title=title, said=said)
    chart(ready, {"parts": data}, alt, key=key)
    return True
