"""The choice of one subject, an indicator or a recommendation's sign."""

from dataclasses import dataclass

from indicators.wording.distribution import part_name
from pages.ui import url_state
from pages.ui.page_context import PageContext


@dataclass(frozen=True)
class SubjectOption:
    """What a page is about: `kind` is indicator or headline, `segment` the part of a split."""

    kind: str
    id: str
    segment: str


def subject_ids(ctx: PageContext) -> list[str]:
    """Every subject that can be chosen: the recommendations, then the indicators, as the catalogue orders them."""
    catalogue = ctx.reader.catalogue
    return [*(item.id for item in catalogue.recommendations), *catalogue.indicator]


def subject_choice(ctx: PageContext, default: str) -> SubjectOption:
    """Draw the list of subjects, and the parts of a split, and return what the address names."""
    chosen = url_state.select(
        "id",
        ctx.say("Indicateur ou recommandation"),
        subject_ids(ctx),
        default,
        lambda item: _name(ctx, item),
    )
    indicator = ctx.reader.catalogue.indicator.get(chosen)
    if indicator is None:
        return SubjectOption("headline", chosen, "")
    if len(indicator.segments) == 1:
        return SubjectOption("indicator", chosen, indicator.segments[0])
    names = part_names(ctx, chosen)
    part = url_state.segmented("part", ctx.say("Part"), list(names), names.__getitem__)
    return SubjectOption("indicator", chosen, part)


def part_names(ctx: PageContext, indicator_id: str) -> dict[str, str]:
    """The parts of a split and their short names, in the order of the catalogue."""
    found = {}
    for part in ctx.reader.catalogue.indicator[indicator_id].segments:
        item = ctx.reader.verdict("indicator", indicator_id, ctx.period, segment=part)
        found[part] = part_name(item, ctx.language) if item else part
    return found


def _name(ctx: PageContext, subject: str) -> str:
    catalogue = ctx.reader.catalogue
    if indicator := catalogue.indicator.get(subject):
        return f"{indicator.code} · {indicator.words(ctx.language).short_title}"
    return f"{subject} · {catalogue.recommendation[subject].words(ctx.language).title}"
