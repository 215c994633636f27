"""What the twelve headlines say together: what moved beyond chance, what to take to the board, what a release changed.

They are read side by side and never added into a score.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from indicators.catalogue import load_featured
from indicators.catalogue.model import Language
from indicators.release_diff.differences import Differences
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_text
from indicators.wording.comparison import CHANCE
from indicators.wording.finding import finding as finding_of
from indicators.wording.language import say
from indicators.wording.numbers import number
from indicators.wording.releases import CAUSE_WORDS, counted, counted_by_cause
from indicators.wording.value import counts_text, state_word

COMPARED = ("up", "down", "not_detectable")
#: Up to so many moves are named in the title, with their size; more are counted.
NAMED_MOVES = 2


@dataclass(frozen=True)
class Moves:
    """Headlines by what happened since the previous wave; `compared` is how many could be compared."""

    up: tuple[str, ...]
    down: tuple[str, ...]
    compared: int

    @property
    def count(self) -> int:
        return len(self.up) + len(self.down)


def moves(headlines: Sequence[Verdict]) -> Moves:
    """Which headlines moved more than chance explains."""
    return Moves(
        up=tuple(item.subject_id for item in headlines if item.change_state == "up"),
        down=tuple(item.subject_id for item in headlines if item.change_state == "down"),
        compared=sum(item.change_state in COMPARED for item in headlines),
    )


def finding(headlines: Sequence[Verdict], language: Language) -> str:
    """The title of the overview: what moved beyond chance, else what stands."""
    seen = moves(headlines)
    if 0 < seen.count <= NAMED_MOVES:
        moved = [item for item in headlines if item.subject_id in seen.up + seen.down]
        sized = [_move(item, language) for item in moved]
        return "; ".join([sized[0], *(uncapitalized(text) for text in sized[1:])])
    up, down, still = len(seen.up), len(seen.down), seen.compared - seen.count
    if not seen.compared:
        return say("{n} signes mesurés; rien encore à quoi les comparer", language, n=len(headlines))
    if up and down:
        text = "{up} signe sur {m} en hausse, {down} en baisse, {still} sans changement décelable"
        if up > 1:
            text = "{up} signes sur {m} en hausse, {down} en baisse, {still} sans changement décelable"
    elif up:
        text = "{up} signes sur {m} en hausse; les autres sans changement décelable"
    elif down:
        text = "{down} signes sur {m} en baisse; les autres sans changement décelable"
    else:
        text = "Aucun des {m} signes comparés n’a changé plus que par hasard"
    return say(text, language, up=up, down=down, still=still, m=seen.compared)


def _move(verdict: Verdict, language: Language) -> str:
    """« Plan local arrimé en hausse de 42 points »: the word says the direction, so the size has no sign."""
    unsigned = verdict.model_copy(update={"change_value": abs(verdict.change_value or 0)})
    text = "{label} en baisse de {size}"
    if verdict.change_state == "up":
        text = "{label} en hausse de {size}"
    return say(text, language, label=verdict.label(language), size=change_text(unsigned, language, sign=False))


def uncapitalized(text: str) -> str:
    """A label inside a sentence: its first letter small, unless it begins an acronym."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def chance_words(compared: int, language: Language) -> str:
    """How many changes would show by chance alone among so many comparisons."""
    expected = compared * CHANCE
    if expected < 1:
        return say("Attendus par hasard seul : moins de 1", language)
    return say("Attendus par hasard seul : environ {n}", language, n=number(expected, 0, language))


def to_the_board(reader: ReleaseReader, period: str, language: Language) -> list[str]:
    """At most three sentences, each drawn from one verdict: who lacks an office, what fell or is rarest, targets."""
    lines = []
    office = reader.verdict("indicator", load_featured().partnership_office, period)
    if office and office.valued and office.counts:
        _, without, n = office.counts
        text = "{k} établissements sur {n} n’ont pas de bureau de partenariat."
        if without == 1:
            text = "{k} établissement sur {n} n’a pas de bureau de partenariat."
        if without:
            lines.append(say(text, language, k=without, n=n))
    measured = [item for item in reader.headlines(period) if item.value is not None]
    fallen = [item for item in measured if item.change_judgement == "unfavourable"]
    if measured:
        shown = min(fallen or measured, key=lambda item: item.value or 0)
        lines.append(say("{code} : {now}.", language, code=shown.subject_id, now=finding_of(shown, language)))
    if not reader.has_targets:
        lines.append(say("Aucune cible officielle n’existe : les écarts sont donnés en unités, sans note.", language))
    return lines


@dataclass(frozen=True)
class ReleaseChange:
    """What a release changed: a sentence, and its kind in a word (empty where it is that of the one above)."""

    tag: str
    words: str


def reason_word(reason: str, language: Language) -> str:
    """The kind of change of a release, in a word."""
    return say(CAUSE_WORDS.get(reason, "autre"), language)


def since(found: Differences | None, reader: ReleaseReader, language: Language) -> list[ReleaseChange]:
    """What a release says of itself, then how many results it changed and which headlines of its latest wave moved.

    `found` is what it changed, None where there is nothing to compare it with.
    """
    release = reader.release
    note = release.note_fr if language == "fr" else release.note_en
    lines = [ReleaseChange(reason_word(release.reason, language), note)] if note else []
    if found is None or found.is_empty:
        return lines
    causes = counted_by_cause(found, language)
    words = say("{count} ({causes}).", language, count=counted(found, language), causes=causes)
    lines.append(ReleaseChange("", words[:1].upper() + words[1:]))
    network = pl.col("place_kind") == "province"
    latest = (pl.col("subject_kind") == "headline") & (pl.col("period") == reader.periods[-1]) & network
    moved = [
        say(
            "{code}, de {then} à {now}",
            language,
            code=item.after.subject_id,
            then=_short(item.before, language),
            now=_short(item.after, language),
        )
        for item in found.where(latest)
        if item.before and item.after and _short(item.before, language) != _short(item.after, language)
    ]
    if moved:
        lines.append(
            ReleaseChange("", say("Signes qui se lisent autrement : {moved}.", language, moved="; ".join(moved)))
        )
    return lines


def _short(verdict: Verdict, language: Language) -> str:
    """« 18 sur 27 », or the state's word where there is no count."""
    return counts_text(verdict, language) or state_word(verdict.state, language)
