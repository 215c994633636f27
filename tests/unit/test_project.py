"""The project's own papers agree with the code: versions, locked packages, glossary, decisions, colours."""

import re
import tomllib
from pathlib import Path

import pytest

from indicators.charts.theme import COLOURS

ROOT = Path(__file__).parents[2]
SOURCES = [
    path
    for folder in ("pages", "indicators", "data", "etl", "demo", "tests")
    for suffix in ("*.py", "*.toml", "*.csv", "*.sql")
    for path in (ROOT / folder).rglob(suffix)
    if "var" not in path.relative_to(ROOT).parts
]


def test_the_version_is_the_newest_of_the_changelog() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    newest = re.search(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest is not None
    assert version.split(".dev")[0] == newest[1]


def pinned(name: str) -> dict[str, str]:
    """Package → version, of the lines `package==version` of a requirements file."""
    return dict(re.findall(r"^([\w.-]+)==([\w.+-]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_every_package_is_pinned_once_and_locked_with_hashes(name: str) -> None:
    asked, locked = pinned(f"{name}.txt"), pinned(f"{name}.lock")
    assert asked
    assert asked.items() <= {item.replace("_", "-"): version for item, version in locked.items()}.items()
    text = (ROOT / f"{name}.lock").read_text("utf-8")
    for block in re.split(r"\n(?=[\w.-]+==)", text)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_what_both_locks_hold_they_hold_alike() -> None:
    assert pinned("requirements.lock").items() <= pinned("requirements-dev.lock").items()


def test_the_readme_says_why_each_package_is_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme[readme.index("## Why each dependency") : readme.index("## Licence")].lower()
    assert [name for name in pinned("requirements.txt") | pinned("requirements-dev.txt") if name not in table] == []


def test_every_word_of_the_glossary_is_in_the_code() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.MULTILINE)
    assert len(rows) == len(set(rows)) > 0
    code = "\n".join(path.read_text("utf-8") for path in SOURCES)
    paths = " ".join(path.as_posix() for path in SOURCES)
    absent = [word for word in rows if not re.search(rf"\b{word}\b", code) and not re.search(rf"\b{word}\b", paths)]
    assert absent == []


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == sorted(path.name for path in folder.glob("0*.md"))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_streamlit_repeats_the_colours_of_pages_and_charts(theme: str) -> None:
    colours = {name: pair[theme == "dark"] for name, pair in COLOURS.items()}
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"][theme]
    assert (config["primaryColor"], config["linkColor"]) == (colours["accent"], colours["accent"])
    assert (config["backgroundColor"], config["textColor"]) == (colours["bg"], colours["ink"])
    assert (config["secondaryBackgroundColor"], config["borderColor"]) == (colours["panel"], colours["rule"])


def test_style_sheets_use_only_colours_that_are_declared() -> None:
    for path in (ROOT / "pages").rglob("*.css"):
        used = set(re.findall(r"var\(--o-([\w-]+)\)", path.read_text("utf-8")))
        own = set(re.findall(r"--o-([\w-]+):", path.read_text("utf-8"))) | {"serif", "mono", "mask"}
        assert used - own <= {name.replace("_", "-") for name in COLOURS}, path


@pytest.mark.parametrize(
    "path", [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_file_that_a_paper_names_exists(path: Path) -> None:
    rooms = "pages|indicators|data|etl|demo|tests|docs|locales|benchmarks"
    named = re.findall(rf"`((?:{rooms})/[\w./-]*)`", path.read_text("utf-8"))
    run_time = "data/var"
    assert [name for name in named if not name.startswith(run_time) and not (ROOT / name).exists()] == []
