"""The import directions: which room imports which, and inside a room which folder; never back, never in a circle."""

import ast
from collections.abc import Iterable
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("dashboard", "pages", "indicators", "data", "etl", "demo")
#: Room → the rooms it may import.
ALLOWED = {
    "dashboard": {"pages", "indicators", "data"},
    "pages": {"pages", "indicators", "data"},
    "demo": {"demo", "etl", "indicators", "data"},
    "etl": {"etl", "indicators", "data"},
    "indicators": {"indicators", "data"},
    "data": {"data"},
}
#: Outside library → where alone it may be imported (path prefixes).
LIBRARIES = {
    "streamlit": ("dashboard.py", "pages/"),
    "altair": ("indicators/charts/",),
    "duckdb": ("data/store/", "indicators/evaluation/"),
    "fastexcel": ("etl/", "indicators/exports/"),
    "openpyxl": ("etl/", "indicators/exports/"),
    "xlsxwriter": ("etl/", "indicators/exports/"),
    "typst": ("indicators/exports/",),
    "fontTools": ("indicators/exports/",),
    "typer": ("etl/", "demo/"),
    "rich": ("etl/", "demo/"),
    "starlette": ("dashboard.py",),
    "lark": ("data/expressions/compile.py",),
}
#: The steward's page receives workbooks, so it alone of the pages may reach the ETL.
INTAKE = ("pages/intake.py", "pages/parts/intake/")
#: Words that know no verdict (a language, a number, a date): anything in indicators may use them.
BASIC_WORDS = {"indicators.wording." + name for name in ("language", "numbers", "answers", "lists", "published_facts")}
#: Folder → the folders of its room that it may import.
INSIDE: dict[str, set[str]] = {
    "data.contracts": set(),
    "data.model": {"data.contracts"},
    "data.facts": {"data.model"},
    "data.initiative_collection": {"data.model", "data.facts"},
    "data.expressions": {"data.contracts", "data.model", "data.facts"},
    "data.store": {"data.contracts", "data.model", "data.facts", "data.expressions"},
    "indicators.statistics": set(),
    "indicators.catalogue": set(),
    "indicators.contracts": set(),
    "indicators.initiatives": {"indicators.statistics", "indicators.catalogue"},
}
#: From below to above: each may import the ones before it, and what they may import.
STEPS = ("evaluation", "disclosure", "verdicts", "release_reader", "release_diff", "wording")
below = {"indicators.statistics", "indicators.catalogue", "indicators.contracts"}
for step in STEPS:
    INSIDE[f"indicators.{step}"] = set(below)
    below.add(f"indicators.{step}")
INSIDE["indicators.release_tables"] = INSIDE["indicators.release_reader"]
INSIDE["indicators.wording"].add("indicators.initiatives")
for reader in ("charts", "exports", "search"):
    INSIDE[f"indicators.{reader}"] = below | {"indicators.initiatives"}
INSIDE["indicators.figures"] = below | {"indicators.charts", "indicators.exports"}
#: A part of one page that others draw too → why.
SHARED_PARTS = {
    "pages.parts.initiatives.practice_notes": "a practice stands on the page of what it is about",
    "pages.parts.intake.contest": "whoever reads a number may contest it",
    "pages.parts.releases.release_list": "stewards publish and go back from the list that readers see",
    "pages.parts.territory.tile_map": "a recommendation shows its headline condition by region",
    "pages.parts.territory.regions": "a recommendation shows its headline condition by region",
    "pages.parts.establishment.choice": "a practice names its establishment as the establishment's page does",
    "pages.parts.search.results": "the frame holds the search field of every page",
}


def sources() -> list[Path]:
    files = [ROOT / "dashboard.py"]
    for room in ROOMS[1:]:
        files += sorted((ROOT / room).rglob("*.py"))
    return [path for path in files if path.exists() and "var" not in path.relative_to(ROOT).parts]


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def product() -> dict[str, Path]:
    """Every module of the product and its file."""
    return {module_of(path): path for path in sources()}


@cache
def imported(path: Path) -> frozenset[str]:
    """What a file imports anywhere in it, for types alone included: modules, a submodule by its own name."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{path}: an import by a relative name"
            assert node.level == 0, f"{path}: an import by a relative name"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= (whole & product().keys()) or {node.module}
    return frozenset(names)


def folder_of(module: str, folders: Iterable[str]) -> str | None:
    return next((folder for folder in folders if module == folder or module.startswith(f"{folder}.")), None)


EVERY_FILE = pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))


@EVERY_FILE
def test_imports_only_go_rightwards(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    room = place.split("/")[0].removesuffix(".py")
    allowed = ALLOWED[room] | ({"etl"} if place.startswith(INTAKE) else set())
    for name in imported(path):
        top = name.split(".")[0]
        if top in ROOMS:
            assert top in allowed, f"{place} imports {name}"
        for library, importers in LIBRARIES.items():
            if top == library:
                assert place.startswith(importers), f"{place} imports {name}; only {importers} may"


@EVERY_FILE
def test_inside_a_room_imports_go_down(path: Path) -> None:
    module = module_of(path)
    own = folder_of(module, INSIDE)
    for name in imported(path):
        other = folder_of(name, INSIDE)
        if own is None or other is None or own == other or own.split(".")[0] != other.split(".")[0]:
            continue
        assert other in INSIDE[own] or name in BASIC_WORDS, f"{module} imports {name}"


def test_basic_words_know_no_verdict() -> None:
    for module in BASIC_WORDS:
        for name in imported(product()[module]):
            if name.startswith("indicators."):
                assert name in BASIC_WORDS or name == "indicators.catalogue.model", f"{module} imports {name}"


@EVERY_FILE
def test_a_page_draws_its_own_parts(path: Path) -> None:
    """Page scripts → the parts of that page → what pages share; parts of two pages meet in pages/ui alone."""
    module = module_of(path)
    if not module.startswith("pages."):
        return
    names = module.split(".")
    page = {"parts": names[2:3], "ui": []}.get(names[1], names[1:2])
    for name in imported(path):
        if not name.startswith("pages."):
            continue
        to = name.split(".")
        if to[1] == "parts":
            assert to[2:3] == page or name in SHARED_PARTS, f"{module} imports {name}"
        else:
            assert to[1] in ("ui", "menu"), f"{module} imports {name}, a page script"


def test_what_is_shared_between_pages_is_drawn_by_several() -> None:
    """A part that one page alone draws has no place among the exceptions."""
    for part in SHARED_PARTS:
        owner = part.split(".")[2]
        elsewhere = [
            module
            for module, path in product().items()
            if part in imported(path) and owner not in module.split(".")[1:3]
        ]
        assert elsewhere, f"{part} is drawn by its own page only"


def test_nothing_imports_in_a_circle() -> None:
    graph = {module: imported(path) & product().keys() - {module} for module, path in product().items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" → ".join(error.args[1])) from None


def test_every_folder_has_its_direction() -> None:
    """A new folder of indicators or data is given its place above."""
    for room in ("indicators", "data"):
        folders = {".".join(module.split(".")[:2]) for module in product() if module.startswith(f"{room}.")}
        assert folders == {folder for folder in INSIDE if folder.startswith(f"{room}.")}


def test_every_room_is_looked_at() -> None:
    rooms = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in sources()}
    assert {"pages", "indicators", "data", "etl", "demo"} <= rooms
