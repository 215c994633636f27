"""The reference tables and the catalogue as they are written, read without the product's code."""

import csv
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def reference_rows(table: str) -> list[dict[str, str]]:
    """The rows of `data/reference/<table>.csv`, by column name."""
    with (ROOT / "data" / "reference" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def catalogue_files() -> list[dict[str, Any]]:
    """The recommendations of the catalogue in the order of their files, each as its TOML says it."""
    folder = ROOT / "indicators" / "catalogue"
    return [tomllib.loads(path.read_text("utf-8")) for path in sorted(folder.glob("r[0-9]*.toml"))]
