"""Bad workbooks of targets, milestones and rebases: every cell is named, in both languages, and nothing is
half-done."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from data.store.workbench.decisions import decision_versions, decisions_in_force
from data.store.workbench.submissions import Workbench
from etl import waves
from etl.__main__ import main
from etl.forms.survey import write_template
from etl.forms.targets import receive_targets
from tests.builders.targets_workbook import DAY, REBASE, STATUS, TARGET, filled

AT = datetime(2026, 7, 3, 9)
LANGUAGES = ["fr", "en"]


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    return tmp_path / "var"


@pytest.fixture
def bench(var) -> Workbench:
    return Workbench(var)


def but(row: tuple, **changed: object) -> tuple:
    """A good row with some of its cells changed, by column letter."""
    cells = list(row)
    for letter, value in changed.items():
        cells[ord(letter) - ord("A")] = value
    return tuple(cells)


#: code, sheet, row typed, cell named.
ROWS = [
    ("blank_indicator", "targets", but(TARGET, A=None), "A7"),
    ("unknown_indicator", "targets", but(TARGET, A="R99-9 · Bonheur"), "A7"),
    ("split_indicator", "targets", but(TARGET, A="mandate_level_split"), "A7"),
    ("blank_place", "targets", but(TARGET, B=None), "B7"),
    ("unknown_place", "targets", but(TARGET, B="Atlantide"), "B7"),
    ("unknown_place", "targets", but(TARGET, B="cs-inuulitsivik"), "B7"),
    ("no_bound", "targets", but(TARGET, C=None), "C7"),
    ("not_a_number", "targets", but(TARGET, C="beaucoup"), "C7"),
    ("negative", "targets", but(TARGET, C=-5), "C7"),
    ("fraction_for_percent", "targets", but(TARGET, C=0.6), "C7"),
    ("fraction_for_percent", "targets", but(TARGET, C=1), "C7"),
    ("above_hundred", "targets", but(TARGET, C=160), "C7"),
    ("never_reached", "targets", but(TARGET, D=100), "D7"),
    ("low_above_high", "targets", but(TARGET, C=60, D=40), "C7"),
    ("empty_range", "targets", but(TARGET, C=60, D=60), "C7"),
    ("high_for_higher", "targets", but(TARGET, C=None, D=60), "D7"),
    ("low_for_lower", "targets", but(TARGET, A="team_turnover", C=15), "C7"),
    ("target_without_reason", "targets", but(TARGET, E="  "), "E7"),
    ("text_too_long", "targets", but(TARGET, E="m" * 501), "E7"),
    ("target_without_date", "targets", but(TARGET, F=None), "F7"),
    ("not_a_date", "targets", but(TARGET, F="bientôt"), "F7"),
    ("not_a_date", "targets", but(TARGET, F="2026-02-30"), "F7"),
    ("future_date", "targets", but(TARGET, F=date(2026, 7, 4)), "F7"),
    ("without_author", "targets", but(TARGET, G=None), "G7"),
    ("formula_without_value", "targets", but(TARGET, C="=50+10"), "C7"),
    ("blank_milestone", "milestones", but(STATUS, A=None), "A7"),
    ("unknown_milestone", "milestones", but(STATUS, A="R01-M9"), "A7"),
    ("establishment_not_expected", "milestones", but(STATUS, B="CHUM"), "B7"),
    ("establishment_expected", "milestones", but(STATUS, A="R12-M2"), "B7"),
    ("unknown_place", "milestones", but(STATUS, A="R12-M2", B="Atlantide"), "B7"),
    ("blank_status", "milestones", but(STATUS, C=None), "C7"),
    ("unknown_status", "milestones", but(STATUS, C="Presque"), "C7"),
    ("status_without_evidence", "milestones", but(STATUS, D=None), "D7"),
    ("status_without_evidence", "milestones", but(STATUS, C="En cours", D=None), "D7"),
    ("status_without_date", "milestones", but(STATUS, E=None), "E7"),
    ("without_author", "milestones", but(STATUS, F=None), "F7"),
    ("blank_period", "rebases", but(REBASE, C=None), "C7"),
    ("unknown_period", "rebases", but(REBASE, C="2024-2025-T5"), "C7"),
    ("not_by_quarter", "rebases", but(REBASE, A="office_share"), "C7"),
    ("only_by_quarter", "rebases", but(REBASE, A="partners_recruited_count", C="2024-2025"), "C7"),
    ("rebase_without_reason", "rebases", but(REBASE, D=None), "D7"),
    ("rebase_without_date", "rebases", but(REBASE, E=None), "E7"),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "sheet", "row", "cell"), ROWS, ids=[f"{item[0]}-{at}" for at, item in enumerate(ROWS)]
)
def test_one_bad_cell_refuses_the_whole_and_is_named(code, sheet, row, cell, language, bench, tmp_path):
    good = {"targets": (), "milestones": (), "rebases": ()}
    path = filled(tmp_path / "a.xlsx", language=language, **(good | {sheet: (row,)}))
    receipt = receive_targets(bench, path, by="Ada", received_at=AT, language=language)
    assert [(item.code, item.cell) for item in receipt.problems] == [(code, cell)]
    (found,) = receipt.problems
    for message in (found.message_fr, found.message_en):
        assert "{" not in message
        assert message[-1] in ".»”"
        assert len(message) > 25
    assert found.message_fr != found.message_en
    assert receipt.refused
    assert decisions_in_force(bench)[0] == 0
    assert bench.kind is None
    # Refused as it is, the workbook is kept as it came.
    assert path.read_bytes() in {item.read_bytes() for item in (bench.var / "received").iterdir()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_of_every_sheet_is_told_at_once(language, var, tmp_path, capsys):
    path = filled(
        tmp_path / "a.xlsx",
        targets=(TARGET, but(TARGET, A="R99", E=None, F=None), but(TARGET, B="CHUM")),
        milestones=(but(STATUS, D=None, E=None),),
        rebases=(but(REBASE, D=None),),
        language=language,
    )
    assert main(["receive-targets", str(path), "--lang", language]) == 1
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    sheets = ("Cibles", "Jalons", "Recalages") if language == "fr" else ("Targets", "Milestones", "Rebases")
    starts = [line.split(" : ")[0] for line in told.out.splitlines()[:-1]]
    assert starts == [f"{sheets[0]}!{cell}" for cell in ("A8", "E8", "F8")] + [
        *(f"{sheets[1]}!{cell}" for cell in ("D7", "E7")),
        f"{sheets[2]}!D7",
    ]
    assert told.out.splitlines()[-1].startswith("a.xlsx")
    assert decision_versions(Workbench(var)).is_empty()


def test_the_same_decision_twice_is_told_with_its_first_row(bench, tmp_path):
    path = filled(
        tmp_path / "a.xlsx",
        targets=(TARGET, but(TARGET, C=70)),
        milestones=(STATUS, STATUS),
        rebases=(REBASE, but(REBASE, C="2025-2026-T1"), REBASE),
    )
    receipt = receive_targets(bench, path, by="Ada", received_at=AT)
    assert [(item.code, item.cell) for item in receipt.problems] == [
        ("said_twice", "A8"),
        ("said_twice", "A8"),
        ("said_twice", "A9"),
    ]
    assert "7" in receipt.problems[0].message_fr


def test_a_milestone_of_unknown_state_needs_no_document(bench, tmp_path):
    path = filled(tmp_path / "a.xlsx", milestones=(but(STATUS, C="milestone_unknown", D=None, E=None),))
    assert receive_targets(bench, path, by="Ada", received_at=AT).status == "accepted"


def test_a_workbook_that_starts_from_an_older_version_would_erase_what_came_since(bench, tmp_path):
    receive_targets(bench, filled(tmp_path / "a.xlsx", targets=(TARGET,)), by="Ada", received_at=AT)
    stale = filled(tmp_path / "b.xlsx", milestones=(STATUS,))
    receipt = receive_targets(bench, stale, by="Grace", received_at=AT)
    assert receipt.refused
    assert "version 0" in receipt.sentence
    assert "version 1" in receipt.sentence
    assert decisions_in_force(bench)[0] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_invented_targets_never_come_beside_real_answers(language, bench, tmp_path):
    bench.set_kind("reel")
    path = filled(tmp_path / "a.xlsx", targets=(TARGET,))
    receipt = receive_targets(bench, path, by="Ada", received_at=AT, language=language)
    assert receipt.refused
    assert ("fictives" if language == "fr" else "fictitious") in receipt.sentence
    assert decisions_in_force(bench)[0] == 0


# -- files that are no such workbook --------------------------------------------------------------------------------
def absent(folder: Path) -> Path:
    return folder / "absent.xlsx"


def survey(folder: Path) -> Path:
    write_template(folder / "enquete.xlsx", waves.wave("2025-2026"), "fr", "chum", kind="fictif")
    return folder / "enquete.xlsx"


def table(folder: Path) -> Path:
    (folder / "cibles.csv").write_text("indicateur,cible\nR02-1,60\n", "utf-8")
    return folder / "cibles.csv"


def truncated(folder: Path) -> Path:
    path = filled(folder / "coupe.xlsx", targets=(TARGET,))
    path.write_bytes(path.read_bytes()[:-3000])
    return path


def another(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["Indicateur", "Cible"])
    book.save(folder / "maison.xlsx")
    return folder / "maison.xlsx"


def without_sheet(folder: Path) -> Path:
    path = filled(folder / "sans-feuille.xlsx", targets=(TARGET,))
    book = openpyxl.load_workbook(path)
    del book["Jalons"]
    book.save(path)
    return path


def without_column(folder: Path) -> Path:
    return filled(folder / "sans-titre.xlsx", targets=(TARGET,), cells={("targets", "E6"): "Pourquoi"})


def older(folder: Path) -> Path:
    path = filled(folder / "ancien.xlsx", targets=(TARGET,))
    book = openpyxl.load_workbook(path)
    book["_observatoire"]["B2"] = "0"
    book.save(path)
    return path


FILES = [absent, survey, table, truncated, another, without_sheet, without_column, older]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", FILES, ids=lambda fault: fault.__name__)
def test_a_file_that_is_no_such_workbook_is_told_in_a_sentence(fault, language, var, tmp_path, capsys):
    path = fault(tmp_path)
    assert main(["receive-targets", str(path), "--lang", language]) == 1
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    (sentence,) = told.out.splitlines()
    assert sentence.startswith(path.name)
    assert len(sentence) > len(path.name) + 30
    assert decision_versions(Workbench(var)).is_empty()


def test_targets_handed_in_as_answers_are_refused(var, tmp_path, capsys):
    path = filled(tmp_path / "a.xlsx", targets=(TARGET,))
    assert main(["receive", str(path)]) == 1
    assert "Traceback" not in "".join(capsys.readouterr())
    assert Workbench(var).submissions().is_empty()


def test_a_moved_column_and_a_sheet_in_another_order_are_read(bench, tmp_path):
    path = filled(tmp_path / "a.xlsx", targets=(TARGET,))
    book = openpyxl.load_workbook(path)
    sheet = book["Cibles"]
    for row in (6, 7):
        fifth, seventh = sheet.cell(row, 5).value, sheet.cell(row, 7).value
        sheet.cell(row, 5, seventh)
        sheet.cell(row, 7, fifth)
    book.move_sheet("Recalages", -2)
    book.save(path)
    receipt = receive_targets(bench, path, by="Ada", received_at=AT)
    assert receipt.status == "accepted", receipt.problems
    row = decisions_in_force(bench)[1]["targets"].row(0, named=True)
    assert (row["reason"], row["author"], row["decided_on"]) == (TARGET[4], TARGET[6], DAY)
