"""What may be wrong in a cell of this workbook beside what may be in any form: a sentence by code."""

import tomllib
from pathlib import Path

SENTENCES: dict[str, str] = tomllib.loads(Path(__file__).with_name("findings.toml").read_text("utf-8"))
WARNINGS = frozenset({"other_setting", "missing_items"})
