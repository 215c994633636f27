"""The changes of a release gathered for reading: under each label, subject by subject, what reads otherwise."""

from dataclasses import dataclass

import polars as pl

from indicators.catalogue.model import Language
from indicators.release_diff.differences import Differences
from indicators.wording.releases import now_of, place_line, reads_otherwise

SUBJECT = ["subject_kind", "subject_id"]


@dataclass(frozen=True)
class ChangedSubject:
    """The changes of one subject under one label.

    `count` is how many verdicts changed; `lines` says those that read otherwise, place by place; the others differ
    in what no page prints at their decimals.
    """

    subject_kind: str
    subject_id: str
    label: str
    count: int
    lines: tuple[str, ...]

    @property
    def quiet(self) -> int:
        """How many changes read as before."""
        return self.count - len(self.lines)


@dataclass(frozen=True)
class ChangesByCause:
    """What carries one main label: its subjects in the order of the release, and what only one release holds.

    `alone` is how many verdicts appeared or went, by period.
    """

    cause: str
    count: int
    subjects: tuple[ChangedSubject, ...]
    alone: tuple[tuple[str, int], ...]


def changes_by_cause(found: Differences, language: Language) -> tuple[ChangesByCause, ...]:
    """Every change by its main label, in the order of the labels."""
    return tuple(
        ChangesByCause(cause, count, _subjects(found, cause, language), _alone(found, cause))
        for cause, count in found.by_cause.items()
    )


def _subjects(found: Differences, cause: str, language: Language) -> tuple[ChangedSubject, ...]:
    held = (pl.col("cause") == cause) & (pl.col("how") == "changed")
    counts = found.changed.filter(held).group_by(SUBJECT, maintain_order=True).len()
    lines: dict[tuple[str, str], list[str]] = {}
    labels: dict[tuple[str, str], str] = {}
    for changed in found.where(held):
        now = now_of(changed)
        key = (now.subject_kind, now.subject_id)
        labels.setdefault(key, now.label(language))
        if reads_otherwise(changed, language):
            lines.setdefault(key, []).append(place_line(changed, language))
    return tuple(
        ChangedSubject(kind, subject, labels[kind, subject], count, tuple(lines.get((kind, subject), ())))
        for kind, subject, count in counts.iter_rows()
    )


def _alone(found: Differences, cause: str) -> tuple[tuple[str, int], ...]:
    rows = found.changed.filter((pl.col("cause") == cause) & (pl.col("how") != "changed"))
    return tuple(rows.group_by("period", maintain_order=True).len().sort("period").iter_rows())
