"""Texts as they are printed in each language."""

from indicators.catalogue.model import Language
from indicators.wording.language import typeset


def printed(text: str, language: Language) -> str:
    """The text with the spaces of its language: in French none breaks before % and $."""
    return typeset(text) if language == "fr" else text


def colon(language: Language) -> str:
    """What stands between a name and what is said of it."""
    return "\u00a0: " if language == "fr" else ": "
