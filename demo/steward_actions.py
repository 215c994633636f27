"""What the invented stewards do beside receiving and accepting: notes, withdrawals, text reviews, answers to readers.

Every function may be called again after an interruption: what was done is not done twice.
"""

from datetime import datetime, time, timedelta
from pathlib import Path

import polars as pl

from data.model.roles import local_actor
from data.store.workbench import contests
from data.store.workbench.reviews import Decision
from data.store.workbench.transitions import LIVE
from demo.sent_workbooks import FIRST, SECOND, THIRD, Key
from etl.forms.survey import write_template
from etl.review.texts import texts
from etl.steward.service import StewardService
from etl.steward.submissions import newest_submission
from etl.waves import wave
from indicators.catalogue.model import Language

#: Who received, accepted and published: it stands in the workbench's journal only.
BY = "démonstration"

#: Returned by hand after the check, with a word on what to look at.
NOTES: dict[Key, str] = {
    ("cusm", SECOND): "Please give the number of partners trained, without “about”.",
    ("ciusss-cn", THIRD): "Le budget d’exploitation paraît être en milliers de dollars.",
}
#: Sent by establishments that answer nothing else in the wave, then withdrawn at their demand.
WITHDRAWN: dict[Key, str] = {
    ("chu-quebec", SECOND): "L’établissement préfère répondre après sa réorganisation.",
    ("cisss-me", THIRD): "Classeur envoyé par erreur, avant son approbation par la direction.",
}
#: Answers that somebody explained, and the wave's publication that shows it.
EXPLAINED: dict[tuple[str, str, str], str] = {
    (
        "cisss-outaouais",
        THIRD,
        "has_office",
    ): "Bureau ouvert en février 2026; trois postes affichés (texte fictif).",
    (
        "ciusss-mcq",
        SECOND,
        "partners_active_count",
    ): "Un comité entier compte ici pour la première fois (texte fictif).",
}
#: Decisions that differ from publishing a text as it is; a text named with None waits still.
DECISIONS: dict[Key, tuple[Decision, str | None] | None] = {
    ("ciusss-cn", FIRST): (
        "redact",
        "Le recrutement […] demande du temps et des horaires souples (texte fictif).",
    ),
    ("cisss-mc", THIRD): ("keep", None),
    ("cusm", THIRD): None,
}
#: What readers contested: page, message, and the answer once there is one.
CONTESTED = (
    (
        FIRST,
        "/etablissement?id=cisss-laval",
        "Le nombre de personnes formées me semble compter des présences (message fictif).",
        "Vérifié auprès de l’établissement : une correction est attendue.",
    ),
    (
        THIRD,
        "/indicateur?id=partners_active",
        "Pourquoi aucune valeur pour notre région? (message fictif)",
        None,
    ),
)


class Clock:
    """The time of the demonstration, moved from one event to the next."""

    def __init__(self) -> None:
        self.moment = datetime(2024, 1, 1)

    def __call__(self) -> datetime:
        return self.moment


def steward_of(var: Path, language: Language) -> tuple[StewardService, Clock]:
    """The steward’s service of the demonstration, and the clock that dates its actions."""
    clock = Clock()
    return StewardService(var, local_actor(BY), language, now=clock), clock


def return_with_notes(service: StewardService, wave_id: str) -> None:
    """Return by hand what the check has already returned, with a note."""
    noted = service.workbench.returned_by_hand()
    for (name, own_wave), note in NOTES.items():
        found = newest_submission(service.workbench, wave_id, name) if own_wave == wave_id else None
        if found and found["state"] == "returned" and found["submission_id"] not in noted:
            service.return_(wave_id, name, note)


def send_and_withdraw(service: StewardService, clock: Clock, wave_id: str, published_at: datetime) -> None:
    """Receive a workbook barely begun, then withdraw it before the publication."""
    for (name, own_wave), why in WITHDRAWN.items():
        if own_wave != wave_id:
            continue
        asked = wave(wave_id)
        path = service.var / "fictitious" / wave_id / f"{name}_{wave_id}.xlsx"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            answers = {"reference_date": asked.end, "months_covered_count": 12}
            write_template(path, asked, "fr", establishment=name, answers=answers, kind="fictif")
        clock.moment = datetime.combine(asked.due_on - timedelta(days=9), time(9, 30))
        service.receive([path], wave_id=wave_id, kind="fictif")
        found = newest_submission(service.workbench, wave_id, name)
        if found and found["state"] in LIVE:
            clock.moment = published_at - timedelta(days=12)
            service.withdraw(wave_id, name, why)


def explain(service: StewardService, wave_id: str) -> None:
    """Explain the answers that somebody asked about."""
    accepted = service.workbench.accepted().filter(pl.col("wave_id") == wave_id)
    ids = dict(accepted.select("establishment_id", "submission_id").iter_rows())
    known = {(item.establishment_id, item.question_id) for item in texts(service.workbench) if item.wave_id == wave_id}
    for (name, own_wave, question_id), text in EXPLAINED.items():
        if own_wave == wave_id and name in ids and (name, question_id) not in known:
            service.explain(ids[name], question_id, text)


def review(service: StewardService, wave_id: str) -> None:
    """Decide of the wave's free texts, but of those left waiting."""
    for item in service.texts():
        if item.wave_id != wave_id or item.state != "waiting" or not item.is_accepted:
            continue
        decided = DECISIONS.get((item.establishment_id, wave_id), ("publish", None))
        if decided is not None:
            service.review(item.text_id, *decided)


def receive_contests(service: StewardService, clock: Clock, wave_id: str, published_at: datetime) -> None:
    """Receive what readers contest after the wave's publication, and answer some of it."""
    heard = set(contests.contests(service.workbench)["permalink"])
    for own_wave, permalink, message, answer in CONTESTED:
        if own_wave != wave_id or permalink in heard:
            continue
        clock.moment = published_at + timedelta(days=20)
        sent = service.contest(permalink, message)
        if answer:
            clock.moment += timedelta(days=3)
            service.answer_contest(sent, answer)
