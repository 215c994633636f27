"""Where run-time files live: `OBSERVATOIRE_VAR`, or data/var beside the reference facts."""

import os
from pathlib import Path


def var_folder() -> Path:
    """The folder of received files, workbench and releases; made when absent."""
    folder = Path(os.environ.get("OBSERVATOIRE_VAR") or Path(__file__).parent.parent / "var")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def received_folder(var: Path) -> Path:
    """Every file as it came, named by its SHA-256."""
    return var / "received"


def releases_folder(var: Path) -> Path:
    """Immutable release files and the pointer to the current one."""
    return var / "releases"
