"""A house that goes on from code of before: its oldest release has the tables and columns of that day, and so has its
pointer."""

import hashlib
import json
import shutil
from pathlib import Path

from data.store.connection import open_database
from data.store.paths import releases_folder
from data.store.releases.pointer import releases_of
from data.store.releases.release import TABLES

FIRST_TABLES = ("verdicts", "answers", "submissions", "waves", "definitions")
#: What the first releases had not, by table.
LATER_COLUMNS = {
    "verdicts": (
        *("period_kind", "claim_fr", "claim_en", "target_note", "funnel_expected", "phi"),
        *("xmr_near_low", "xmr_near_high", "xmr_side", "xmr_segment", "assurance", "notes"),
    ),
    "answers": ("explanation",),
    "submissions": ("explanation", "first_received_on"),
    "waves": ("collection", "period_kind", "fiscal_year"),
}
LATER_DEFINITIONS = (
    "quarterly_questions",
    "quarterly_indicators",
    "rebases",
    "targets",
    "milestone_statuses",
)
OLD_ID = "0123456789abcdef"


def earlier_house(demo: Path, var: Path) -> str:
    """A copy of the demonstration whose oldest release is of another day; the id of that release."""
    folder = releases_folder(var)
    shutil.copytree(releases_folder(demo), folder)
    held = list(releases_of(demo, "visitor").releases)
    # The newest of those with yearly waves alone, as there were no others then.
    source = held[3]
    path = folder / f"{OLD_ID}.duckdb"
    shutil.copy(folder / f"{source.release_id}.duckdb", path)
    with open_database(path) as connection:
        for table in set(TABLES) - set(FIRST_TABLES):
            connection.execute(f"DROP TABLE IF EXISTS {table}")
        for table, columns in LATER_COLUMNS.items():
            for column in columns:
                connection.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS {column}")
        for name in LATER_DEFINITIONS:
            connection.execute("DELETE FROM definitions WHERE name = ?", [name])
        connection.execute("UPDATE meta SET release_id = ?, previous_id = NULL", [OLD_ID])
        connection.execute("CHECKPOINT")
    entries = [
        {
            **item.model_dump(mode="json", exclude={"public_from", "held_back"}),
            "release_id": name,
            "file_sha256": hashlib.sha256((folder / f"{name}.duckdb").read_bytes()).hexdigest(),
        }
        for item, name in [*((item, item.release_id) for item in held[:3]), (source, OLD_ID)]
    ]
    (folder / "pointer.json").write_text(json.dumps({"visitor": entries}), "utf-8")
    return OLD_ID
