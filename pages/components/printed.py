"""Texts of the catalogue as they are printed."""

from indicators.indicator import Language
from indicators.language import typeset


def printed(text: str, language: Language) -> str:
    """The text with the spaces of its language: in French none breaks before % and $."""
    return typeset(text) if language == "fr" else text
