"""The workbench as a database file: one transaction at a time, and one kind of data, fictitious or real, for good."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

import duckdb

from data.model.survey import DataKind
from data.store.connection import open_database

#: The workbench's own tables, then those of each subject (`<subject>_schema.sql`).
SCHEMAS = sorted(Path(__file__).parent.glob("*_schema.sql"), key=lambda path: (path.stem != "workbench_schema", path))
SCHEMA = "\n".join(path.read_text("utf-8") for path in SCHEMAS)


class KindMismatch(Exception):
    """A workbench holds one kind of data for good; `held` is its kind, `asked` the one offered."""

    def __init__(self, held: DataKind, asked: str) -> None:
        super().__init__(f"workbench is {held}, got {asked}")
        self.held, self.asked = held, asked


class WorkbenchDatabase:
    """The workbench of a var folder, created on first use.

    Raises:
        StoreBusy: another process is writing.
        StoreUnreadable: the file is damaged.
    """

    def __init__(self, var: Path) -> None:
        self.var = var
        self.path = var / "workbench.duckdb"
        self._open: duckdb.DuckDBPyConnection | None = None
        self._owner: int | None = None
        with self.session() as connection:
            connection.execute(SCHEMA)

    @staticmethod
    def exists(var: Path) -> bool:
        return (var / "workbench.duckdb").exists()

    @contextmanager
    def session(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A transaction: all calls inside are kept together or not at all."""
        if self._open is not None and self._owner == get_ident():
            yield self._open
            return
        with open_database(self.path) as connection:
            self._open, self._owner = connection, get_ident()
            try:
                connection.begin()
                yield connection
                connection.commit()
            except BaseException:
                # A transaction that failed for lack of room is already undone, and says so when undone again.
                with suppress(duckdb.Error):
                    connection.rollback()
                raise
            finally:
                self._open, self._owner = None, None

    # -- kind ---------------------------------------------------------------------------------------------------
    @property
    def kind(self) -> DataKind | None:
        """Whether the workbench holds fictitious or real answers; None while it is empty."""
        with self.session() as connection:
            rows = connection.execute("SELECT value FROM meta WHERE key = 'kind'").fetchall()
        return rows[0][0] if rows else None

    def set_kind(self, kind: DataKind) -> None:
        """Decide once for all what the workbench holds.

        Raises:
            KindMismatch: it already holds the other kind.
        """
        held = self.kind
        if held is None:
            with self.session() as connection:
                connection.execute("INSERT INTO meta VALUES ('kind', ?)", [kind])
        elif held != kind:
            raise KindMismatch(held, kind)
