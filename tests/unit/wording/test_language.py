"""Every interface text has one English twin with the same places."""

import ast
import csv
import re
import tomllib
from pathlib import Path

import pytest

from indicators.wording.language import LOCALES, MissingTranslation, english, say

ROOT = Path(__file__).parents[3]
PLACES = re.compile(r"\{(\w+)[^}]*\}")


def said() -> dict[str, str]:
    """French texts given to `say` as literals → where."""
    texts = {}
    for room in ("pages", "indicators", "etl", "data", "demo"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and node.args
                    and (
                        (isinstance(node.func, ast.Name) and node.func.id == "say")
                        or (isinstance(node.func, ast.Attribute) and node.func.attr == "say")
                    )
                ):
                    for part in ast.walk(node.args[0]):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            texts[part.value] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return texts


def test_every_text_that_is_said_has_a_twin() -> None:
    missing = {text: place for text, place in said().items() if text not in english() and text.strip()}
    assert missing == {}


def test_a_text_has_one_twin_whatever_the_room() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for path in sorted((LOCALES / "en").glob("*.toml")):
        for text, twin in tomllib.loads(path.read_text("utf-8")).items():
            assert seen.setdefault(text, (twin, path.name))[0] == twin, (text, path.name, seen[text])


@pytest.mark.parametrize("text", sorted(english()))
def test_a_twin_has_the_same_places(text: str) -> None:
    assert set(PLACES.findall(text)) == set(PLACES.findall(english()[text]))


def test_french_is_typeset_and_english_is_translated() -> None:
    assert say("Données fictives", "fr") == "Données fictives"
    assert say("Données fictives", "en") == "Fictitious data"
    with pytest.raises(MissingTranslation):
        say("Un texte sans traduction", "en")


def test_every_translation_is_of_a_text_that_the_code_or_the_reference_holds() -> None:
    held = {
        node.value
        for room in ("pages", "indicators", "etl", "data", "demo")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for path in (ROOT / "data" / "reference").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            held.update(cell for row in csv.reader(file) for cell in row)
    assert [text for text in english() if text not in held] == []
