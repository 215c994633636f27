"""The rule of consent stands in one place: changed there, what is hidden and what is named follow together."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from data.store.workbench.submissions import Workbench
from etl.publish.publish import release_inputs
from indicators.contracts import EXPLANATIONS, REASONS
from indicators.disclosure import consent
from indicators.release_tables import NO_TEXTS, ReleaseInputs, ReleaseTables, ShownTexts, release_tables
from indicators.verdicts.decisions import Decisions, Target

WAVE = "2025-2026"


@pytest.fixture(scope="module")
def network_only(demo_var: Path) -> tuple[ReleaseInputs, str]:
    """One wave, and an establishment that agrees to be named to members alone, with a target and explanations."""
    workbench = Workbench(demo_var)
    submissions = workbench.submissions().filter(pl.col("wave_id") == WAVE)
    accepted = submissions.filter(pl.col("state") == "accepted")["submission_id"].to_list()
    answers = workbench.answers(accepted)
    agreed = consent.consents_of(answers)
    name = agreed.filter(pl.col("consent") == "consent_network")["establishment_id"][0]
    target = Target(
        subject_id="partners_trained",
        place_kind="establishment",
        place_id=name,
        low=10.0,
        reason="Essai",
        decided_on=date(2025, 5, 1),
        author="Comité",
    )
    texts = ShownTexts(
        pl.DataFrame([(name, WAVE, "staff_headcount_count", "estimé")], schema=EXPLANATIONS.schema, orient="row"),
        pl.DataFrame([(name, WAVE, "sans le total")], schema=REASONS.schema, orient="row"),
        NO_TEXTS.comments,
    )
    return release_inputs(answers, submissions, Decisions(targets=(target,)), texts), name


def told_of(release: ReleaseTables, name: str) -> tuple[bool, bool, bool, bool, bool]:
    """Whether an establishment is named, with its file, its explanations, its target, and any answer at all."""
    reported = release.tables["submissions"].row(by_predicate=pl.col("establishment_id") == name, named=True)
    answers = release.tables["answers"].filter(establishment_id=name)
    targets = release.tables["definitions"].filter(name="targets")["json"].item()
    explained = reported["explanation"] is not None and answers["explanation"].drop_nulls().len() > 0
    seen = bool((answers["state"] != "suppressed").any())
    return reported["named"], reported["file_label"] is not None, explained, name in targets, seen


def test_names_files_texts_targets_and_numbers_follow_one_rule(network_only, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs, name = network_only
    assert told_of(release_tables(inputs, "visitor"), name) == (False,) * 5
    monkeypatch.setitem(consent.NAMED_BY, "visitor", consent.NAMED_BY["member"])
    assert told_of(release_tables(inputs, "visitor"), name) == (True,) * 5


def test_an_unknown_consent_names_nobody_and_the_latest_one_decides() -> None:
    agreed = pl.DataFrame(
        [
            ("a", "2024-2025", "consent_named"),
            ("a", "2025-2026", "consent_aggregate"),
            ("b", "2024-2025", None),
            ("b", "2025-2026", "consent_network"),
            ("c", "2025-2026", "another"),
        ],
        schema=["establishment_id", "wave_id", "consent"],
        orient="row",
    )
    assert consent.named_now(agreed, "visitor") == []
    assert consent.named_now(agreed, "member") == ["b"]
    assert consent.named_in_waves(agreed, "visitor").rows() == [("a", "2024-2025")]
