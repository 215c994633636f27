"""Targets, milestone statuses and rebases: their workbook out, and back in."""

from data.store.workbench.decisions import decision_versions, decisions_in_force
from etl.forms.targets import write_targets
from etl.forms.targets.decisions import decisions_of
from pages.parts.intake.steward_page import StewardPage
from pages.parts.intake.workbook_files import (
    XLSX,
    bytes_of,
    download_button,
    note_last_received,
    receive_workbooks,
)
from pages.ui.styles import note, section


def draw_targets(page: StewardPage) -> None:
    """Draw what is in force, its workbook, and the place where it comes back."""
    version, tables = decisions_in_force(page.workbench)
    section(
        page.say("Cibles, jalons et recalages : version {n} en vigueur", n=version),
        page.say(
            "cibles : {targets} · statuts de jalons : {milestones} · recalages : {rebases}",
            targets=tables["targets"].height,
            milestones=tables["milestone_statuses"].height,
            rebases=tables["rebases"].height,
        ),
    )
    note_last_received(page, decision_versions(page.workbench))
    kind, language = page.workbench.kind or "reel", page.language
    download_button(
        page.say("Classeur des cibles, prérempli"),
        lambda: bytes_of(
            lambda path: write_targets(path, decisions_of(tables), language=language, kind=kind, based_on=version)
        ),
        page.say("cibles.xlsx"),
        XLSX,
        "depot-targets-file",
    )
    if page.may("targets"):
        receive_workbooks(page, lambda files: [page.service.receive_targets(path) for path in files])
    else:
        note(page.say("Recevoir des cibles demande d’avoir la charge de tous les établissements."))
