"""One verdict in the cells of a table: the same strings wherever a verdict is shown."""

from markupsafe import Markup

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_interval_text, change_note, change_text, change_words
from indicators.wording.language import say
from indicators.wording.value import (
    absence_word,
    base_text,
    interval_text,
    is_percent,
    missing_text,
    state_code,
    value_text,
)
from pages.ui.markup import el, join
from pages.ui.signs import change_sign, sign, tone_of
from pages.ui.styles import hidden, quiet_line
from pages.ui.tables import cell, dot_range

#: Changes for which a ring of the previous wave may stand beside the disc of this one.
COMPARABLE = ("up", "down", "not_detectable", "unchanged", "not_computed")


def value_cell(verdict: Verdict | None, language: Language) -> Markup:
    """The value in bold over what it rests on; a verdict without a value shows its state's sign and word."""
    if verdict is None:
        return sign("not_asked", say("non demandé", language))
    if verdict.value is None and not verdict.band:
        if verdict.valued:
            return cell("—")
        mark = sign(verdict.state, state_code(verdict.state, language))
        return mark + hidden(" (", absence_word(verdict, language), ")")
    value = el("span", value_text(verdict, language), class_="o-strong o-quiet" if verdict.coverage_low else "o-strong")
    under = base_text(verdict, language)
    return join([value, quiet_line(under) if under else None])


def range_cell(verdict: Verdict | None, before: Verdict | None, language: Language) -> Markup:
    """The dot-range of a percentage, with the ring of `before` where the two compare; words for other scales."""
    if verdict is None:
        return dot_range(None, None, None, None, "flat")
    if not is_percent(verdict):
        return quiet_line(say("échelle propre, voir la page", language))
    ring = before.value if before is not None and verdict.change_state in COMPARABLE else None
    tone = tone_of(verdict.change_state, verdict.change_judgement)
    return dot_range(verdict.value, verdict.interval_low, verdict.interval_high, ring, tone)


def interval_cell(verdict: Verdict | None, language: Language) -> Markup:
    """The limits of the 95 % interval, or a dash."""
    return cell("—" if verdict is None or verdict.interval_low is None else interval_text(verdict, language))


def change_cell(verdict: Verdict | None, language: Language, *, short: bool = False) -> Markup:
    """The sign of the change, its words, and under them its interval or the change that could have been detected.

    `short` gives the size alone, for a table that has a column of words beside it.
    """
    if verdict is None:
        return cell("—")
    words = (short and change_text(verdict, language)) or change_words(verdict, language)
    tone = tone_of(verdict.change_state, verdict.change_judgement)
    mark = change_sign(verdict.change_state, verdict.change_judgement)
    under = change_interval_text(verdict, language) if short else change_note(verdict, language)
    main = el("strong", words) if tone in ("good", "bad", "ink") else words
    return join([el("span", mark, " ", main, class_=f"o-{tone}"), quiet_line(under) if under else None])


def missing_cell(verdict: Verdict | None, language: Language) -> Markup:
    """How many answers are missing, by state: « 3 sans réponse, 1 ne sait pas »."""
    return cell("", (verdict is not None and missing_text(verdict, language)) or "—")
