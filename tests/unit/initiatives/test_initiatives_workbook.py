"""The initiatives' workbook there and back: what is taken, and each fault told at its cell in both languages."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from data.store.journal import log
from data.store.workbench.initiatives import entries_in_force, initiative_versions, version_of
from data.store.workbench.submissions import Workbench
from etl.__main__ import main
from etl.forms import findings
from etl.forms.initiatives import receive_initiatives, rows_of
from etl.forms.initiatives.guide import RULES
from etl.forms.initiatives.sheets import INITIATIVES, SHEETS
from etl.forms.screening import fault_of_code, trace_in
from indicators.wording.language import english
from tests.builders.initiatives_workbook import RETAINED, answer, later, training, typed

AT = datetime(2026, 1, 15, 9)
PROJECT = {"project": "Projet A", "aim": "Mieux accueillir.", "started_on": date(2025, 3, 1)}
PRACTICE = {
    "shared_by": "CHUM",
    "title": "Accueil à deux",
    "recommendation_id": "R04",
    "done": "Deux rencontres d’accueil.",
    "sharing": "Tout le monde",
    "dated_on": date(2025, 12, 1),
}


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "var").mkdir()
    return tmp_path / "var"


@pytest.fixture
def bench(var) -> Workbench:
    return Workbench(var)


def received(bench: Workbench, path: Path, **more):
    return receive_initiatives(bench, path, by="essai", received_at=AT, **more)


def faults(bench: Workbench, path: Path) -> list[tuple[str, str]]:
    """The code and the place of each problem."""
    return [(item.code, item.place) for item in received(bench, path).problems]


def test_a_sound_workbook_is_taken_and_read_back_alike(bench, tmp_path):
    path = training(tmp_path / "a.xlsx", [answer("P-001"), later("p 001", item_1=5), answer("P-002")])
    receipt = received(bench, path)
    assert receipt.status == "accepted", receipt.problems
    held = rows_of(entries_in_force(bench, "training"))
    assert [row["participant_code"] for row in held["training_answers"]] == ["P001", "P001", "P002"]
    assert held["training_answers"][1]["month"] == "1"
    assert held["retention"][0]["destroy_on"] == "2027-06-30"
    assert received(bench, path).status == "already"
    assert version_of(bench, "training", "") == 1
    assert log.entries(bench)["action"].to_list() == ["initiatives_received"] * 2
    assert log.verify(bench) is None


CASES = [
    ([answer("P-001"), answer("P-001")], ("seen_twice", "Questionnaires!A8")),
    ([answer("P-001"), answer("p001")], ("seen_twice", "Questionnaires!A8")),
    ([later("P-001")], ("no_baseline", "Questionnaires!A7")),
    (
        [answer("P-001", module_id="gmf-oc-m2", setting_id="oc"), later("P-001")],
        ("no_baseline", "Questionnaires!A8"),
    ),
    ([answer("P-001", item_2=6)], ("out_of_range", "Questionnaires!H7")),
    ([answer("P-001", item_2=0)], ("out_of_range", "Questionnaires!H7")),
    ([answer("P-001", item_5=2.5)], ("not_whole", "Questionnaires!K7")),
    ([answer("P-001", item_5="beaucoup")], ("not_a_number", "Questionnaires!K7")),
    ([answer("Tremblay")], ("code_name", "Questionnaires!A7")),
    ([answer("Marie-12")], ("code_name", "Questionnaires!A7")),
    ([answer("m.t@exemple.org")], ("code_email", "Questionnaires!A7")),
    ([answer("418-555-0199")], ("code_phone", "Questionnaires!A7")),
    ([answer("TREM 1234 5678")], ("code_health_number", "Questionnaires!A7")),
    ([answer("7")], ("code_shape", "Questionnaires!A7")),
    ([answer("P-001", module_id="gmf-oc-m3")], ("before_start", "Questionnaires!F7")),
    ([answer("P-001", module_id="Module 9")], ("not_in_list", "Questionnaires!B7")),
    ([answer("P-001", territory_id="Québec")], ("not_in_list", "Questionnaires!C7")),
    ([answer("P-001", setting_id="CLSC")], ("not_in_list", "Questionnaires!D7")),
    ([answer("P-001", month="à 6 mois")], ("not_in_list", "Questionnaires!E7")),
    ([answer("P-001", answered_on=None)], ("blank", "Questionnaires!F7")),
    ([answer("P-001", answered_on=date(2026, 2, 1))], ("future_date", "Questionnaires!F7")),
    ([answer("P-001", answered_on="bientôt")], ("not_a_date", "Questionnaires!F7")),
    ([answer("P-001"), later("P-001", setting_id="GMF-U")], ("moved", "Questionnaires!D8")),
    (
        [answer("P-001"), later("P-001", answered_on=date(2025, 9, 20))],
        ("before_baseline", "Questionnaires!F8"),
    ),
    ([answer("P-001", **{f"item_{n}": None for n in range(1, 6)})], ("no_answer", "Questionnaires!G7")),
]


@pytest.mark.parametrize(("rows", "expected"), CASES, ids=[f"{at}-{case[1][0]}" for at, case in enumerate(CASES)])
def test_a_fault_is_told_at_its_cell_and_nothing_is_taken(bench, tmp_path, rows, expected):
    receipt = received(bench, training(tmp_path / "a.xlsx", rows))
    assert [(item.code, item.place) for item in receipt.problems] == [expected]
    assert receipt.refused
    assert entries_in_force(bench).is_empty()
    # The file is kept all the same.
    assert len(list((bench.var / "received").iterdir())) == 1


def test_a_code_that_says_who_it_is_is_never_repeated(bench, tmp_path):
    receipt = received(bench, training(tmp_path / "a.xlsx", [answer("m.tremblay@exemple.org")]))
    (found,) = receipt.problems
    told = " ".join((found.message_fr, found.message_en, receipt.sentence, str(found.read)))
    assert "tremblay" not in told.lower()
    assert "identifie la personne" in found.message_fr
    assert "identifies the person" in found.message_en


def test_a_missing_statement_and_another_setting_are_told_and_taken(bench, tmp_path):
    rows = [answer("P-001", item_3=None), answer("P-002", setting_id="Organisme communautaire")]
    receipt = received(bench, training(tmp_path / "a.xlsx", rows))
    assert receipt.status == "accepted"
    assert [(item.severity, item.code) for item in receipt.problems] == [
        ("warning", "missing_items"),
        ("warning", "other_setting"),
    ]


def test_questionnaires_come_with_the_day_of_their_destruction(bench, tmp_path):
    path = tmp_path / "a.xlsx"
    assert faults(bench, training(path, [answer("P-001")], None)) == [("no_retention", "Questionnaires!A7")]
    past = {**RETAINED, "destroy_on": date(2026, 1, 1)}
    assert faults(bench, training(path, [answer("P-001")], past)) == [("retention_past", "Conservation!A7")]


def test_nobody_starts_without_being_enrolled(bench, tmp_path):
    place = {"module_id": "gmf-oc-m1", "territory_id": "Chicoutimi", "setting_id": "GMF"}
    rows = {"training_enrolment": [{**place, "invited": 3, "enrolled": 1}]}
    path = training(tmp_path / "a.xlsx", [answer("P-001"), answer("P-002")], rows=rows)
    assert faults(bench, path) == [("more_than_enrolled", "Inscriptions!E7")]
    rows = {"training_enrolment": [{**place, "invited": 1, "enrolled": 2}] * 2}
    found = faults(bench, training(path, [], None, rows=rows))
    assert found == [
        ("more_than_invited", "Inscriptions!E7"),
        ("said_twice", "Inscriptions!A8"),
        ("more_than_invited", "Inscriptions!E8"),
    ]


TOOLS = [
    ("projects", [PROJECT | {"planned_end": date(2025, 1, 1)}], ("ends_before", "Projets!D7")),
    ("projects", [PROJECT, PROJECT | {"project": "projet  a"}], ("said_twice", "Projets!A8")),
    (
        "project_ideas",
        [{"project": "Autre", "idea": "Une halte", "stage": "Retenue", "dated_on": date(2025, 5, 1)}],
        ("unknown_project", "Idées!A7"),
    ),
    (
        "project_members",
        [{"project": "Projet A", "group": "action", "origin": "community", "people": 0}],
        ("out_of_range", "Composition!D7"),
    ),
    (
        "project_phases",
        [{"project": "Projet A", "phase": "trials", "started_on": date(2025, 5, 1), "state": "done"}],
        ("done_without_end", "Phases!D7"),
    ),
    (
        "project_phases",
        [
            {
                "project": "Projet A",
                "phase": "trials",
                "started_on": date(2025, 5, 1),
                "ended_on": date(2027, 5, 1),
                "state": "done",
            }
        ],
        ("done_ahead", "Phases!D7"),
    ),
    (
        "outputs",
        [{"service": "X", "year": 1995, "output": "cohorts", "number": 2}],
        ("out_of_range", "Produits du courtage!B7"),
    ),
    (
        "outputs",
        [{"service": "X", "year": 2024, "output": "cohorts", "number": -2}],
        ("below", "Produits du courtage!D7"),
    ),
    ("practices", [PRACTICE | {"contact": "Bureau"}], ("contact_without_agreement", "Pratiques!I7")),
    ("practices", [PRACTICE | {"contact_agreed": "Oui"}], ("agreement_without_contact", "Pratiques!I7")),
    ("practices", [PRACTICE | {"link": "exemple.org"}], ("link", "Pratiques!J7")),
    ("practices", [PRACTICE | {"indicator_ids": "R99-1"}], ("unknown_indicator", "Pratiques!D7")),
    ("practices", [PRACTICE | {"done": "Demander à Mme Gagnon."}], ("trace_name", "Pratiques!E7")),
    ("practices", [PRACTICE | {"done": None}], ("blank_text", "Pratiques!E7")),
    ("practices", [PRACTICE | {"title": "x" * 101}], ("text_too_long", "Pratiques!B7")),
]


@pytest.mark.parametrize(("table", "rows", "expected"), TOOLS, ids=[case[2][0] for case in TOOLS])
def test_the_other_tools_tell_their_faults_too(bench, tmp_path, table, rows, expected):
    held = {table: rows} if table == "projects" else {"projects": [PROJECT], table: rows}
    assert faults(bench, typed(tmp_path / "a.xlsx", held)) == [expected]


QUALITATIVE = {
    "initiative_id": "gmf-oc",
    "dated_on": date(2025, 11, 1),
    "method": "Notes de terrain",
    "theme": "Rôles",
    "code": "qui fait quoi",
}


@pytest.mark.parametrize(
    ("summary", "code"),
    [
        ("Elle a dit : « je ne savais pas qui appeler ».", "trace_quotation"),
        ("Écrire à a.b@exemple.org.", "trace_email"),
        ("Rappeler au 418 555-0199.", "trace_phone"),
        ("Dossier TREM 1234 5678.", "trace_health_number"),
        ("Selon Julie Bouchard, le temps manque.", "trace_name"),
        ("x" * 281, "text_too_long"),
    ],
)
def test_a_passage_that_points_at_somebody_is_refused(bench, tmp_path, summary, code):
    path = typed(tmp_path / "a.xlsx", {"qualitative": [QUALITATIVE | {"summary": summary}]})
    assert faults(bench, path) == [(code, "Journal qualitatif!F7")]


def test_ordinary_words_point_at_nobody():
    for text in (
        "Les GMF du Saguenay–Lac-Saint-Jean et la CDC Centre-Sud se parlent plus.",
        "Le terme « première ligne » est compris partout.",
        "Entre 2024 et 2026, 1 250 personnes; budget de 70 000 $.",
        "La Ville de Montréal prête un local.",
    ):
        assert trace_in(text, quotes=False) is None, text
    for code in ("P-014", "GMF12", "a01"):
        assert fault_of_code(code) is None


def test_lines_are_not_lost_by_a_workbook_that_does_not_start_from_them(bench, tmp_path):
    first = typed(tmp_path / "a.xlsx", {"practices": [PRACTICE]}, parts=("practices",))
    assert received(bench, first).status == "accepted"
    other = typed(tmp_path / "b.xlsx", {"practices": [PRACTICE | {"title": "Autre"}]}, parts=("practices",))
    refused = received(bench, other)
    assert refused.refused
    assert "--replace" in refused.sentence
    assert received(bench, other, replace=True).versions == {"practices": 2}
    # Another sender's lines stand beside them.
    beside = typed(tmp_path / "c.xlsx", {"practices": [PRACTICE]}, parts=("practices",), sender="chum")
    assert received(bench, beside).status == "accepted"
    assert sorted(row["title"] for row in rows_of(entries_in_force(bench))["practices"]) == [
        "Accueil à deux",
        "Autre",
    ]


def test_a_team_goes_on_with_its_own_workbook_and_may_correct_it(bench, tmp_path):
    assert received(bench, training(tmp_path / "a.xlsx", [answer("P-001")])).status == "accepted"
    rows = [answer("P-001", item_1=4), later("P-001")]
    more = training(tmp_path / "b.xlsx", rows, RETAINED | {"destroy_on": date(2027, 12, 31)})
    assert received(bench, more).versions == {"training": 2}
    assert initiative_versions(bench)["destroy_on"].to_list() == [date(2027, 6, 30), date(2027, 12, 31)]
    fewer = training(tmp_path / "c.xlsx", [answer("P-001", item_1=4)])
    assert received(bench, fewer).refused


def test_a_workbook_of_the_other_kind_is_refused(bench, tmp_path):
    assert received(bench, typed(tmp_path / "a.xlsx", {"practices": [PRACTICE]})).status == "accepted"
    real = typed(tmp_path / "b.xlsx", {"practices": [PRACTICE]}, kind="reel")
    assert received(bench, real).refused


def test_another_file_is_refused_with_the_reason(bench, tmp_path):
    (tmp_path / "x.csv").write_text("a;b\n1;2\n")
    assert "initiatives --template" in received(bench, tmp_path / "x.csv").sentence
    path = typed(tmp_path / "a.xlsx", {})
    book = openpyxl.load_workbook(path)
    del book["Pratiques"]
    book.save(path)
    assert "Pratiques" in received(bench, path).sentence
    path = typed(tmp_path / "b.xlsx", {})
    book = openpyxl.load_workbook(path)
    book["Pratiques"]["B6"] = "Intitulé"
    book.save(path)
    assert "Titre" in received(bench, path).sentence


def test_the_english_workbook_is_read_alike(bench, tmp_path):
    rows = [answer("P-001", setting_id="Family medicine group", month="At the start")]
    path = training(tmp_path / "a.xlsx", rows, language="en")
    assert received(bench, path).status == "accepted"


def test_every_text_of_the_workbook_has_a_twin():
    texts = [*findings.SENTENCES.values(), *INITIATIVES.sentences.values(), *RULES]
    for sheet in SHEETS:
        texts += [sheet.name, sheet.title, *sheet.legends, *(column.head for column in sheet.columns)]
    assert [text for text in texts if text not in english()] == []
    for name in ("fr", "en"):
        names = [sheet.name if name == "fr" else english()[sheet.name] for sheet in SHEETS]
        assert max(map(len, names)) <= 31
        assert len(set(names)) == len(names)


def test_the_commands_write_receive_and_say(var, tmp_path, capsys):
    path = tmp_path / "gabarit.xlsx"
    assert main(["initiatives", "--template", str(path), "--part", "practices", "--fictif"]) == 0
    assert main(["initiatives", "--template", str(path)]) == 1
    assert main(["initiatives", "--template", str(tmp_path / "b.xlsx"), "--part", "tout"]) == 2
    assert main(["initiatives"]) == 2
    assert main(["receive-initiatives", str(path)]) == 0
    filled = typed(tmp_path / "c.xlsx", {"practices": [PRACTICE]}, parts=("practices",))
    assert main(["receive-initiatives", str(filled)]) == 0
    assert main(["initiatives", "--template", str(tmp_path / "d.xlsx"), "--part", "practices"]) == 0
    assert openpyxl.load_workbook(tmp_path / "d.xlsx")["Pratiques"]["B7"].value == "Accueil à deux"
    assert main(["initiatives", "purge"]) == 0
    assert "Rien à détruire" in capsys.readouterr().out
    assert initiative_versions(Workbench(var))["part"].to_list() == ["practices"]
    assert set(INITIATIVES.parts) > {"practices"}
