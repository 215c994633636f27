"""The choice of one subject, an indicator or a recommendation's sign, shared by the pages that show any of them."""

from dataclasses import dataclass

from pages.components import choices
from pages.components.visit import Visit


@dataclass(frozen=True)
class Subject:
    """What a page is about: `kind` is indicator or headline, `segment` the first part of a split."""

    kind: str
    id: str
    segment: str


def subject_ids(here: Visit) -> list[str]:
    """Every subject that can be chosen: the recommendations, then the indicators, as the catalogue orders them."""
    catalogue = here.reading.catalogue
    return [*(item.id for item in catalogue.recommendations), *catalogue.indicator]


def subject_choice(here: Visit, default: str) -> Subject:
    """Draw the list of subjects and return the one that the address names."""
    chosen = choices.select(
        "id",
        here.say("Indicateur ou recommandation"),
        subject_ids(here),
        default,
        lambda item: _name(here, item),
    )
    indicator = here.reading.catalogue.indicator.get(chosen)
    if indicator is None:
        return Subject("headline", chosen, "")
    return Subject("indicator", chosen, indicator.segments[0])


def _name(here: Visit, subject: str) -> str:
    catalogue = here.reading.catalogue
    if indicator := catalogue.indicator.get(subject):
        return f"{indicator.code} · {indicator.words(here.language).short_title}"
    return f"{subject} · {catalogue.recommendation[subject].words(here.language).title}"
