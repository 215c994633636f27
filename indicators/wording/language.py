"""Texts in the reader's language: French is written where it is used, English is its translation.

`locales/en/*.toml` map each French text to its English twin. Values are filled into `{name}` places.
"""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from indicators.catalogue.model import Language

LOCALES = Path(__file__).parents[2] / "locales"
NO_BREAK = "\u00a0"


class MissingTranslation(KeyError):
    """A French text of the interface has no English twin in locales/en."""


@lru_cache(maxsize=1)
def english() -> dict[str, str]:
    """Every French text with its English twin, all rooms together."""
    texts: dict[str, str] = {}
    for path in sorted((LOCALES / "en").glob("*.toml")):
        texts.update(tomllib.loads(path.read_text("utf-8")))
    return texts


def typeset(text: str) -> str:
    """French typography: no-break spaces inside guillemets and before : % and $."""
    for mark in (":", "%", "$", "»"):
        text = text.replace(f" {mark}", f"{NO_BREAK}{mark}")
    return text.replace("« ", f"«{NO_BREAK}")


def say(text: str, language: Language, /, **values: Any) -> str:
    """A French interface text in `language`, its `{name}` places filled.

    Raises:
        MissingTranslation: `language` is English and the text has no twin.
    """
    if language == "en":
        try:
            return english()[text].format(**values)
        except KeyError as error:
            if text not in english():
                raise MissingTranslation(text) from None
            raise error
    return typeset(text.format(**values))


def pick(row: Any, name: str, language: Language) -> str:
    """The `name_fr` or `name_en` field of a reference row."""
    text = getattr(row, f"{name}_{language}") or ""
    return typeset(text) if language == "fr" else text
