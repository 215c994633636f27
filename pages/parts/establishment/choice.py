"""The establishment and wave chosen on the Établissement page, with their submission and verdicts."""

from dataclasses import dataclass

import streamlit as st

from data.model.survey import Establishment
from indicators.catalogue.model import IndicatorBase
from indicators.release_reader.completeness import Reporting, reporting_of
from indicators.verdicts.model import Verdict
from pages.ui import url_state
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.wording import full_name


@dataclass(frozen=True)
class Profile:
    """One establishment in one wave: its submission and its verdicts, part by part, in catalogue order."""

    establishment: Establishment
    submission: Reporting
    verdicts: list[tuple[IndicatorBase, Verdict]]

    @property
    def is_open(self) -> bool:
        """Whether its own answers may be read."""
        return self.submission.is_accepted and self.submission.is_named

    @property
    def available(self) -> int:
        """How many indicators have a value or a band."""
        return len({item.id for item, verdict in self.verdicts if verdict.valued or verdict.band})


def profile_choice(ctx: PageContext) -> Profile:
    """Draw the choices and return what they select."""
    facts = released_facts(ctx)
    ids = [item.establishment_id for item in facts.frame]
    left, right = st.columns([4, 1])
    with left:
        chosen = url_state.select(
            "id", ctx.say("Établissement"), ids, ids[0], lambda item: full_name(item, ctx.language)
        )
    with right:
        url_state.select("vague", ctx.say("Vague"), ctx.reader.periods, ctx.period)
    place = ("establishment", chosen)
    found = (
        (indicator, ctx.reader.verdict("indicator", indicator.id, ctx.period, place, segment))
        for indicator in ctx.reader.catalogue.indicator.values()
        for segment in indicator.segments
    )
    return Profile(
        establishment=facts.establishment[chosen],
        submission=reporting_of(ctx.release, ctx.period, chosen),
        verdicts=[(indicator, verdict) for indicator, verdict in found if verdict is not None],
    )
