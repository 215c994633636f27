"""Invented targets, milestone statuses and one rebase, which come in by the same workbook as a steward's.

Each says in its reason or its evidence that it is fictitious; no official target exists.
"""

from datetime import date, datetime

from data.store.workbench.submissions import Workbench
from etl.forms.receive import FormReceipt
from etl.forms.targets import receive_targets, write_targets
from indicators.catalogue.model import Language
from indicators.verdicts.decisions import Decisions, MilestoneState, MilestoneStatus, PlaceKind, RebaseDecision, Target

FILE = "cibles-fictives.xlsx"
AUTHOR = "Comité fictif de suivi"
#: During 2025-2026, so that the targets hold for that year: a target says nothing of the years before it.
DECIDED = date(2025, 9, 15)
#: The quarter from which the limits start anew: the thirteen points from there on are enough for limits and icons.
REBASED_AT = "2022-2023-T4"


def _target(
    subject: str, place_kind: PlaceKind, place_id: str, low: float | None, high: float | None, reason: str
) -> Target:
    return Target(
        subject_id=subject,
        place_kind=place_kind,
        place_id=place_id,
        low=low,
        high=high,
        reason=f"Cible fictive : {reason}",
        decided_on=DECIDED,
        author=AUTHOR,
    )


def _status(milestone_id: str, status: MilestoneState, evidence: str, day: date, place_id: str = "") -> MilestoneStatus:
    return MilestoneStatus(
        milestone_id=milestone_id,
        place_id=place_id,
        status=status,
        evidence=f"Document fictif : {evidence}",
        dated_on=day,
        author=AUTHOR,
    )


DECISIONS = Decisions(
    targets=(
        _target("local_plan_aligned", "province", "quebec", 60, None, "trois établissements sur cinq d’ici 2026."),
        _target("partners_trained", "province", "quebec", 50, None, "la moitié des partenaires inscrits."),
        _target("active_partners_per_fte", "province", "quebec", 10, 20, "un suivi qui reste possible par ETC."),
        _target("team_turnover", "province", "quebec", None, 15, "des équipes qui durent."),
        _target(
            "dedicated_fte_per_1000_staff",
            "peer_group",
            "territorial-ciusss",
            0.5,
            None,
            "un ETC pour 2 000 employés.",
        ),
        _target(
            "partners_trained",
            "establishment",
            "cisss-laval",
            70,
            None,
            "engagement local de l’établissement.",
        ),
    ),
    milestone_statuses=(
        _status("R01-M1", "milestone_done", "organigramme publié", date(2025, 11, 3)),
        _status("R01-M2", "milestone_under_way", "affichage du poste", date(2026, 4, 27)),
        _status("R02-M1", "milestone_done", "plan d’action adopté", date(2025, 6, 18)),
        _status("R02-M2", "milestone_under_way", "annexe du plan, version préliminaire", date(2026, 2, 9)),
        _status("R08-M1", "milestone_under_way", "mandat du comité de révision", date(2026, 3, 12)),
        _status("R08-M2", "milestone_not_started", "compte rendu du comité de révision", date(2026, 3, 12)),
        _status("R10-M3", "milestone_done", "rapport de la deuxième vague", date(2025, 7, 3)),
        _status("R12-M2", "milestone_done", "entente signée", date(2025, 12, 1), "cisss-laval"),
        _status("R12-M2", "milestone_done", "entente signée", date(2026, 1, 22), "chum"),
        _status("R12-M2", "milestone_under_way", "projet d’entente", date(2026, 4, 8), "ciusss-mcq"),
    ),
    rebases=(
        RebaseDecision(
            subject_id="registered_partners",
            place_kind="province",
            place_id="quebec",
            period=REBASED_AT,
            reason="Recalage fictif : la consigne qui définit le registre des partenaires "
            "a été précisée au 1er janvier 2023.",
            decided_on=date(2023, 2, 20),
            author=AUTHOR,
        ),
    ),
)


def enter(workbench: Workbench, *, by: str, received_at: datetime, language: Language = "fr") -> FormReceipt:
    """The receipt of the invented workbook, written beside the other invented files; a second call changes nothing."""
    path = workbench.var / "fictitious" / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    # Always written as a first version: the same bytes at every run, so that an interrupted run goes on.
    write_targets(path, DECISIONS, kind="fictif")
    return receive_targets(workbench, path, by=by, received_at=received_at, language=language, kind="fictif")
