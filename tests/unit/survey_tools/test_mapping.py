"""Headers that nobody knows wait for a steward; what is confirmed once is read from then on."""

from pathlib import Path

import polars as pl
import pytest

from data.facts import load_facts
from data.store.workbench.submissions import Workbench
from etl.__main__ import main
from etl.extract import HeadersUnknown, extract
from etl.mapping.propose import UnknownGoal, confirm, confirmed_mapping, nearest, propose
from etl.receive.receive import Delivery, receive_files
from etl.validate.check import check

WAVE = "2025-2026"
HEAD = "Établissement;Vague;Nb d'employés (ETC);Nb bureaux;Couleur du logo;Roulement du personnel"
ROWS = (f"CHUM;{WAVE};3,5;2;bleu;x", f"CISSS de Laval;{WAVE};-99;1;vert;")
GOALS = {
    "Nb d'employés (ETC)": "dedicated_team_fte",
    "Nb bureaux": "offices_count",
    "Couleur du logo": "",
    "Roulement du personnel": "challenges_choices/challenge_turnover",
}


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "maison.csv"
    path.write_bytes("\r\n".join([HEAD, *ROWS]).encode("cp1252"))
    return path


@pytest.mark.parametrize(
    ("header", "question_id", "choice_id", "least"),
    [
        ("Nb d'employés (ETC)", "dedicated_team_fte", None, 0.87),
        ("Nb bureaux", "offices_count", None, 0.6),
        ("Budget total (salaires inclus)", "budget_total_cad", None, 0.7),
        ("Nb partenaires actifs", "partners_active_count", None, 0.85),
        ("Number of offices", "offices_count", None, 0.85),
        ("DIRECTION DE RATTACHEMENT", "office_direction_choice", None, 0.8),
        ("Roulement du personnel", "challenges_choices", "challenge_turnover", 0.85),
        ("Effectif", "staff_headcount_count", None, 0.8),
    ],
)
def test_the_nearest_question_is_proposed(header: str, question_id: str, choice_id: str | None, least: float) -> None:
    facts = load_facts()
    found = nearest(header, facts.questionnaire("v2"), facts)
    assert found[:2] == (question_id, choice_id)
    assert least <= found[2] < 1


def test_a_far_header_gets_no_proposal() -> None:
    facts = load_facts()
    assert nearest("Zorglub 27", facts.questionnaire("v2"), facts) == ("", None, 0.0)


def test_only_the_unknown_columns_are_proposed_each_with_its_letter(table: Path) -> None:
    found = propose(table, WAVE)
    assert [(item.header, item.column) for item in found] == list(zip(GOALS, "CDEF", strict=True))
    assert found[0].score == 0.87
    assert len({(item.question_id, item.choice_id) for item in found if item.question_id}) == sum(
        bool(item.question_id) for item in found
    )


def test_an_unknown_header_makes_the_file_wait_and_nothing_is_guessed(table: Path, tmp_path: Path) -> None:
    workbench = Workbench(tmp_path)
    (receipt,) = receive_files(workbench, [table], Delivery("test", kind="fictif"))
    assert (receipt.status, receipt.waits, receipt.refused) == ("waiting", True, False)
    assert receipt.wave_id == WAVE
    assert "« Nb bureaux »" in receipt.sentence.replace("\xa0", " ")
    assert workbench.submissions().is_empty()
    assert [path.read_bytes() for path in (tmp_path / "received").iterdir()] == [table.read_bytes()]


def test_what_is_confirmed_is_read_at_the_next_receive(table: Path, tmp_path: Path) -> None:
    workbench = Workbench(tmp_path)
    receive_files(workbench, [table], Delivery("test", kind="fictif"))
    confirm(workbench, WAVE, GOALS, "test", codes={"*": {"-99": "does_not_know"}})
    assert [item.score for item in propose(table, WAVE, confirmed_mapping(workbench, WAVE))] == [1.0] * 4
    receipts = receive_files(workbench, [table], Delivery("test", kind="fictif"))
    assert [item.status for item in receipts] == ["received", "received"]
    check(workbench)
    answers = workbench.answers([item.submission_id or "" for item in receipts])
    told = {
        (row["establishment_id"], row["question_id"]): row
        for row in answers.filter(pl.col("state") != "not_answered").to_dicts()
    }
    fte = told[("chum", "dedicated_team_fte")]
    assert (fte["value_number"], fte["raw"], fte["sheet"], fte["cell"]) == (3.5, "3,5", "maison", "C2")
    missing = told[("cisss-laval", "dedicated_team_fte")]
    assert (missing["state"], missing["raw"], missing["cell"]) == ("does_not_know", "-99", "C3")
    assert told[("chum", "challenges_choices")]["value_text"] == "challenge_turnover"


def test_a_confirmation_holds_for_its_wave_only(table: Path, tmp_path: Path) -> None:
    workbench = Workbench(tmp_path)
    confirm(workbench, "2024-2025", GOALS, "test")
    with pytest.raises(HeadersUnknown) as caught:
        extract(table, declared={"2024-2025": confirmed_mapping(workbench, "2024-2025")})
    assert caught.value.headers == list(GOALS)


@pytest.mark.parametrize("goal", ["nothing_here", "challenges_choices/no_such_choice", "office_team_fte"])
def test_what_the_wave_does_not_ask_cannot_be_confirmed(goal: str, tmp_path: Path) -> None:
    workbench = Workbench(tmp_path)
    with pytest.raises(UnknownGoal):
        confirm(workbench, WAVE, {"Titre": goal}, "test")
    assert confirmed_mapping(workbench, WAVE).headers == {}


def test_ten_thousand_columns_are_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    extra = ";".join(f"Colonne {number}" for number in range(10_000))
    path.write_text(f"Établissement;Vague;offices_count;{extra}\nCHUM;{WAVE};2;{';' * 9_999}\n", "utf-8")
    with pytest.raises(HeadersUnknown) as caught:
        extract(path)
    for language in ("fr", "en"):
        sentence = caught.value.sentence(language)
        assert "10000" in sentence
        assert len(sentence) < 500


def test_the_command_proposes_confirms_and_says_what_is_left(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "var").mkdir()
    ask = ["mapping", str(table), "--wave", WAVE]
    assert main(ask) == 1
    assert "dedicated_team_fte" in capsys.readouterr().out
    assert main([*ask, "--accept-above", "0.85"]) == 1
    assert main([*ask, "--confirm", "Nb bureaux=offices_count", "--confirm", "Couleur du logo="]) == 0
    assert "confirmé" in capsys.readouterr().out
    assert main([*ask, "--confirm", "Nb bureaux=rien_de_tel"]) == 2
    assert main(["receive", str(table), "--fictif"]) == 0
