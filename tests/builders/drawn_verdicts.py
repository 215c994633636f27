"""The verdicts of a release, gathered as charts are given them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from data.store.releases.release import serve
from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.value import absence_word, value_text

LANGUAGES: tuple[Language, ...] = ("fr", "en")
SUBJECT = ("subject_kind", "subject_id", "segment")


def every_verdict(var: Path) -> list[Verdict]:
    """All verdicts of the current release."""
    rows = serve(var).release.verdicts.iter_rows(named=True)
    return [Verdict.model_construct(**row) for row in rows]


def by(verdicts: Iterable[Verdict], *fields: str) -> dict[tuple[Any, ...], list[Verdict]]:
    """The verdicts by the values of some fields, in their order."""
    found: dict[tuple[Any, ...], list[Verdict]] = {}
    for item in verdicts:
        found.setdefault(tuple(getattr(item, field) for field in fields), []).append(item)
    return found


def drawn(items: Iterable[Verdict]) -> list[Verdict]:
    """Those that have a value to draw."""
    return [item for item in items if item.value is not None]


def the_values(items: Sequence[Verdict]) -> list[float | None]:
    return [item.value for item in items]


def said(item: Verdict, language: Language) -> str:
    """The value in words, or why there is none."""
    return value_text(item, language) if item.valued else absence_word(item, language)
