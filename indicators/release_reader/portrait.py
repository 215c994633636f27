"""The portrait's seven messages, and what a release says of each: supported, qualified, contradicted, or not seen yet.

Nothing is computed again: a sign reads a province's verdict, its value and its interval.
"""

from dataclasses import dataclass
from typing import Literal

from data.facts import Facts, load_facts
from data.model.initiatives import KeyMessageSign
from data.model.survey import KeyMessage
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import Verdict

Showing = Literal["supports", "contradicts", "unclear", "context", "low_coverage", "not_observable"]
Status = Literal["supported", "qualified", "contradicted", "not_observable"]
#: « La plupart », « surtout », « la majorité » say no more than this.
HALF = 50.0
JUDGED = ("supports", "contradicts", "unclear")


@dataclass(frozen=True)
class Sign:
    """One indicator of a message: what was expected of it, what it shows, and the verdicts that say so.

    `verdicts` has one a part of a split, else one; none where the release holds no value.
    """

    expected: KeyMessageSign
    showing: Showing
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True)
class MessageStatus:
    """A message of the portrait and what the release says of it."""

    message: KeyMessage
    status: Status
    signs: tuple[Sign, ...]

    def count(self, showing: Showing) -> int:
        return sum(sign.showing == showing for sign in self.signs)

    @property
    def judged(self) -> int:
        """How many signs can be judged: those with a limit, a value and enough establishments."""
        return sum(sign.showing in JUDGED for sign in self.signs)


def messages_of(reader: ReleaseReader, period: str, facts: Facts | None = None) -> list[MessageStatus]:
    """The seven messages in their order, as one yearly wave shows them for the whole of Québec.

    Args:
        reading: the release.
        period: the id of a yearly wave.
    """
    facts = facts or load_facts()
    found = []
    for message in facts.key_messages:
        expected = sorted(
            (item for item in facts.key_message_signs if item.message_id == message.id), key=lambda item: item.order
        )
        signs = tuple(_sign(reader, item, period) for item in expected)
        found.append(MessageStatus(message, status_of(signs), signs))
    return found


def _sign(reader: ReleaseReader, expected: KeyMessageSign, period: str) -> Sign:
    parts = [""]
    if expected.expectation == "every_part":
        parts = [part.strip() for part in reader.catalogue.indicator[expected.indicator_id].numerator.split("+")]
    held = [reader.verdict("indicator", expected.indicator_id, period, segment=part) for part in parts]
    verdicts = tuple(item for item in held if item is not None and item.value is not None)
    if len(verdicts) < len(parts):
        return Sign(expected, "not_observable", verdicts)
    if any(item.coverage_low for item in verdicts):
        return Sign(expected, "low_coverage", verdicts)
    return Sign(expected, _showing(expected, verdicts), verdicts)


def _showing(expected: KeyMessageSign, verdicts: tuple[Verdict, ...]) -> Showing:
    if expected.expectation == "context":
        return "context"
    if expected.expectation == "every_part":
        return "supports" if all(item.numerator for item in verdicts) else "contradicts"
    verdict = verdicts[0]
    if verdict.interval_low is None or verdict.interval_high is None:
        return "unclear"
    above, below = verdict.interval_low > HALF, verdict.interval_high < HALF
    if not above and not below:
        return "unclear"
    return "supports" if above == (expected.expectation == "majority") else "contradicts"


def status_of(signs: tuple[Sign, ...]) -> Status:
    """What the signs of a message say together.

    One that disagrees, or is unclear beside others that are not, qualifies the message; where all are unclear there is
    nothing to say of it yet.
    """
    judged = [sign.showing for sign in signs if sign.showing in JUDGED]
    if all(showing == "unclear" for showing in judged):
        return "not_observable"
    if all(showing == "supports" for showing in judged):
        return "supported"
    if all(showing == "contradicts" for showing in judged):
        return "contradicted"
    return "qualified"
