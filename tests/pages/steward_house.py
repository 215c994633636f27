"""A copy of the demonstration that stewards may change, and people who come to its Dépôt page."""

from pathlib import Path

import openpyxl
from streamlit.testing.v1 import AppTest

from data.model.roles import EVERY_ROLE, VISITOR_ROLES
from pages.ui.login.session_user import SessionUser
from tests.pages.conftest import open_page

WAVE = "2025-2026"
PLACE, OTHER = "cisss-laval", "chum"
PEOPLE = {
    "visitor": SessionUser("visiteur", VISITOR_ROLES),
    "member": SessionUser("m@ex.ca", frozenset({"visitor", "member"}), standing="signed_in"),
    "steward": SessionUser("s@ex.ca", frozenset({"visitor", "steward"}), standing="signed_in"),
    "one": SessionUser("un@ex.ca", frozenset({"visitor", "steward"}), frozenset({PLACE}), standing="signed_in"),
    "publisher": SessionUser("p@ex.ca", frozenset({"visitor", "publisher"}), standing="signed_in"),
    "local": SessionUser("moi", EVERY_ROLE, standing="local"),
}


def faulty_workbook(var: Path, out: Path, place: str = PLACE) -> tuple[Path, str]:
    """A workbook of the demonstration with a cell that cannot be read, and the place of that cell."""
    source = next((var / "fictitious" / WAVE).glob(f"{place}_*.xlsx"))
    book = openpyxl.load_workbook(source)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_col=1, max_col=4):
            if row[0].value == "A050":
                sheet[row[3].coordinate] = "vingt-quatre mille et quelques"
                path = out / f"{place}_fautif.xlsx"
                book.save(path)
                return path, f"{sheet.title}!{row[3].coordinate}"
    raise AssertionError("the question is in every workbook")


def open_depot(language: str = "fr", **choices: str) -> AppTest:
    """The page as somebody meets it on a direct link."""
    return open_page("intake", language, **choices)


def press(page: AppTest, label: str) -> None:
    """Press the button that says `label`, the last one of several."""
    [item for item in page.button if item.label == label][-1].click()
    page.run()
    assert not page.exception, [error.message for error in page.exception]
