"""What goes back to establishments: the report, the corrected workbook, the establishment's page."""

from pathlib import Path
from typing import Annotated

import polars as pl
import typer
from rich.console import Console

from data.store.paths import var_folder
from data.store.workbench.submissions import Workbench
from etl.cli.console import DONE, REFUSED, CommandLine
from etl.cli.options import AsJson, Establishment, Out, Wave, known_pair
from etl.feedback.corrected import corrected_of, shares_file
from etl.feedback.report import Report, print_report, report_json, report_of
from etl.feedback.report_xlsx import report_xlsx
from etl.feedback.value_back import profile_of
from etl.validate.check import waiting
from etl.waves import WAVES


def _report(cli: CommandLine, workbench: Workbench, wave: str | None, establishment: str | None) -> Report:
    """What the last check found in every submission that waits."""
    ids = waiting(workbench, *known_pair(cli, wave, establishment))["submission_id"].to_list()
    return report_of(workbench, ids, cli.language)


def report(
    cli: CommandLine,
    wave: Wave = None,
    establishment: Establishment = None,
    as_json: AsJson = False,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FICHIER", help="Où écrire le rapport en .xlsx.")
    ] = None,
) -> int:
    """Print or write what the last check found."""
    found = _report(cli, Workbench(var_folder()), wave, establishment)
    if xlsx is not None:
        xlsx.parent.mkdir(parents=True, exist_ok=True)
        report_xlsx(found, xlsx)
    if as_json:
        print(report_json(found))
    elif xlsx is not None:
        cli.print(cli.say("Rapport écrit : {path}.", path=xlsx))
    else:
        print_report(Console(highlight=False), found)
    return REFUSED if found.errors else DONE


def corrected(cli: CommandLine, wave: Wave = None, establishment: Establishment = None, out: Out = Path()) -> None:
    """Write an annotated workbook for each submission with something to correct, and a line for each."""
    workbench = Workbench(var_folder())
    found = _report(cli, workbench, wave, establishment)
    out.mkdir(parents=True, exist_ok=True)
    written: set[str] = set()
    for item in found.submissions:
        if not item.sheets or item.submission_id in written:
            continue
        together = shares_file(workbench, item.submission_id)
        written.update(together)
        # A file of several establishments goes back whole to whoever sent it, under its own name.
        stem = f"{item.establishment_id}-{item.wave_id}" if len(together) == 1 else Path(item.file_label).stem
        path = out / f"{stem}-{cli.say('a-corriger')}.xlsx"
        cells = corrected_of(workbench, item.submission_id, path, cli.language, whole_file=True)
        text = "{path} : {n} cellules à revoir." if cells != 1 else "{path} : {n} cellule à revoir."
        cli.print(cli.say(text, path=path, n=cells))
    if not written:
        cli.print(cli.say("Aucun envoi à corriger."))


def profile(cli: CommandLine, wave: Wave = None, establishment: Establishment = None, out: Out = Path()) -> int:
    """Write a page for each latest submission of an establishment in a yearly wave, and a line for each."""
    wave_id, establishment_id = known_pair(cli, wave, establishment)
    workbench = Workbench(var_folder())
    latest = (
        workbench.submissions()
        .filter(
            pl.col("wave_id").is_in([item.wave_id for item in WAVES]),
            ~pl.col("state").is_in(["superseded", "withdrawn"]),
            (pl.col("wave_id") == wave_id) if wave_id else pl.lit(True),
            (pl.col("establishment_id") == establishment_id) if establishment_id else pl.lit(True),
        )
        .unique(["establishment_id", "wave_id"], keep="last", maintain_order=True)
    )
    out.mkdir(parents=True, exist_ok=True)
    for row in latest.iter_rows(named=True):
        path = out / f"{row['establishment_id']}-{row['wave_id']}-{cli.say('profil')}.pdf"
        path.write_bytes(profile_of(workbench, row["submission_id"], cli.language))
        cli.print(cli.say("Page écrite : {path}.", path=path))
    if latest.is_empty():
        cli.print(cli.say("Aucun envoi annuel reçu pour cette demande."))
    return REFUSED if latest.is_empty() else DONE
