"""Every interface text has one English twin with the same places."""

import ast
import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from indicators.wording.language import LOCALES, english, say, say_plural, warn_untranslated

ROOT = Path(__file__).parents[3]
PLACES = re.compile(r"\{(\w+)[^}]*\}")


#: Functions and methods that translate → how many of their first arguments are French texts.
SAYING = {"say": 1, "say_plural": 2}


def said() -> dict[str, str]:
    """French texts given as literals to those of `SAYING` → where."""
    texts = {}
    for room in ("pages", "indicators", "etl", "data", "demo"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call):
                    continue
                name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
                for argument in node.args[: SAYING.get(name, 0)]:
                    texts |= dict.fromkeys(literals(argument), f"{path.relative_to(ROOT)}:{node.lineno}")
    return texts


def literals(node: ast.AST) -> Iterator[str]:
    """The texts of an expression, but not the keys and conditions by which one of them is chosen."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for name, field in ast.iter_fields(node):
        if name not in ("slice", "test"):
            for child in field if isinstance(field, list) else [field]:
                if isinstance(child, ast.AST):
                    yield from literals(child)


def test_every_text_that_is_said_has_a_twin() -> None:
    missing = {text: place for text, place in said().items() if text not in english() and text.strip()}
    assert missing == {}


def test_a_text_has_one_twin_whatever_the_room() -> None:
    seen: dict[str, tuple[str, str]] = {}
    for path in sorted((LOCALES / "en").rglob("*.toml")):
        for text, twin in tomllib.loads(path.read_text("utf-8")).items():
            assert seen.setdefault(text, (twin, path.name))[0] == twin, (text, path.name, seen[text])


@pytest.mark.parametrize("text", sorted(english()))
def test_a_twin_has_the_same_places(text: str) -> None:
    assert set(PLACES.findall(text)) == set(PLACES.findall(english()[text]))


def test_french_is_typeset_and_english_is_translated() -> None:
    assert say("Données fictives", "fr") == "Données fictives"
    assert say("Données fictives", "en") == "Fictitious data"


@pytest.mark.parametrize(
    ("n", "french", "english_text"),
    [
        (0, "0 résultat changé", "0 results changed"),
        (1, "1 résultat changé", "1 result changed"),
        (2, "2 résultats changés", "2 results changed"),
    ],
)
def test_a_plural_follows_the_rule_of_the_language(n: int, french: str, english_text: str) -> None:
    texts = ("{n} résultat changé", "{n} résultats changés")
    assert (say_plural(*texts, n, "fr"), say_plural(*texts, n, "en")) == (french, english_text)


def test_a_text_without_translation_is_french_with_one_line_in_the_log(untranslated: list[str]) -> None:
    warn_untranslated.cache_clear()
    assert [say("Un texte sans traduction : {n}", "en", n=2) for _ in range(2)] == [
        "Un texte sans traduction\u00a0: 2"
    ] * 2
    assert untranslated == ["Un texte sans traduction : {n}"]
    untranslated.clear()


def test_every_translation_is_of_a_text_that_the_code_or_the_reference_holds() -> None:
    held = {
        node.value
        for room in ("pages", "indicators", "etl", "data", "demo")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for path in (ROOT / "etl").rglob("*.toml"):
        held.update(text for text in tomllib.loads(path.read_text("utf-8")).values() if isinstance(text, str))
    for path in (ROOT / "data" / "reference").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            held.update(cell for row in csv.reader(file) for cell in row)
    assert [text for text in english() if text not in held] == []
