"""The reference facts as a release holds them: an old release is read with the questionnaire of its day."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import polars as pl

from data.facts import Facts, load_facts
from data.model import (
    Choice,
    Establishment,
    NetworkTotal,
    PeerGroup,
    Question,
    QuestionnaireChange,
    Row,
    Rule,
)
from data.store.release import Release

RowT = TypeVar("RowT", bound=Row)


def facts_of(release: Release) -> Facts:
    """The facts of a release; what no release changes (sources, glossary, initiatives) is the house's own."""
    return replace(
        load_facts(),
        questions=_rows(release, "questionnaire", Question),
        choices=_rows(release, "choices", Choice),
        changes=_rows(release, "changes", QuestionnaireChange),
        rules=_rows(release, "rules", Rule),
        peer_groups=_rows(release, "peer_groups", PeerGroup),
        totals=_rows(release, "totals", NetworkTotal),
        establishments=_rows(release, "establishments", Establishment, provenance_internal=""),
    )


def _rows(release: Release, name: str, contract: type[RowT], **unpublished: str) -> tuple[RowT, ...]:
    """The rows of one definition; `unpublished` fills what the release leaves out."""
    texts: Sequence[str] = release.definitions.filter(pl.col("name") == name)["json"].to_list()
    return tuple(contract.model_validate({**item, **unpublished}) for item in json.loads(texts[0]))
