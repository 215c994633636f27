"""Everything the desk does, the command line does: what it says, its exit code, in both languages."""

from pathlib import Path

import pytest

from data.store.releases.release import serve
from data.store.workbench.submissions import Workbench
from etl.__main__ import main
from tests.unit.etl.test_commands import WAVE, workbook

WHOSE = ("--wave", WAVE.wave_id, "--establishment", "cisss-laval")


@pytest.fixture
def var(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("OBSERVATOIRE_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("COLUMNS", "160")
    (tmp_path / "var").mkdir()
    return tmp_path / "var"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_whole_round_by_command(language, var, tmp_path, capsys) -> None:
    def run(*words: str) -> tuple[int, str]:
        code = main([*words, "--lang", language])
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        return code, (told.out + told.err).replace("\u00a0", " ")

    comment = "Tout va bien."
    assert run("receive", str(workbook(tmp_path, challenges_comment_text=comment)))[0] == 0
    assert run("check")[0] == 0
    assert run("return", *WHOSE, "--note", "Budget?")[0] == 0
    code, told = run("reminders", "--wave", WAVE.wave_id, "--out", str(tmp_path / "mails"))
    assert code == 0
    mail = (tmp_path / "mails" / f"cisss-laval-{WAVE.wave_id}-returned.txt").read_text("utf-8")
    assert "Budget?" in mail
    assert run("accept")[0] == 1
    assert run("accept", *WHOSE, "--reason", "Confirmé")[0] == 0
    code, told = run("accept", *WHOSE)
    assert code == 1
    assert ("déjà accepté" if language == "fr" else "already accepted") in told
    assert run("explain", "offices_count", *WHOSE, "--text", "Un seul bureau")[0] == 0
    code, told = run("review")
    assert code == 1
    assert all(text in told for text in (comment, "Confirmé", "Un seul bureau"))
    for line in told.splitlines():
        if " · " in line:
            assert run("review", line.split(" · ")[0], "publish")[0] == 0
    assert run("review")[0] == 0
    assert run("preview")[0] == 0
    code, told = run("publish", "--note", "une", "--note-en", "one")
    assert code == 0
    release = serve(var).release
    assert release.id in told
    assert release.comments["comment"].to_list() == [comment]
    assert run("preview")[0] == 0
    assert run("withdraw", *WHOSE, "--why", "Erreur")[0] == 0
    assert run("board", "--wave", WAVE.wave_id)[0] == 0
    assert run("publish")[0] == 1
    assert run("rollback", release.id, "--why", "Essai")[0] == 0
    assert run("rollback", "inconnue", "--why", "Essai")[0] == 1
    assert run("contested")[0] == 0
    assert run("delegate", "Grace", "chum", "--until", "2999-01-01")[0] == 0
    assert "Grace" in run("delegate")[1]
    assert run("audit", "verify")[0] == 0
    code, told = run("audit", "show", *WHOSE)
    assert [line.split(" · ")[3] for line in told.splitlines()] == [
        *("receive", "check", "return", "accept", "explain", "review", "review", "review", "withdraw")
    ]
    assert Workbench(var).submissions()["state"].to_list() == ["withdrawn"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["return", "--note", "x"],
        ["withdraw", "--why", "x", "--wave", WAVE.wave_id],
        ["explain", "offices_count", "--text", "x"],
        ["review", "0", "burn"],
        ["review", "0"],
        ["publish", "--until", "demain"],
        ["publish", "--audience", "tous"],
        ["preview", "--audience", "tous"],
        ["delegate", "Ada", "cisss-lune"],
        ["delegate", "Ada", "chum", "--until", "bientôt"],
        ["rollback"],
        ["audit"],
    ],
)
def test_a_misused_command_of_the_desk_is_told(arguments, var, capsys) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert "Traceback" not in told.out + told.err
    assert told.err.strip() or told.out.strip()
