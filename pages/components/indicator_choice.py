"""The three choices of the Indicateur page: which indicator, which establishment to mark, which wave."""

from dataclasses import dataclass

import streamlit as st

from indicators.indicator import IndicatorBase
from indicators.reading import Reading
from indicators.verdict_model import YES_NO_KINDS, Verdict
from pages.components import choices
from pages.components.look import note
from pages.components.names import short_name
from pages.components.visit import Visit

#: No establishment is marked until the reader asks for one.
NOBODY = "-"


@dataclass(frozen=True)
class Selection:
    """What the page shows: the indicator, its verdicts, and the establishment marked (empty: none)."""

    indicator: IndicatorBase
    establishment_id: str
    province: Verdict | None
    places: list[Verdict]

    @property
    def is_split(self) -> bool:
        return len(self.indicator.segments) > 1

    @property
    def is_yes_no(self) -> bool:
        """Whether each establishment answers yes or no."""
        return bool(self.places) and self.places[0].kind in YES_NO_KINDS

    @property
    def chosen(self) -> Verdict | None:
        return next((item for item in self.places if item.place_id == self.establishment_id), None)


def selection(here: Visit) -> Selection:
    """Draw the choices and return what they select."""
    catalogue, language = here.reading.catalogue, here.language
    ids = list(catalogue.indicator)
    frame = list(dict.fromkeys(here.release.submissions["establishment_id"]))
    left, middle, right = st.columns([3, 2, 1])
    with left:
        chosen = choices.select(
            "id",
            here.say("Indicateur"),
            ids,
            ids[0],
            lambda item: (
                f"{catalogue.indicator[item].code} · {catalogue.indicator[item].words(language).short_title}"
            ),
        )
    with middle:
        marked = choices.select(
            "e",
            here.say("Établissement à repérer"),
            [NOBODY, *frame],
            NOBODY,
            lambda item: here.say("aucun") if item == NOBODY else short_name(item, language),
        )
    with right:
        choices.select("vague", here.say("Vague"), here.reading.periods, here.period)
    if absent := choices.unknown("id", ids, language) or choices.unknown("e", [NOBODY, *frame], language):
        note(absent)
    return _selected(
        here.reading, catalogue.indicator[chosen], "" if marked == NOBODY else marked, here.period
    )


def _selected(reading: Reading, indicator: IndicatorBase, marked: str, period: str) -> Selection:
    segment = indicator.segments[0]
    return Selection(
        indicator=indicator,
        establishment_id=marked,
        province=reading.verdict("indicator", indicator.id, period, segment=segment),
        places=reading.distribution("indicator", indicator.id, period, segment),
    )
