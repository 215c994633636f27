"""Invented workbooks of the initiatives, which come in by the same door as a team's.

Every text says that it is fictitious, and every row of a release says its kind; published facts stand elsewhere.
"""

from datetime import date, datetime, timedelta
from typing import Any

from data.store.workbench.submissions import Workbench
from demo.shared_practices import PRACTICES, QUALITATIVE
from demo.training_cohort import DESTROY_ON, enrolment, questionnaires
from etl.forms.initiatives import receive_initiatives, write_initiatives
from etl.forms.receive import FormReceipt
from indicators.catalogue.model import Language

#: By the reason of the step that it comes before: which parts come, and in which file.
FILES: dict[str, dict[str, tuple[str, ...]]] = {
    "late_answer": {
        "formation-fictive-1.xlsx": ("training",),
        "initiatives-fictives.xlsx": ("qualitative", "evaluation", "outputs", "boards", "practices"),
    },
    "correction": {"formation-fictive-2.xlsx": ("training",)},
}
SENDER = "équipe fictive"
PROJECT = "Projet fictif : dépistage près des milieux de vie"
SERVICE = "Service fictif de courtage"


def enter(
    reason: str, workbench: Workbench, *, by: str, received_at: datetime, language: Language = "fr"
) -> list[FormReceipt]:
    """What became of the workbooks that come before a step; none comes before most of them."""
    receipts = []
    for name, parts in FILES.get(reason, {}).items():
        path = workbench.var / "fictitious" / "initiatives" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = training_rows(received_at.date()) if "training" in parts else TOOLS
        write_initiatives(path, rows, parts=parts, sender=SENDER, kind="fictif")
        receipts.append(
            receive_initiatives(workbench, path, by=by, received_at=received_at, language=language, kind="fictif")
        )
    return receipts


def training_rows(until: date) -> dict[str, list[dict[str, Any]]]:
    """The sheets of the training evaluation as they stand a week before a day."""
    day = until - timedelta(days=7)
    return {
        "retention": [{"destroy_on": DESTROY_ON, "author": "Comité fictif d’éthique"}],
        "training_answers": questionnaires(day),
        "training_enrolment": enrolment(day),
    }


def _grid(question: str, method: str, status: str, day: date) -> dict[str, Any]:
    return {"question_id": question, "method": method, "status": status, "dated_on": day}


def _observed(question: str, day: date, sort: str, text: str, method: str) -> dict[str, Any]:
    return {
        "question_id": question,
        "dated_on": day,
        "observation_kind": sort,
        "text": f"Exemple fictif : {text}",
        "method": method,
    }


def _output(year: int, output: str, number: int) -> dict[str, Any]:
    return {"service": SERVICE, "year": year, "output": output, "number": number, "note": "Nombre fictif"}


def _in_project(**cells: Any) -> dict[str, Any]:
    return {"project": PROJECT, **cells}


def _member(group: str, origin: str, people: int) -> dict[str, Any]:
    return _in_project(group=group, origin=origin, people=people)


def _phase(phase: str, start: date, end: date, state: str) -> dict[str, Any]:
    return _in_project(phase=phase, started_on=start, ended_on=end, state=state)


def _meeting(day: date, group: str, present: int) -> dict[str, Any]:
    return _in_project(dated_on=day, group=group, present=present)


def _idea(idea: str, stage: str, day: date, effect: str | None = None) -> dict[str, Any]:
    told = f"Effet fictif : {effect}" if effect else None
    return _in_project(idea=f"Idée fictive : {idea}", stage=stage, dated_on=day, effect=told)


def _evidence(principle: str, evidence: str, day: date) -> dict[str, Any]:
    return _in_project(principle=principle, evidence=f"Exemple fictif : {evidence}", dated_on=day)


TOOLS: dict[str, list[dict[str, Any]]] = {
    "qualitative": QUALITATIVE,
    "evaluation_grid": [
        _grid("cs-eval-1", "documents", "done", date(2026, 2, 20)),
        _grid("cs-eval-1", "interviews", "under_way", date(2026, 5, 4)),
        _grid("cs-eval-2", "focus_groups", "under_way", date(2026, 5, 12)),
        _grid("cs-eval-2", "observation", "planned", date(2026, 9, 1)),
        _grid("cs-eval-3", "interviews", "under_way", date(2026, 5, 25)),
        _grid("cs-eval-3", "questionnaire", "planned", date(2026, 9, 1)),
    ],
    "observations": [
        _observed(
            "cs-eval-1", date(2026, 3, 3), "observation",
            "les trois rôles sont dits de la même façon dans deux équipes sur trois.",
            "documents",
        ),
        _observed(
            "cs-eval-2", date(2026, 5, 19), "observation",
            "l’accès aux locaux le soir freine les rencontres.",
            "focus_groups",
        ),
        _observed(
            "cs-eval-3", date(2026, 6, 2), "benefit",
            "des personnes isolées connaissent une ressource de plus.",
            "interviews",
        ),
        _observed(
            "cs-eval-3", date(2026, 6, 23), "risk",
            "la charge des personnes citoyennes partenaires augmente l’été.",
            "interviews",
        ),
    ],
    "outputs": [
        _output(2023, "cohorts", 2),
        _output(2023, "persons_trained", 21),
        _output(2023, "projects_coached", 5),
        _output(2024, "cohorts", 3),
        _output(2024, "persons_trained", 34),
        _output(2024, "projects_coached", 8),
        _output(2024, "newsletters", 4),
        _output(2025, "cohorts", 1),
        _output(2025, "persons_trained", 3),
        _output(2025, "projects_done", 6),
        _output(2025, "newsletters", 6),
        _output(2025, "articles", 18),
    ],
    "projects": [
        _in_project(
            aim="But fictif : offrir le dépistage là où les jeunes se trouvent.",
            started_on=date(2025, 3, 10),
            planned_end=date(2027, 1, 11),
        )
    ],
    "project_members": [
        _member("action", "establishment", 4),
        _member("action", "community", 3),
        _member("action", "partners", 2),
        _member("action", "education", 1),
        _member("management", "establishment", 3),
        _member("management", "community", 2),
        _member("support", "establishment", 3),
    ],
    "project_phases": [
        _phase("preparation", date(2025, 3, 10), date(2025, 5, 30), "done"),
        _phase("shared_reading", date(2025, 6, 2), date(2025, 10, 31), "done"),
        _phase("ideas", date(2025, 11, 3), date(2026, 2, 27), "done"),
        _phase("trials", date(2026, 3, 2), date(2026, 10, 30), "under_way"),
        _phase("evaluation", date(2026, 11, 2), date(2026, 12, 11), "planned"),
        _phase("lasting", date(2026, 6, 11), date(2027, 1, 11), "under_way"),
    ],
    "project_meetings": [
        _meeting(date(2025, 4, 3), "management", 5),
        _meeting(date(2025, 6, 12), "action", 10),
        _meeting(date(2025, 9, 18), "action", 9),
        _meeting(date(2025, 11, 13), "action", 10),
        _meeting(date(2025, 12, 4), "management", 4),
        _meeting(date(2026, 1, 22), "action", 8),
        _meeting(date(2026, 3, 19), "action", 9),
        _meeting(date(2026, 5, 28), "action", 10),
        _meeting(date(2026, 6, 11), "management", 5),
    ],
    "project_ideas": [
        _idea("une halte mensuelle dans une maison de jeunes", "permanent", date(2026, 6, 11), "fréquentation stable."),
        _idea("des trousses à prendre à la pharmacie", "tried", date(2026, 4, 9), "peu de retours."),
        _idea("un rappel par messagerie texte", "tried", date(2026, 5, 7)),
        _idea("une formation commune des équipes", "retained", date(2026, 2, 26)),
        _idea("un guichet dans les écoles", "set_aside", date(2026, 2, 26)),
    ],
    "project_evidence": [
        _evidence("management_support", "une journée par mois libérée pour le groupe d’action.", date(2025, 5, 15)),
        _evidence(
            "partnership",
            "deux usagers partenaires au groupe d’action, avec droit de parole égal.",
            date(2025, 6, 12),
        ),
        _evidence("bottom_up", "quatre idées sur cinq viennent du terrain.", date(2026, 2, 26)),
        _evidence("action", "premier essai six semaines après le choix des idées.", date(2026, 4, 9)),
    ],
    "practices": PRACTICES,
}  # fmt: skip
