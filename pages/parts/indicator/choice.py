"""The three choices of the Indicateur page: which indicator, which establishment to mark, which wave or quarter."""

from dataclasses import dataclass

import streamlit as st

from indicators.catalogue.model import IndicatorBase
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import YES_NO_KINDS, Verdict
from indicators.wording.periods import period_text
from pages.ui import url_state
from pages.ui.page_context import PageContext
from pages.ui.wording import short_name

#: No establishment is marked until the reader asks for one.
NOBODY = "-"


@dataclass(frozen=True)
class Selection:
    """The indicator chosen, its verdicts, and the establishment marked (empty: none)."""

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


@dataclass(frozen=True)
class PeriodCount:
    """A count by period without an indicator, its verdicts, and the establishment marked (empty: none)."""

    id: str
    establishment_id: str
    period: str
    province: Verdict
    places: list[Verdict]

    @property
    def chosen(self) -> Verdict | None:
        return next((item for item in self.places if item.place_id == self.establishment_id), None)


def selection(ctx: PageContext) -> Selection | PeriodCount:
    """Draw the choices and return what they select."""
    catalogue, language = ctx.reader.catalogue, ctx.language
    counts = {name: _count_name(ctx, name) for name in ctx.reader.period_counts}
    ids = [*catalogue.indicator, *counts]
    frame = list(dict.fromkeys(ctx.release.submissions["establishment_id"]))
    left, middle, right = st.columns([3, 2, 1])
    with left:
        chosen = url_state.select(
            "id",
            ctx.say("Indicateur"),
            ids,
            ids[0],
            lambda item: (
                counts[item]
                if item in counts
                else f"{catalogue.indicator[item].code} · {catalogue.indicator[item].words(language).short_title}"
            ),
        )
    with middle:
        marked = url_state.select(
            "e",
            ctx.say("Établissement à repérer"),
            [NOBODY, *frame],
            NOBODY,
            lambda item: ctx.say("aucun") if item == NOBODY else short_name(item, language),
        )
    quarters, period = ctx.reader.periods_of("quarter"), ctx.period
    with right:
        if chosen in counts:
            period = url_state.select(
                "trimestre",
                ctx.say("Trimestre"),
                quarters,
                quarters[-1],
                lambda item: period_text(item, language),
            )
        else:
            url_state.select("vague", ctx.say("Vague"), ctx.reader.periods, ctx.period)
    if chosen in counts:
        return _counted(ctx.reader, chosen, "" if marked == NOBODY else marked, period)
    return _selected(ctx.reader, catalogue.indicator[chosen], "" if marked == NOBODY else marked, ctx.period)


def _count_name(ctx: PageContext, count_id: str) -> str:
    """« Partenaires recrutés pendant la période · compte par période, sans indicateur annuel »."""
    item = ctx.reader.verdict("count_of_period", count_id, ctx.reader.periods_of("quarter")[-1])
    label = item.label(ctx.language) if item else count_id
    return ctx.say("{label} · compte par période, sans indicateur annuel", label=label)


def _counted(reader: ReleaseReader, count_id: str, marked: str, period: str) -> PeriodCount:
    province = reader.verdict("count_of_period", count_id, period)
    assert province is not None, f"{count_id}: the release counts it without its sum"
    places = reader.distribution("count_of_period", count_id, period)
    return PeriodCount(count_id, marked, period, province, places)


def _selected(reader: ReleaseReader, indicator: IndicatorBase, marked: str, period: str) -> Selection:
    segment = indicator.segments[0]
    return Selection(
        indicator=indicator,
        establishment_id=marked,
        province=reader.verdict("indicator", indicator.id, period, segment=segment),
        places=reader.distribution("indicator", indicator.id, period, segment),
    )
