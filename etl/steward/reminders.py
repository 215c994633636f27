"""Reminders: e-mails ready to be sent by a person, in the establishment's language. Nothing is sent from here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import polars as pl

from data.facts import load_facts
from data.store.workbench.submissions import Workbench
from etl import waves
from etl.local_time import local_day
from etl.steward.wave_status import wave_status
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import day

#: Cells listed in an e-mail; the report that goes with it lists them all.
CELLS_MOST = 40


@dataclass(frozen=True)
class Reminder:
    """An e-mail for one establishment: `first` before the due date, `overdue` after, `returned` with cells to mend."""

    establishment_id: str
    kind: Literal["first", "overdue", "returned"]
    language: Language
    subject: str
    body: str


def reminders(
    workbench: Workbench, wave_id: str, *, now: datetime, within: Iterable[str] | None = None
) -> list[Reminder]:
    """One e-mail for each establishment that sent nothing or has something to mend, in reference order."""
    wave = waves.wave(wave_id)
    with workbench.session():
        table = wave_status(workbench, wave_id, now=now, within=within)
        spoken = _languages(workbench)
        notes = workbench.returned_by_hand()
        ids = table.filter(pl.col("state") == "returned")["submission_id"].to_list()
        found = workbench.problems(ids)
        fictitious = workbench.kind == "fictif"
    today = pl.DataFrame({"now": [now]}).select(local_day("now")).item()
    made = []
    for row in table.iter_rows(named=True):
        language = spoken.get(row["establishment_id"], "fr")
        if row["state"] == "missing":
            left = (wave.due_on - today).days
            subject, lines = _missing(row, wave_id, wave.due_on, left, language)
            kind: Literal["first", "overdue", "returned"] = "first" if left >= 0 else "overdue"
        elif row["state"] == "returned":
            own = found.filter(pl.col("submission_id") == row["submission_id"])
            subject, lines = _returned(row, wave_id, own, notes.get(row["submission_id"]), language)
            kind = "returned"
        else:
            continue
        if fictitious:
            subject = f"[{say('données fictives', language)}] {subject}"
        body = "\n\n".join([say("Bonjour,", language), *lines, _closing(language)])
        made.append(Reminder(row["establishment_id"], kind, language, subject, body))
    return made


def _languages(workbench: Workbench) -> dict[str, Language]:
    """The language of the last file of each establishment."""
    rows = workbench.submissions().select("establishment_id", "language").iter_rows()
    return {name: "en" if language == "en" else "fr" for name, language in rows}


def _place(row: dict[str, Any], language: Language) -> str:
    return pick(load_facts().establishment[row["establishment_id"]], "short_name", language)


def _missing(row: dict[str, Any], wave_id: str, due_on: date, left: int, language: Language) -> tuple[str, list[str]]:
    words = {"name": _place(row, language), "wave": wave_id, "due": day(due_on, language)}
    if left >= 0:
        subject = say("Enquête {wave} : réponse attendue pour le {due}", language, **words)
        text = (
            "Le classeur de {name} pour l’enquête {wave} est attendu pour le {due} (aujourd’hui)."
            if left == 0
            else "Le classeur de {name} pour l’enquête {wave} est attendu pour le {due} (demain)."
            if left == 1
            else "Le classeur de {name} pour l’enquête {wave} est attendu pour le {due} (dans {left} jours)."
        )
        return subject, [
            say(text, language, **words, left=left),
            say(
                "Une réponse inconnue s’écrit « ne sait pas » : mieux vaut un classeur incomplet qu’aucun.",
                language,
            ),
        ]
    subject = say("Enquête {wave} : réponse en retard", language, **words)
    text = (
        "Le classeur de {name} pour l’enquête {wave} était attendu pour le {due}; il a {late} jour de retard."
        if left == -1
        else "Le classeur de {name} pour l’enquête {wave} était attendu pour le {due}; il a {late} jours de retard."
    )
    return subject, [
        say(text, language, **words, late=-left),
        say(
            "Une réponse tardive est toujours reçue : elle entre dans la version suivante, et rien n’est perdu. "
            "Une réponse inconnue s’écrit « ne sait pas ».",
            language,
        ),
    ]


def _returned(
    row: dict[str, Any], wave_id: str, problems: pl.DataFrame, note: str | None, language: Language
) -> tuple[str, list[str]]:
    errors = problems.filter(pl.col("severity") == "error")
    words = {"name": _place(row, language), "wave": wave_id, "count": errors.height}
    subject = say("Enquête {wave} : classeur à corriger", language, **words)
    lines = []
    if errors.height:
        text = (
            "Le classeur de {name} pour l’enquête {wave} est retourné : une cellule est à corriger."
            if errors.height == 1
            else "Le classeur de {name} pour l’enquête {wave} est retourné : {count} cellules sont à corriger."
        )
        lines.append(say(text, language, **words))
    else:
        lines.append(say("Le classeur de {name} pour l’enquête {wave} est retourné.", language, **words))
    if note:
        lines.append(say("Note du responsable des données : {note}", language, note=note))
    cells = []
    for problem in errors.head(CELLS_MOST).iter_rows(named=True):
        address = "!".join(part for part in (problem["sheet"], problem["cell"]) if part)
        told = problem[f"message_{language}"]
        cells.append(
            f"- {address} : {told}"
            if address and language == "fr"
            else f"- {address}: {told}"
            if address
            else f"- {told}"
        )
    if errors.height > CELLS_MOST:
        cells.append(say("- et {more} autres, dans le rapport joint.", language, more=errors.height - CELLS_MOST))
    if cells:
        lines.append("\n".join(cells))
    lines.append(
        say(
            "Corrigez ces cellules dans le même classeur, puis renvoyez-le : seul ce qui change est relu.",
            language,
        )
    )
    return subject, lines


def _closing(language: Language) -> str:
    return say("Merci de votre contribution.\n\nObservatoire du partenariat", language)
