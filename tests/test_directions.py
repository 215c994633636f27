"""The import directions of the house: an arrow may skip steps rightwards and never goes back."""

import ast
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
DOORS = {
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


def sources() -> list[Path]:
    files = [ROOT / "dashboard.py"]
    for room in ROOMS[1:]:
        files += sorted((ROOT / room).rglob("*.py"))
    return [path for path in files if path.exists() and "var" not in path.relative_to(ROOT).parts]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_only_go_rightwards(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    room = place.split("/")[0].removesuffix(".py")
    allowed = ALLOWED[room] | ({"etl"} if place.startswith(INTAKE) else set())
    for name in imported(path):
        top = name.split(".")[0]
        if top in ROOMS:
            assert top in allowed, f"{place} imports {name}"
        for library, doors in DOORS.items():
            if top == library:
                assert place.startswith(doors), f"{place} imports {name}; only {doors} may"


def test_every_room_is_looked_at() -> None:
    rooms = {path.relative_to(ROOT).parts[0].removesuffix(".py") for path in sources()}
    assert {"pages", "indicators", "data", "etl", "demo"} <= rooms
