"""Establishments entrusted to named stewards, in the workbench: the newest row of a name is in force."""

from collections.abc import Sequence
from datetime import date, datetime

import polars as pl

from data.store.connection import select
from data.store.workbench.submissions import Workbench


def add_delegation(
    workbench: Workbench,
    name: str,
    establishment_ids: Sequence[str],
    *,
    since: date,
    until: date | None,
    by: str,
    at: datetime,
) -> None:
    """Entrust these establishments, and no others, to `name`; none takes back those it had."""
    with workbench.session() as connection:
        connection.execute(
            "INSERT INTO delegations SELECT coalesce(max(delegation_order), 0) + 1, ?, ?, ?, ?, ?, ? FROM delegations",
            [name, list(establishment_ids), since, until, by, at],
        )


def delegations(workbench: Workbench) -> pl.DataFrame:
    """The delegations in force: name, establishment_ids, since, until, given_by, given_at."""
    with workbench.session() as connection:
        return select(
            connection,
            "SELECT name, establishment_ids, since, until, given_by, given_at FROM delegations "
            "QUALIFY row_number() OVER (PARTITION BY name ORDER BY delegation_order DESC) = 1 ORDER BY name",
        ).filter(pl.col("establishment_ids").list.len() > 0)


def entrusted_to(workbench: Workbench, name: str, day: date) -> frozenset[str]:
    """The establishments entrusted to `name` on a day."""
    rows = delegations(workbench).filter(
        pl.col("name") == name,
        pl.col("since") <= day,
        pl.col("until").is_null() | (pl.col("until") >= day),
    )
    return frozenset(rows["establishment_ids"].explode().drop_nulls().to_list())
