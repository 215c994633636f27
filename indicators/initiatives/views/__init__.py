"""The view of each initiative: its texts and sections, in <initiative_id>.toml, checked against the reference.

A section has a `kind` and what that kind needs; pages/parts/initiatives/view.py draws each kind. Every view ends with
the practices shared and the table of all its published facts, which are not listed.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from data.facts import Facts, load_facts
from indicators.initiatives.tree import Tree, trees
from indicators.initiatives.views.model import View

FOLDER = Path(__file__).parent


class ViewError(Exception):
    """A view cannot be drawn; the message names the file, the key and the reason."""


def read_views(folder: Path = FOLDER, facts: Facts | None = None) -> dict[str, View]:
    """The views of a folder by initiative, in the order of the reference.

    Raises:
        ViewError: an initiative has no file, a file no initiative, or a file breaks its contract.
    """
    held = trees(facts or load_facts())
    for path in sorted(folder.glob("*.toml")):
        if path.stem not in held:
            raise ViewError(f"{path.name}: unknown initiative {path.stem!r}")
    return {name: _read_view(folder / f"{name}.toml", tree) for name, tree in held.items()}


def _read_view(path: Path, tree: Tree) -> View:
    try:
        return View.model_validate(tomllib.loads(path.read_text("utf-8")), context={"tree": tree})
    except FileNotFoundError:
        raise ViewError(f"{path.name}: file not found in {path.parent}") from None
    except tomllib.TOMLDecodeError as error:
        raise ViewError(f"{path.name}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ViewError(f"{path.name}, key {key!r}: {first['msg']}") from None


@lru_cache(maxsize=1)
def load_views() -> dict[str, View]:
    """The project's own views, read once per process."""
    return read_views()
