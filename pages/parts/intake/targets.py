"""Targets, milestone statuses and rebases: their workbook out, and back in."""

from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from data.store.workbench.decisions import decision_versions, decisions_in_force
from etl.forms.targets import write_targets
from etl.forms.targets.decisions import decisions_of
from indicators.wording.numbers import moment
from pages.parts.intake.feedback import XLSX
from pages.parts.intake.steward_page import OUTCOME_KEY, StewardPage, outcome_of
from pages.parts.intake.upload import PASS_KEY, handed_over, upload
from pages.parts.intake.upload_route import forget_files
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
    versions = decision_versions(page.workbench)
    if versions.height:
        last = versions.row(-1, named=True)
        text = "« {file} », reçu de {name} le {moment} (UTC)."
        when = moment(last["received_at"], page.language)
        note(page.say(text, file=last["file_label"], name=last["received_by"], moment=when))

    def workbook() -> bytes:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "cibles.xlsx"
            write_targets(
                path,
                decisions_of(tables),
                language=page.language,
                kind=page.workbench.kind or "reel",
                based_on=version,
            )
            return path.read_bytes()

    st.download_button(
        page.say("Classeur des cibles, prérempli"),
        workbook,
        page.say("cibles.xlsx"),
        XLSX,
        key="depot-targets-file",
        on_click="ignore",
        icon=":material/download:",
    )
    if not page.may("targets"):
        note(page.say("Recevoir des cibles demande d’avoir la charge de tous les établissements."))
        return
    files = upload(page.person, page.language)
    if files:
        _take(page, files)
        st.rerun()


def _take(page: StewardPage, files: list[Path]) -> None:
    def act() -> str:
        lines = []
        for path in files:
            receipt = page.service.receive_targets(path)
            lines.append(receipt.sentence)
            lines += [f"{item.place} {item.message(page.language)}" for item in receipt.problems]
        return "\n".join(lines)

    st.session_state[OUTCOME_KEY] = outcome_of(act, page.language)
    forget_files(st.session_state[PASS_KEY], files)
    handed_over()
