"""One page of PDF for one establishment: typst lays it out, with tags, a language and the fonts of the house."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import typst

from indicators.catalogue.model import Language
from indicators.exports.fonts import SANS, SERIF, fonts_folder

PAGE = Path(__file__).with_name("profile.typ")


@dataclass(frozen=True)
class ProfileCard:
    """A headline figure: its label, the number, what it counts, what its peers have."""

    label: str
    figure: str
    unit: str
    foot: str


@dataclass(frozen=True)
class NumberRow:
    """A quantity beside its peers. `dot`, `median` and `band` are places on the row's own scale, from 0 to 1."""

    code: str
    label: str
    own: str
    peers: str
    sign: str
    comparison: str
    change: str
    dot: float | None
    median: float | None
    band: tuple[float, float] | tuple[()]


@dataclass(frozen=True)
class SignRow:
    """A yes or no beside how many peers said yes."""

    code: str
    label: str
    own: str
    sign: str
    peers: str
    change: str


@dataclass(frozen=True)
class ProfileSheet:
    """Every word and place of the page, ready to print; the page itself holds none."""

    language: Language
    title: str
    subtitle: str
    fictitious: str
    embargo: str
    made_on: date
    footer: str
    page: str
    cards: tuple[ProfileCard, ...]
    numbers_title: str
    numbers_heads: tuple[str, ...]
    numbers_none: str
    numbers: tuple[NumberRow, ...]
    signs_title: str
    signs_heads: tuple[str, ...]
    signs: tuple[SignRow, ...]
    missing_title: str
    missing: tuple[str, ...]
    missing_rest: str
    method: str
    fonts: tuple[str, str] = field(default=(SANS, SERIF))


def profile_pdf(sheet: ProfileSheet, cache_folder: Path) -> bytes:
    """The page as PDF/UA-1. The same sheet gives the same bytes.

    Args:
        cache_folder: where the unpacked fonts are kept from one page to the next.

    Raises:
        TooLong: the sheet needs a second page.
    """
    pages = typst.compile(
        PAGE,
        font_paths=[fonts_folder(cache_folder)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"sheet": _data(sheet)},
        # PDF/UA-1: readable by a screen reader, as public bodies must offer.
        pdf_standards=["ua-1"],
        timestamp=_noon(sheet.made_on),
    )
    if not isinstance(pages, bytes):
        raise TooLong(sheet.title)
    return pages


class TooLong(ValueError):
    """The sheet does not hold on its page."""


def _noon(day: date) -> int:
    """Seconds since 1970 at noon of the day: the bytes do not depend on the hour."""
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400 + 43_200


def _data(sheet: ProfileSheet) -> str:
    held = asdict(sheet)
    made_on: date = held.pop("made_on")
    sans, serif = held.pop("fonts")
    held |= {"date": [made_on.year, made_on.month, made_on.day], "sans": sans, "serif": serif}
    return json.dumps(held, ensure_ascii=False)
