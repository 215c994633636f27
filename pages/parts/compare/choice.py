"""The choices of the Comparer page: subject, establishments, period, and the earlier period of changes."""

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from data.facts import Facts
from data.model.survey import PeriodKind, Wave
from indicators.catalogue import load_featured
from indicators.catalogue.model import IndicatorBase
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import YES_NO_KINDS, Verdict
from indicators.wording.language import pick
from indicators.wording.periods import period_text
from pages.ui import url_state
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.subject_choice import SubjectOption, subject_choice
from pages.ui.wording import short_name

#: In the address: the kind of period read, a wave unless the reader asks for quarters.
CADENCES: dict[str, PeriodKind] = {"vague": "year", "trimestre": "quarter"}


@dataclass(frozen=True)
class Comparison:
    """The subject and the establishments compared. `named` are chosen by name, the first one is the focus.

    `period` is a wave or a quarter, `earlier` the one that changes are measured from (empty for a first one).
    `members` are all that the choice covers, in reference order; `is_own_group` says that the reader made the group.
    """

    reader: ReleaseReader
    period: str
    earlier: str
    subject_kind: str
    subject_id: str
    segment: str
    named: tuple[str, ...]
    members: tuple[str, ...]
    is_own_group: bool

    @property
    def indicator(self) -> IndicatorBase | None:
        """The indicator compared, or None for a recommendation's sign."""
        return self.reader.catalogue.indicator.get(self.subject_id)

    @property
    def subject(self) -> tuple[str, str, str]:
        return self.subject_kind, self.subject_id, self.segment

    @property
    def kind(self) -> PeriodKind:
        """The kind of period read."""
        return self.reader.wave(self.period)["period_kind"]

    @property
    def is_usual_change(self) -> bool:
        """Whether changes are measured from the period just before, as in the release."""
        return self.earlier == (self.reader.before(self.period) or "")

    @property
    def focus(self) -> str:
        return self.named[0] if self.named else ""

    @cached_property
    def everywhere(self) -> list[Verdict]:
        """The verdicts of all establishments of the frame."""
        return self.reader.distribution(self.subject_kind, self.subject_id, self.period, self.segment)

    @cached_property
    def places(self) -> list[Verdict]:
        """The verdicts of the establishments compared."""
        return [item for item in self.everywhere if item.place_id in self.members]

    @cached_property
    def province(self) -> Verdict | None:
        return self.reader.verdict(self.subject_kind, self.subject_id, self.period, segment=self.segment)

    @property
    def is_yes_no(self) -> bool:
        return bool(self.everywhere) and self.everywhere[0].kind in YES_NO_KINDS

    @property
    def has_comparisons(self) -> bool:
        """Whether some establishment is compared with its peers: a value without an interval is only shown."""
        return any(item.comparison not in ("", "not_compared") for item in self.places)


def comparison(ctx: PageContext) -> Comparison:
    """Draw the choices and return what they select."""
    language, facts = ctx.language, released_facts(ctx)
    groups = [group.peer_group_id for group in ctx.reader.peer_groups]
    frame = [item.establishment_id for item in facts.frame]
    labels = {group.peer_group_id: pick(group, "label", language) for group in ctx.reader.peer_groups}

    left, right = st.columns([2, 3])
    with left:
        subject = subject_choice(ctx, load_featured().compare_first)
    with right:
        asked = url_state.multiselect(
            "avec",
            ctx.say("Groupe de pairs ou établissements"),
            [*groups, *frame],
            lambda item: labels[item] if item in labels else short_name(item, language),
            ctx.say("Tous les établissements"),
        )
    period, earlier = _periods(ctx, subject)
    named = tuple(item for item in asked if item in frame)
    return Comparison(
        reader=ctx.reader,
        period=period,
        earlier=earlier,
        subject_kind=subject.kind,
        subject_id=subject.id,
        segment=subject.segment,
        named=named,
        members=_members(facts, ctx.reader.wave_of(period), [item for item in asked if item in groups], named),
        is_own_group=len(named) > 1 and len(named) == len(asked),
    )


def _periods(ctx: PageContext, subject: SubjectOption) -> tuple[str, str]:
    """Draw the kind of period where there are two, the period, and the earlier one; return both."""
    reader, language = ctx.reader, ctx.language
    cadence = "vague"
    followed = reader.is_followed(subject.kind, subject.id, "quarter", subject.segment)
    # The kind of period leads the row where there is a choice of it; else the row begins with the wave.
    *kind, now, since, _rest = st.columns([2, 1, 1, 1] if followed else [1, 1, 3])
    if followed:
        names = {"vague": ctx.say("Vagues"), "trimestre": ctx.say("Trimestres")}
        with kind[0]:
            cadence = url_state.segmented("cadence", ctx.say("Genre de période"), list(CADENCES), names.__getitem__)
    periods = reader.periods_of(CADENCES[cadence])
    label = ctx.say("Vague") if cadence == "vague" else ctx.say("Trimestre")
    default = ctx.period if cadence == "vague" else periods[-1]

    def shown(period: str) -> str:
        return period_text(period, language)

    with now:
        period = url_state.select(cadence, label, periods, default, shown)
    past = periods[: periods.index(period)][::-1]
    if not past:
        return period, ""
    with since:
        return period, url_state.select("depuis", ctx.say("Depuis"), past, past[0], shown)


def _members(facts: Facts, wave: Wave, groups: list[str], named: tuple[str, ...]) -> tuple[str, ...]:
    """The establishments compared: all without a choice, the peers of one named alone, else those chosen.

    Only those that the wave's frame holds.
    """
    frame = [item.establishment_id for item in facts.frame_of(wave)]
    if not groups and not named:
        return tuple(frame)
    if not groups and len(named) == 1:
        groups = [facts.peers_of(named[0]).peer_group_id]
    chosen = {*named, *(member for group in groups for member in facts.members(group, wave))}
    return tuple(item for item in frame if item in chosen)
