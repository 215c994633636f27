"""Several names or parts joined into one text: a list in a sentence, the alternative text of a chart."""

from collections.abc import Iterable, Sequence

from indicators.catalogue.model import Language
from indicators.wording.language import say

#: Most characters of an alternative text: it is read out whole, and the table beside the chart holds the rest.
ALT_LIMIT = 250


def list_text(names: Sequence[str], language: Language) -> str:
    """« R01, R02 et R06 »; one name alone, or nothing for none."""
    if len(names) < 2:
        return "".join(names)
    return say("{first} et {last}", language, first=", ".join(names[:-1]), last=names[-1])


def join_alt(parts: Iterable[str], limit: int = ALT_LIMIT) -> str:
    """The parts joined by semicolons under `limit` characters in all; a part that does not fit is left out."""
    kept = ""
    for part in parts:
        longer = f"{kept}; {part}" if kept else part
        if part and len(longer) < limit:
            kept = longer
    return f"{kept}." if kept else ""


def shorten_alt(words: str) -> str:
    """The text cut between two words to at most `ALT_LIMIT` characters."""
    if len(words) <= ALT_LIMIT:
        return words
    return words[: ALT_LIMIT - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
