"""The three choices of the Comparer page: what is compared, among whom, and for which wave."""

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from data.facts import Facts
from indicators.indicator import IndicatorBase
from indicators.language import pick
from indicators.reading import Reading
from indicators.verdict_model import YES_NO_KINDS, Verdict
from pages.components import choices
from pages.components.look import note
from pages.components.names import short_name
from pages.components.released import released_facts
from pages.components.subject_choice import subject_choice, subject_ids
from pages.components.visit import Visit

#: What opens the page: a share that compares across types and has its funnel.
FIRST = "strategic_bodies_with_partner"


@dataclass(frozen=True)
class Comparison:
    """What is compared and among whom. `named` are the establishments chosen by name, the first one the focus.

    `members` are all that the choice covers, in reference order; `is_own_group` says that the reader made the group.
    """

    reading: Reading
    period: str
    subject_kind: str
    subject_id: str
    segment: str
    named: tuple[str, ...]
    members: tuple[str, ...]
    is_own_group: bool

    @property
    def indicator(self) -> IndicatorBase | None:
        """The indicator compared, or None for a recommendation's sign."""
        return self.reading.catalogue.indicator.get(self.subject_id)

    @property
    def focus(self) -> str:
        return self.named[0] if self.named else ""

    @cached_property
    def everywhere(self) -> list[Verdict]:
        """The verdicts of all establishments of the frame."""
        return self.reading.distribution(self.subject_kind, self.subject_id, self.period, self.segment)

    @cached_property
    def places(self) -> list[Verdict]:
        """The verdicts of the establishments compared."""
        return [item for item in self.everywhere if item.place_id in self.members]

    @cached_property
    def province(self) -> Verdict | None:
        return self.reading.verdict(self.subject_kind, self.subject_id, self.period, segment=self.segment)

    @property
    def is_yes_no(self) -> bool:
        return bool(self.everywhere) and self.everywhere[0].kind in YES_NO_KINDS

    @property
    def has_comparisons(self) -> bool:
        """Whether some establishment stands beside its peers: a value without an interval is only shown."""
        return any(item.comparison not in ("", "not_compared") for item in self.places)


def comparison(here: Visit) -> Comparison:
    """Draw the three choices and return what they select."""
    language, facts = here.language, released_facts(here)
    groups = [group.peer_group_id for group in here.reading.peer_groups]
    frame = [item.establishment_id for item in facts.frame]
    labels = {group.peer_group_id: pick(group, "label", language) for group in here.reading.peer_groups}

    left, middle, right = st.columns([3, 4, 1])
    with left:
        subject = subject_choice(here, FIRST)
    with middle:
        asked = choices.several(
            "avec",
            here.say("Groupe de pairs ou établissements"),
            [*groups, *frame],
            lambda item: labels[item] if item in labels else short_name(item, language),
            here.say("Tous les établissements"),
        )
    with right:
        choices.select("vague", here.say("Vague"), here.reading.periods, here.period)
    if absent := choices.unknown("id", subject_ids(here), language):
        note(absent)
    named = tuple(item for item in asked if item in frame)
    return Comparison(
        reading=here.reading,
        period=here.period,
        subject_kind=subject.kind,
        subject_id=subject.id,
        segment=subject.segment,
        named=named,
        members=_members(facts, [item for item in asked if item in groups], named),
        is_own_group=len(named) > 1 and len(named) == len(asked),
    )


def _members(facts: Facts, groups: list[str], named: tuple[str, ...]) -> tuple[str, ...]:
    """Whom a choice covers: all without one; its peers around one establishment alone; else what was chosen."""
    if not groups and not named:
        return tuple(item.establishment_id for item in facts.frame)
    if not groups and len(named) == 1:
        groups = [facts.peers_of(named[0]).peer_group_id]
    chosen = {*named, *(member for group in groups for member in facts.members(group))}
    return tuple(item.establishment_id for item in facts.frame if item.establishment_id in chosen)
