"""What each stage hands on holds the columns, types and keys of its contract."""

from pathlib import Path

import polars as pl
import pytest

from data.contracts import ANSWERS, CELLS, ContractBroken
from data.store.releases.release import Audience
from data.store.workbench.submissions import Workbench
from etl.publish.publish import accepted_now
from etl.review.texts import published_texts
from indicators import contracts, release_tables
from indicators.disclosure import Protected, protect
from indicators.verdicts.decisions import REBASE_COLUMNS, TARGET_COLUMNS
from indicators.verdicts.model import VERDICTS
from tests.builders.pairs import groups_of, pairs_of


@pytest.mark.parametrize("audience", ["visitor", "member"])
def test_every_stage_of_the_demonstration_keeps_its_contract(
    demo_var: Path, audience: Audience, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbench, outcomes = Workbench(demo_var), list[Protected]()

    def kept(*args) -> Protected:
        outcomes.append(protect(*args))
        return outcomes[-1]

    monkeypatch.setattr(release_tables, "protect", kept)
    accepted = accepted_now(workbench)
    CELLS.check(workbench.cells(accepted.submission_ids))
    inputs = accepted.inputs
    ANSWERS.check(inputs.answers)
    contracts.PAIRS.check(inputs.unprotected.pairs)
    contracts.SUMS.check(inputs.unprotected.groups)
    release = accepted.tables_for(audience)
    contracts.SHOWN_PAIRS.check(outcomes[0].pairs)
    contracts.SHOWN_SUMS.check(outcomes[0].groups)
    contracts.HIDDEN_ANSWERS.check(outcomes[0].hidden_answers)
    contracts.LEDGER.check(release.ledger)
    contracts.NOTES.check(release_tables.answer_notes(inputs))
    contracts.COMMENTS.check(release.tables["comments"])
    VERDICTS.check(release.tables["verdicts"])
    texts = published_texts(workbench)
    contracts.EXPLANATIONS.check(texts.answers)
    contracts.REASONS.check(texts.submissions)


def test_pairs_and_sums_of_a_survey_of_one_answer_keep_theirs() -> None:
    table = {"chum": {"offices_count": 2}}
    contracts.PAIRS.check(pairs_of(table))
    contracts.SUMS.check(groups_of(table))


def test_a_missing_an_unknown_and_a_wrongly_typed_column_are_named_and_a_key_stands_once() -> None:
    whole = contracts.NOTES.empty()
    with pytest.raises(ContractBroken, match="no column 'note'; unknown column 'remark'"):
        contracts.NOTES.check(whole.rename({"note": "remark"}))
    with pytest.raises(ContractBroken, match="'note' is Int64, not String"):
        contracts.NOTES.check(whole.cast({"note": pl.Int64}))
    row = pl.DataFrame({"establishment_id": ["a"], "wave_id": ["w"], "note": ["partial_year"]})
    with pytest.raises(ContractBroken, match="same establishment_id, wave_id, note"):
        contracts.NOTES.check(pl.concat([row, row]))


def test_targets_and_rebases_are_of_the_places_and_subjects_of_verdicts() -> None:
    for columns in (TARGET_COLUMNS, REBASE_COLUMNS):
        shared = set(columns) & set(VERDICTS.schema)
        assert {"subject_id", "place_kind", "place_id"} <= shared
        assert all(columns[name] == VERDICTS.schema[name] for name in shared)
