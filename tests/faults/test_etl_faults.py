"""Bad input: one sentence each, the file kept, the others received, and never a traceback."""

from pathlib import Path

import openpyxl
import pytest

from data.store import connection
from data.store.workbench.submissions import DataKind, Workbench
from demo.__main__ import main as demonstration
from etl import waves
from etl.__main__ import main
from etl.cli import collect
from etl.forms.survey import write_template
from etl.receive.receive import Delivery, receive_files

WAVE = waves.wave("2025-2026")


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    (tmp_path / "var").mkdir()
    return tmp_path / "var"


def template(path: Path, place: str = "chum", kind: DataKind = "fictif", wave=WAVE) -> Path:
    write_template(path, wave, "fr", place, answers={"months_covered_count": 12}, kind=kind)
    return path


def missing(folder: Path) -> Path:
    return folder / "absent.xlsx"


def not_a_workbook(folder: Path) -> Path:
    path = folder / "lettre.xlsx"
    path.write_bytes(b"Bonjour, voici nos chiffres.")
    return path


def empty(folder: Path) -> Path:
    path = folder / "vide.xlsx"
    path.write_bytes(b"")
    return path


def truncated(folder: Path) -> Path:
    path = template(folder / "coupe.xlsx")
    path.write_bytes(path.read_bytes()[:-4000])
    return path


def encrypted(folder: Path) -> Path:
    path = folder / "chiffre.xlsx"
    # An encrypted .xlsx is an OLE compound file.
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 4096)
    return path


def other_layout(folder: Path) -> Path:
    path = folder / "maison.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["Établissement", "ETC"])
    book.save(path)
    return path


def wrong_wave(folder: Path) -> Path:
    return template(folder / "ancienne.xlsx", wave=waves.wave("2023-2024"))


def older_template(folder: Path) -> Path:
    path = template(folder / "perimee.xlsx")
    return with_setting(path, WAVE.template_version, "2019.1")


def unknown_establishment(folder: Path) -> Path:
    return with_setting(template(folder / "ailleurs.xlsx"), "chum", "nulle-part")


def with_setting(path: Path, held: str, put: str) -> Path:
    """The workbook with every cell that holds `held` changed to `put`."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.value == held:
                cell.value = put  # type: ignore[attr-defined]
    book.save(path)
    return path


FAULTS = [
    missing,
    not_a_workbook,
    empty,
    truncated,
    encrypted,
    other_layout,
    wrong_wave,
    older_template,
    unknown_establishment,
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_bad_file_is_told_and_kept_while_the_others_go_on(fault, language, var, tmp_path, capsys):
    bad, good = fault(tmp_path), template(tmp_path / "bon.xlsx", "cisss-laval")
    code = main(["receive", str(bad), str(good), "--wave", WAVE.wave_id, "--lang", language])
    told = capsys.readouterr()
    assert code == 1
    assert "Traceback" not in told.out + told.err
    (sentence,) = [line for line in told.out.splitlines() if line.startswith(bad.name)]
    assert len(sentence) > len(bad.name) + 20
    bench = Workbench(var)
    assert bench.submissions()["establishment_id"].to_list() == ["cisss-laval"]
    if bad.exists():
        kept = {path.read_bytes() for path in (var / "received").iterdir()}
        assert bad.read_bytes() in kept


def test_two_files_for_one_establishment_in_one_delivery_keep_the_first(var, tmp_path):
    first, second = template(tmp_path / "a.xlsx"), template(tmp_path / "b.xlsx")
    write_template(second, WAVE, "fr", "chum", answers={"months_covered_count": 11}, kind="fictif")
    bench = Workbench(var)
    receipts = receive_files(bench, [first, second], Delivery("Ada"))
    assert [item.status for item in receipts] == ["received", "refused"]
    assert "a.xlsx" in receipts[1].sentence
    # Brought alone afterwards, it is a correction.
    assert [item.status for item in receive_files(bench, [second], Delivery("Ada"))] == ["resubmitted"]


@pytest.mark.parametrize(("held", "brought"), [("fictif", "reel"), ("reel", "fictif")])
def test_real_and_fictitious_answers_never_meet(held, brought, var, tmp_path, capsys):
    bench = Workbench(var)
    bench.set_kind(held)
    path = template(tmp_path / "autre.xlsx", kind=brought)
    assert main(["receive", str(path)]) == 1
    assert "données" in capsys.readouterr().out
    assert bench.submissions().is_empty()
    assert bench.kind == held
    assert len(list((var / "received").iterdir())) == 1


def test_a_file_of_another_kind_than_the_one_announced_is_refused(var, tmp_path):
    bench = Workbench(var)
    (receipt,) = receive_files(bench, [template(tmp_path / "a.xlsx")], Delivery("Ada", kind="reel"))
    assert receipt.refused
    assert bench.kind is None


def test_a_damaged_workbench_is_told(var, capsys):
    (var / "workbench.duckdb").write_bytes(b"ce n'est pas une base" * 500)
    assert main(["status"]) == 1
    told = capsys.readouterr().err
    assert "espace de travail ne se lit pas" in told
    assert "Traceback" not in told


def test_a_busy_workbench_is_told(var, monkeypatch, capsys):
    def busy(*args: object, **kwargs: object) -> None:
        raise connection.StoreBusy("workbench.duckdb")

    monkeypatch.setattr(collect, "status_of", busy)
    assert main(["status", "--lang", "en"]) == 1
    assert "busy" in capsys.readouterr().err


def test_nothing_accepted_is_nothing_to_publish(var, capsys):
    assert main(["publish"]) == 1
    told = capsys.readouterr()
    assert "Rien à publier" in told.err
    assert not told.out


def test_the_demonstration_never_runs_beside_real_answers(var, capsys):
    Workbench(var).set_kind("reel")
    assert demonstration([]) == 1
    assert Workbench(var).submissions().is_empty()
