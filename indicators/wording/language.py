"""Texts in the reader's language: French is written where it is used, English is its translation.

`locales/en/**/*.toml`, a file for each room that says texts, map each French text to its English translation.
Values are filled into `{name}` places.
"""

import logging
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from indicators.catalogue.model import Language

LOCALES = Path(__file__).parents[2] / "locales"
LOG = logging.getLogger(__name__)
NO_BREAK = "\u00a0"


@cache
def english() -> dict[str, str]:
    """Every French text with its English twin, all rooms together."""
    texts: dict[str, str] = {}
    for path in sorted((LOCALES / "en").rglob("*.toml")):
        texts.update(tomllib.loads(path.read_text("utf-8")))
    return texts


def typeset(text: str) -> str:
    """French typography: no-break spaces inside guillemets and before : % and $."""
    for mark in (":", "%", "$", "»"):
        text = text.replace(f" {mark}", f"{NO_BREAK}{mark}")
    return text.replace("« ", f"«{NO_BREAK}")


def say(text: str, language: Language, /, **values: Any) -> str:
    """A French interface text in `language`, its `{name}` places filled; French where the translation is missing."""
    if language == "en":
        if text in english():
            return english()[text].format(**values)
        warn_untranslated(text)
    return typeset(text.format(**values))


def say_plural(one: str, other: str, n: int, language: Language, /, **values: Any) -> str:
    """`one` or `other` by the plural rule of the language (0 is singular in French), said with n and the values."""
    text = one if Locale(language).plural_form(n) == "one" else other
    return say(text, language, **({"n": n} | values))


class Translator:
    """What says interface texts in one language: the context of a page."""

    language: Language

    def say(self, text: str, /, **values: object) -> str:
        return say(text, self.language, **values)

    def say_plural(self, one: str, other: str, n: int, /, **values: object) -> str:
        return say_plural(one, other, n, self.language, **values)


@cache
def warn_untranslated(text: str) -> None:
    """Log, once per text and process, that a text has no translation."""
    LOG.warning("no English in locales/en for %r", text)


def pick(row: Any, name: str, language: Language) -> str:
    """The `name_fr` or `name_en` field of a reference row."""
    text = getattr(row, f"{name}_{language}") or ""
    return typeset(text) if language == "fr" else text
