"""The quarterly follow-up: its periods, its terms, what `prev` reads, its rules, and the files that bring it."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from data.expressions.wide import fiscal_year, population_year
from data.facts import load_facts
from data.store.workbench.submissions import Workbench
from etl.extract import UnreadableFile, extract
from etl.receive.receive import Delivery, receive_files
from etl.review.accept import accept
from etl.validate import rules
from etl.validate.check import check
from etl.waves import ALL, QUARTERS, WAVES, UnknownWave, wave, yearly_before
from indicators.catalogue import load_catalogue
from indicators.catalogue.terms import DeclarationError, quarterly_subjects, quarterly_terms_frame, terms_frame
from indicators.evaluation.evaluate import evaluate
from tests.builders.long_answers import long_answers

FACTS, CATALOGUE = load_facts(), load_catalogue()
SIX = [item.question_id for item in FACTS.quarterly_questions]
HEADER = "establishment,period,question,value\n"
#: A quarter in which every answer is in order.
WHOLE = {
    "partners_registered_count": "120",
    "partners_active_count": "60",
    "partners_recruited_count": "9",
    "staff_trained_count": "80",
    "dedicated_team_fte": "4.5",
    "team_left_count": "0",
}


# --- periods ---


def test_quarters_follow_each_other_and_each_belongs_to_its_fiscal_year():
    assert QUARTERS[0].wave_id == "2021-2022-T1"
    assert QUARTERS[-1].wave_id.endswith("-T4")
    assert len(QUARTERS) % 4 == 0
    assert len({item.wave_id for item in ALL}) == len(WAVES) + len(QUARTERS)
    for before, after in pairwise(QUARTERS):
        assert after.start == before.end + timedelta(days=1)
    for quarter in QUARTERS:
        start, end = fiscal_year(quarter)
        assert start <= quarter.start < quarter.end <= end
        assert (quarter.collection, quarter.period_kind, quarter.version) == ("quarterly", "quarter", "v2")
    assert wave("2023-2024-T4").end == date(2024, 3, 31) == wave("2023-2024").end
    with pytest.raises(UnknownWave):
        wave(f"{QUARTERS[-1].end.year}-{QUARTERS[-1].end.year + 1}-T1")


def test_a_quarter_asks_six_questions_and_a_year_its_questionnaire():
    assert [question.question_id for question in FACTS.asked(QUARTERS[0])] == SIX
    assert FACTS.asked(wave("2023-2024")) == FACTS.questionnaire("v1")
    assert FACTS.asked(wave("2025-2026")) == FACTS.questionnaire("v2")


@pytest.mark.parametrize(
    ("quarter", "year", "is_older"),
    [
        ("2021-2022-T1", 2021, False),
        ("2021-2022-T4", 2021, False),
        ("2022-2023-T4", 2021, True),
        ("2023-2024-T1", 2023, False),
        ("2024-2025-T2", 2024, False),
        ("2025-2026-T4", 2024, True),
    ],
)
def test_a_quarter_uses_the_population_of_its_fiscal_year(quarter, year, is_older):
    assert population_year(wave(quarter), FACTS) == (year, is_older)


@pytest.mark.parametrize(
    ("quarter", "ended"),
    [
        ("2023-2024-T3", []),
        ("2023-2024-T4", ["2023-2024"]),
        ("2024-2025-T3", ["2023-2024"]),
        ("2025-2026-T4", ["2023-2024", "2024-2025", "2025-2026"]),
    ],
)
def test_prev_may_read_the_yearly_waves_that_had_ended(quarter, ended):
    assert [item.wave_id for item in yearly_before(wave(quarter))] == ended


# --- terms ---


def test_a_period_follows_the_declared_indicators_and_the_counts_that_none_reads():
    subjects = [(kind, subject) for kind, subject, _, _ in quarterly_subjects(FACTS)]
    declared = [("indicator", item.indicator_id) for item in FACTS.quarterly_indicators]
    assert subjects == [*declared, ("count_of_period", "partners_recruited_count")]
    terms = quarterly_terms_frame(FACTS)
    assert terms.columns == terms_frame(CATALOGUE, FACTS).columns
    turnover = terms.filter(subject_id="team_turnover", role="denominator").row(0, named=True)
    assert (turnover["term"], turnover["previous"]) == (
        "prev(team_headcount_count)",
        ["team_headcount_count"],
    )


def test_a_term_that_reads_what_a_period_does_not_ask_is_refused():
    faulty = FACTS.quarterly_indicators[0].model_copy(update={"denominator": "staff_headcount_count"})
    facts = replace(FACTS, quarterly_indicators=(faulty, *FACTS.quarterly_indicators[1:]))
    with pytest.raises(DeclarationError, match="staff_headcount_count") as refused:
        quarterly_terms_frame(facts)
    assert "quarterly_indicators.csv, registered_partners" in str(refused.value)


# --- evaluation ---

YEARLY_V1 = {"chum": {"staff_headcount_count": 10_000, "team_headcount_count": 7}, "icm": {}}
YEARLY_V2 = {
    "chum": {"staff_headcount_count": 12_000, "team_headcount_count": "does_not_know"},
    "cisss-laval": {"staff_headcount_count": 8_000, "team_headcount_count": 5},
}
QUARTER = {
    "partners_registered_count": "not_answered",
    "partners_active_count": 48,
    "partners_recruited_count": 3,
    "staff_trained_count": 0,
    "dedicated_team_fte": 6,
    "team_left_count": 2,
}
PLACES = ("chum", "cisss-laval", "icm")


def evaluated(*quarters: str) -> pl.DataFrame:
    waves = [WAVES[0], WAVES[1], *(wave(name) for name in quarters)]
    tables = [
        long_answers("2023-2024", YEARLY_V1, blanks="v1"),
        long_answers("2024-2025", YEARLY_V2, blanks="v2"),
    ]
    tables += [long_answers(name, dict.fromkeys(PLACES, QUARTER)) for name in quarters]
    return evaluate(pl.concat(tables), FACTS, CATALOGUE, waves)


@pytest.fixture(scope="module")
def pairs() -> pl.DataFrame:
    return evaluated("2023-2024-T3", "2023-2024-T4", "2024-2025-T1", "2024-2025-T4")


def pair(pairs: pl.DataFrame, subject: str, quarter: str, place: str) -> tuple:
    row = pairs.filter(subject_id=subject, wave_id=quarter, establishment_id=place).row(0, named=True)
    return row["numerator"], row["denominator"], row["state"], row["applicable"]


@pytest.mark.parametrize(
    ("quarter", "place", "expected"),
    [
        # No yearly wave had ended: nothing to divide by was ever asked.
        ("2023-2024-T3", "chum", (None, None, "not_asked", False)),
        # The last quarter reads the wave that ends on the same day, the next ones too.
        ("2023-2024-T4", "chum", (48, 10_000, "value", True)),
        ("2024-2025-T1", "chum", (48, 10_000, "value", True)),
        ("2024-2025-T4", "chum", (48, 12_000, "value", True)),
        # Answered nothing yet, then answered.
        ("2024-2025-T1", "cisss-laval", (None, None, "not_answered", True)),
        ("2024-2025-T4", "cisss-laval", (48, 8_000, "value", True)),
        # Its latest accepted answers are those of the wave before, where the number is blank.
        ("2024-2025-T4", "icm", (None, None, "not_answered", True)),
        # Sent neither.
        ("2024-2025-T4", "iucpq", (None, None, "not_answered", True)),
    ],
)
def test_prev_reads_the_latest_accepted_yearly_wave(pairs, quarter, place, expected):
    assert pair(pairs, "active_partners_per_1000_staff", quarter, place) == expected


@pytest.mark.parametrize(
    ("subject", "quarter", "place", "expected"),
    [
        ("team_turnover", "2024-2025-T1", "chum", (2, 7, "value", True)),
        ("team_turnover", "2024-2025-T4", "chum", (None, None, "does_not_know", True)),
        ("active_partners_per_fte", "2023-2024-T3", "chum", (48, 6, "value", True)),
        ("staff_trained", "2024-2025-T4", "cisss-laval", (0, 8_000, "true_zero", True)),
        ("dedicated_fte", "2023-2024-T3", "icm", (6, 1, "value", True)),
        ("registered_partners", "2023-2024-T3", "icm", (None, None, "not_answered", True)),
        ("active_partners_per_100k_population", "2023-2024-T3", "chum", (None, None, "not_applicable", False)),
        ("active_partners_per_100k_population", "2023-2024-T3", "cisss-laval",
         (48, FACTS.establishment["cisss-laval"].population[2023], "value", True)),
    ],
)  # fmt: skip
def test_each_indicator_of_a_period_has_its_own_terms(pairs, subject, quarter, place, expected):
    assert pair(pairs, subject, quarter, place) == expected


def test_each_collection_has_rows_for_its_own_subjects_only(pairs):
    quarterly = pairs.filter(pl.col("wave_id").str.contains("-T"))
    assert set(quarterly.select("subject_kind", "subject_id").unique().iter_rows()) == {
        (kind, subject) for kind, subject, _, _ in quarterly_subjects(FACTS)
    }
    assert quarterly.height == 9 * len(FACTS.frame) * 4
    yearly = pairs.filter(~pl.col("wave_id").str.contains("-T"))
    assert "count_of_period" not in set(yearly["subject_kind"])
    assert evaluated().equals(yearly.select(evaluated().columns))


def test_the_order_of_answers_changes_nothing(pairs):
    again = evaluated("2024-2025-T4", "2023-2024-T4", "2024-2025-T1", "2023-2024-T3")
    keys = ["subject_id", "segment", "wave_id", "establishment_id", "subject_kind"]
    assert again.sort(keys).equals(pairs.sort(keys))


# --- reading a table of quarters ---


@pytest.mark.parametrize(
    "written", ["2025-2026-T4", "2025-2026 T4", "2025–2026‑T4", "2025-2026 q4", "2025/2026-T4", "2025-2026T4"]
)
def test_a_quarter_is_known_however_it_is_written(tmp_path: Path, written: str):
    (tmp_path / "t.csv").write_text(f"{HEADER}chum,{written},team_left_count,2\n", "utf-8")
    found = extract(tmp_path / "t.csv")
    assert found.submissions == [("chum", "2025-2026-T4")]
    assert found.cells["question_id"].to_list() == SIX
    assert found.cells.drop_nulls("raw").select("question_id", "raw", "cell").rows() == [("team_left_count", "2", "D2")]


def test_an_unknown_quarter_refuses_the_file_and_names_those_that_exist(tmp_path: Path):
    (tmp_path / "t.csv").write_text(f"{HEADER}chum,2025-2026-T5,team_left_count,2\n", "utf-8")
    with pytest.raises(UnreadableFile) as refused:
        extract(tmp_path / "t.csv")
    assert refused.value.code == "unknown_wave"
    assert f"{QUARTERS[0].wave_id} … {QUARTERS[-1].wave_id}" in refused.value.sentence("fr")
    assert "t!B2" in refused.value.sentence("en")


def table(folder: Path, changes: dict[tuple[str, str, str], str], name: str = "suivi.csv") -> Path:
    """Two establishments and two quarters, whole but for the changes."""
    lines = [
        f"{place},{quarter},{question},{changes.get((place, quarter, question), value)}"
        for place in ("chum", "cisss-laval")
        for quarter in ("2025-2026-T3", "2025-2026-T4")
        for question, value in WHOLE.items()
    ]
    (folder / name).write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    return folder / name


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    (tmp_path / "var").mkdir()
    return Workbench(tmp_path / "var")


def test_one_faulty_quarter_alone_is_returned_and_a_second_table_replaces_all(bench, tmp_path):
    fault = {("chum", "2025-2026-T4", "partners_active_count"): "121"}
    receipts = receive_files(bench, [table(tmp_path, fault)], Delivery("Ada", kind="fictif"))
    assert [item.status for item in receipts] == ["received"] * 4
    found = check(bench)
    problem = found.problems.filter(severity="error").row(0, named=True)
    assert (problem["code"], problem["wave_id"]) == ("active_within_registered", "2025-2026-T4")
    assert (problem["sheet"], problem["cell"]) == ("suivi", "D9")
    assert "121" in problem["message_fr"]
    assert sorted(item.outcome for item in accept(bench, by="Ada")) == ["accepted"] * 3 + ["has_errors"]

    again = receive_files(bench, [table(tmp_path, {}, "corrigé.csv")], Delivery("Ada", kind="fictif"))
    assert [item.status for item in again] == ["resubmitted"] * 4
    check(bench)
    assert all(item.accepted for item in accept(bench, by="Ada"))
    states = bench.submissions().group_by("state").len().sort("state").rows()
    assert states == [("accepted", 4), ("superseded", 4)]
    assert [item.status for item in receive_files(bench, [tmp_path / "corrigé.csv"], Delivery("Ada"))] == [
        "already"
    ] * 4


def test_only_the_questions_of_the_period_are_required(bench, tmp_path):
    (tmp_path / "t.csv").write_text(f"{HEADER}chum,2025-2026-T4,team_left_count,NSP\n", "utf-8")
    receive_files(bench, [tmp_path / "t.csv"], Delivery("Ada", kind="fictif"))
    found = check(bench).problems
    blanks = found.filter(code="required_blank")["question_id"].to_list()
    assert sorted(blanks) == sorted(set(SIX) - {"team_left_count"})
    assert found.filter(code="required_not_known")["question_id"].to_list() == ["team_left_count"]


def test_a_question_of_the_year_is_none_of_the_quarter(bench, tmp_path):
    lines = f"{HEADER}chum,2025-2026-T4,offices_count,2\nchum,2025-2026-T3,team_left_count,1\n"
    (tmp_path / "t.csv").write_text(lines + "chum,2025-2026-T4,team_left_count,1\n", "utf-8")
    receipts = receive_files(bench, [tmp_path / "t.csv"], Delivery("Ada", kind="fictif"))
    told = {item.wave_id: [note.code for note in item.notes] for item in receipts}
    # The fault is told of the quarter that has it; what concerns the whole file, once.
    assert told == {"2025-2026-T3": ["csv_dialect"], "2025-2026-T4": ["unknown_question"]} or told == {
        "2025-2026-T4": ["csv_dialect", "unknown_question"],
        "2025-2026-T3": [],
    }


def test_rules_apply_where_all_their_questions_are_asked():
    assert set(rules.rules_of(wave("2025-2026-T4"), FACTS)) == {
        "active_within_registered",
        "jump_partners_registered_count",
        "jump_dedicated_team_fte",
    }


def test_a_jump_since_the_latest_yearly_answer_is_a_warning(bench, tmp_path):
    from etl.forms.survey import write_template

    answers = {"partners_registered_count": 20, "office_team_fte": 4.5}
    write_template(tmp_path / "chum.xlsx", WAVES[0], "fr", "chum", answers, "fictif")
    receive_files(bench, [tmp_path / "chum.xlsx"], Delivery("Ada"))
    check(bench)
    accept(bench, "2023-2024", "chum", by="Ada", reason="essai")
    receive_files(bench, [table(tmp_path, {})], Delivery("Ada"))
    found = check(bench).problems.filter(pl.col("code").str.starts_with("jump"))
    assert found.select("establishment_id", "wave_id", "code").sort("wave_id").rows() == [
        ("chum", "2025-2026-T3", "jump_partners_registered_count"),
        ("chum", "2025-2026-T4", "jump_partners_registered_count"),
    ]
    assert "20" in found["message_fr"][0]
