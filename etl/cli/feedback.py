"""The three commands that give something back: the report, the corrected workbook, the establishment's page."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from etl.cli.arguments import known_establishment, known_wave
from etl.cli.console import DONE, NO_VALUE, REFUSED
from indicators.catalogue.model import Language
from indicators.wording.language import say

if TYPE_CHECKING:
    from data.store.workbench.submissions import Workbench


def add_report_commands(
    app: typer.Typer,
    command: type[Any],
    language: Language,
    wave_option: Any,
    establishment_option: Any,
) -> None:
    """Add `report`, `corrected` and `profile` to the application, with their help in `language`."""

    def t(text: str) -> str:
        return say(text, language)

    out_option = typer.Option(Path(), "--out", "--dossier", metavar=t("DOSSIER"), help=t("Où écrire."))

    @app.command("report", cls=command, help=t("Dire ce que la dernière vérification a trouvé."))
    def report(
        wave: str | None = wave_option,
        establishment: str | None = establishment_option,
        as_json: Annotated[bool, typer.Option("--json", metavar=NO_VALUE, help=t("Le rapport en JSON."))] = False,
        xlsx: Annotated[
            Path | None,
            typer.Option("--xlsx", metavar=t("FICHIER"), help=t("Où écrire le rapport en .xlsx.")),
        ] = None,
    ) -> None:
        asked = known_wave(wave, language)
        places = asked, known_establishment(establishment, language, asked)
        raise typer.Exit(REFUSED if tell(*places, as_json=as_json, xlsx=xlsx, language=language) else DONE)

    @app.command("corrected", cls=command, help=t("Écrire le classeur annoté de chaque envoi où il reste à corriger."))
    def corrected(
        wave: str | None = wave_option,
        establishment: str | None = establishment_option,
        out: Path = out_option,
    ) -> None:
        asked = known_wave(wave, language)
        places = asked, known_establishment(establishment, language, asked)
        write_corrected(*places, out=out, language=language)

    @app.command("profile", cls=command, help=t("Écrire la page d’un établissement à partir de son envoi."))
    def profile(
        wave: str | None = wave_option,
        establishment: str | None = establishment_option,
        out: Path = out_option,
    ) -> None:
        asked = known_wave(wave, language)
        places = asked, known_establishment(establishment, language, asked)
        written = write_profiles(*places, out=out, language=language)
        raise typer.Exit(DONE if written else REFUSED)


def _console() -> Console:
    return Console(highlight=False)


def _bench() -> "Workbench":
    from data.store.paths import var_folder
    from data.store.workbench.submissions import Workbench

    return Workbench(var_folder())


def tell(
    wave_id: str | None,
    establishment_id: str | None,
    *,
    as_json: bool,
    xlsx: Path | None,
    language: Language,
) -> int:
    """How many errors the last check found, after the report of every submission that waits."""
    from etl.feedback.report import print_report, report_json, report_of
    from etl.feedback.report_xlsx import report_xlsx
    from etl.validate.check import waiting

    workbench = _bench()
    ids = waiting(workbench, wave_id, establishment_id)["submission_id"].to_list()
    report = report_of(workbench, ids, language)
    if xlsx is not None:
        xlsx.parent.mkdir(parents=True, exist_ok=True)
        report_xlsx(report, xlsx)
    if as_json:
        print(report_json(report))
    elif xlsx is not None:
        _console().print(say("Rapport écrit : {path}.", language, path=xlsx), soft_wrap=True, markup=False)
    else:
        print_report(_console(), report)
    return report.errors


def write_corrected(wave_id: str | None, establishment_id: str | None, *, out: Path, language: Language) -> int:
    """How many workbooks were written, after a line for each."""
    from etl.feedback.corrected import corrected_of, shares_file
    from etl.feedback.report import report_of
    from etl.validate.check import waiting

    workbench, console, written = _bench(), _console(), 0
    ids = waiting(workbench, wave_id, establishment_id)["submission_id"].to_list()
    out.mkdir(parents=True, exist_ok=True)
    marked: set[str] = set()
    for item in report_of(workbench, ids, language).submissions:
        if not item.sheets or item.submission_id in marked:
            continue
        together = shares_file(workbench, item.submission_id)
        marked.update(together)
        # A file of several establishments goes back whole to whoever sent it, under its own name.
        whose = f"{item.establishment_id}-{item.wave_id}" if len(together) == 1 else Path(item.file_label).stem
        path = out / f"{whose}-{say('a-corriger', language)}.xlsx"
        cells = corrected_of(workbench, item.submission_id, path, language, whole_file=True)
        text = "{path} : {n} cellules à revoir." if cells != 1 else "{path} : {n} cellule à revoir."
        console.print(say(text, language, path=path, n=cells), soft_wrap=True, markup=False)
        written += 1
    if not written:
        console.print(say("Aucun envoi à corriger.", language))
    return written


def write_profiles(wave_id: str | None, establishment_id: str | None, *, out: Path, language: Language) -> int:
    """How many pages were written, one for each latest submission of an establishment in a yearly wave."""
    import polars as pl

    from etl.feedback.value_back import profile_of
    from etl.waves import WAVES

    workbench, console = _bench(), _console()
    latest = (
        workbench.submissions()
        .filter(
            pl.col("wave_id").is_in([wave.wave_id for wave in WAVES]),
            ~pl.col("state").is_in(["superseded", "withdrawn"]),
            (pl.col("wave_id") == wave_id) if wave_id else pl.lit(True),
            (pl.col("establishment_id") == establishment_id) if establishment_id else pl.lit(True),
        )
        .unique(["establishment_id", "wave_id"], keep="last", maintain_order=True)
    )
    out.mkdir(parents=True, exist_ok=True)
    for row in latest.iter_rows(named=True):
        stem = say("profil", language)
        path = out / f"{row['establishment_id']}-{row['wave_id']}-{stem}.pdf"
        path.write_bytes(profile_of(workbench, row["submission_id"], language))
        console.print(say("Page écrite : {path}.", language, path=path), soft_wrap=True, markup=False)
    if latest.is_empty():
        console.print(say("Aucun envoi annuel reçu pour cette demande.", language))
    return latest.height
