"""The choice of one subject, an indicator or a recommendation's sign, shared by the pages that show any of them."""

from dataclasses import dataclass

from indicators.wording.distribution import part_name
from pages.ui import url_state
from pages.ui.page_context import Visit


@dataclass(frozen=True)
class Subject:
    """What a page is about: `kind` is indicator or headline, `segment` the part of a split."""

    kind: str
    id: str
    segment: str


def subject_ids(here: Visit) -> list[str]:
    """Every subject that can be chosen: the recommendations, then the indicators, as the catalogue orders them."""
    catalogue = here.reading.catalogue
    return [*(item.id for item in catalogue.recommendations), *catalogue.indicator]


def subject_choice(here: Visit, default: str) -> Subject:
    """Draw the list of subjects, and the parts of a split, and return what the address names."""
    chosen = url_state.select(
        "id",
        here.say("Indicateur ou recommandation"),
        subject_ids(here),
        default,
        lambda item: _name(here, item),
    )
    indicator = here.reading.catalogue.indicator.get(chosen)
    if indicator is None:
        return Subject("headline", chosen, "")
    if len(indicator.segments) == 1:
        return Subject("indicator", chosen, indicator.segments[0])
    names = part_names(here, chosen)
    part = url_state.segmented("part", here.say("Part"), list(names), names.__getitem__)
    return Subject("indicator", chosen, part)


def part_names(here: Visit, indicator_id: str) -> dict[str, str]:
    """The parts of a split and their short names, in the order of the catalogue."""
    found = {}
    for part in here.reading.catalogue.indicator[indicator_id].segments:
        item = here.reading.verdict("indicator", indicator_id, here.period, segment=part)
        found[part] = part_name(item, here.language) if item else part
    return found


def _name(here: Visit, subject: str) -> str:
    catalogue = here.reading.catalogue
    if indicator := catalogue.indicator.get(subject):
        return f"{indicator.code} · {indicator.words(here.language).short_title}"
    return f"{subject} · {catalogue.recommendation[subject].words(here.language).title}"
