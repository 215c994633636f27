"""The periods that sources give, as lanes of the timeline: from the facts' own dates, never from memory."""

from data.model.initiatives import PublishedFact
from indicators.charts.initiative_timeline import FIRST, LAST, Lane
from indicators.initiatives.tree import Measure, Part, Tree, short_label
from indicators.wording.language import pick
from indicators.wording.lists import list_text
from pages.parts.initiatives.choice import short_name
from pages.ui.page_context import PageContext

MONTHS = 12
Dates = tuple[float, float, bool]


def planned_words(ctx: PageContext, planned: bool) -> str:
    """What a bar's look says."""
    return ctx.say("annoncé") if planned else ctx.say("publié")


def lanes(ctx: PageContext, trees: list[Tree]) -> list[Lane]:
    """One lane a distinct period of each initiative, earliest first; context figures have other sources' dates."""
    every = []
    for tree in trees:
        by_dates: dict[Dates, list[tuple[Part | None, Measure]]] = {}
        for part, measure in tree.measures_by_part:
            dates = _dates(measure.fact, tree)
            if dates is not None and measure.status != "context":
                by_dates.setdefault(dates, []).append((part, measure))
        for rank, dates in enumerate(sorted(by_dates)):
            name = "" if rank else short_name(ctx, tree.name)
            every.append(Lane(name, *dates, _words(ctx, by_dates[dates])))
    return every


def _dates(fact: PublishedFact, tree: Tree) -> Dates | None:
    """The ends of a fact's period in years, and whether it is planned; None for an undated one.

    A fact that has only an end, and says how long it had lasted, begins in the initiative's own first year.
    """
    planned = fact.status == "planned"
    start, end = fact.period_start, fact.period_end
    if not start and not end:
        return None
    begins = _year(start or tree.initiative.start or end or "", last=False)
    ends = _year(end or start or "", last=True)
    return max(begins, float(FIRST)), min(ends, float(LAST)), planned


def _year(text: str, *, last: bool) -> float:
    """« 2022-04 » as a part of its year: its first day, or with `last` its end."""
    year, *rest = (int(part) for part in text.split("-"))
    if not rest:
        return year + float(last)
    month = rest[0] - 1 + (rest[1] / 31 if len(rest) > 1 else float(last))
    return year + month / MONTHS


def _words(ctx: PageContext, measures: list[tuple[Part | None, Measure]]) -> str:
    """« Avril à novembre 2022 · Phase 1 : ateliers de cocréation »; what several facts share, or how many they are."""
    first = measures[0][1]
    components = {part.component.component_id: part.component for part, _ in measures if part is not None}
    if len(measures) == 1:
        what = pick(first.fact, "metric", ctx.language)
    elif len(components) == 1 and all(part is not None for part, _ in measures):
        what = pick(next(iter(components.values())), "label", ctx.language)
    elif len(components) == len(measures):
        # Each of its own component: « Module 1 et Module 2 ».
        what = list_text([short_label(component, ctx.language) for component in components.values()], ctx.language)
    else:
        what = ctx.say("{n} chiffres publiés", n=len(measures))
    when = first.time_point(ctx.language)
    if first.fact.period_end and not first.fact.period_start:
        when = ctx.say("{when} (début calculé)", when=when)
    return f"{when} · {what}"
