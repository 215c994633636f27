"""Invented practice notes and passages of the qualitative log; every text says that it is fictitious."""

from datetime import date
from typing import Any


def _passage(day: date, method: str, theme: str, code: str) -> dict[str, Any]:
    return {
        "initiative_id": "gmf-oc",
        "dated_on": day,
        "method": method,
        "theme": theme,
        "code": code,
        "summary": "Résumé fictif d’un passage.",
    }


QUALITATIVE = [
    _passage(date(2025, 11, 12), "field_notes", "knowing_each_other", "premier contact"),
    _passage(date(2025, 11, 26), "field_notes", "conditions", "temps protégé"),
    _passage(date(2026, 1, 21), "interview", "knowing_each_other", "nom d’une ressource"),
    _passage(date(2026, 1, 28), "interview", "referral", "retour d’information"),
    _passage(date(2026, 2, 4), "interview", "roles", "qui fait quoi"),
    _passage(date(2026, 2, 11), "interview", "referral", "appel direct"),
    _passage(date(2026, 3, 5), "focus_group", "effects", "référence plus rapide"),
]


def _practice(
    shared_by: str,
    title: str,
    recommendation_id: str,
    indicator_ids: list[str],
    done: str,
    conditions: str,
    day: date,
    **more: Any,
) -> dict[str, Any]:
    return {
        "shared_by": shared_by,
        "title": f"Pratique fictive : {title}",
        "recommendation_id": recommendation_id,
        "indicator_ids": indicator_ids,
        "done": f"Exemple fictif. {done}",
        "conditions": f"Exemple fictif. {conditions}",
        "sharing": "everyone",
        "dated_on": day,
        **more,
    }


PRACTICES = [
    _practice(
        "establishment/cisss-laval",
        "accueil des nouveaux partenaires en deux rencontres",
        "R04",
        ["partners_trained", "partner_onboarding_share"],
        "Une rencontre d’accueil, puis une rencontre de suivi après trois mois, avec la même personne du bureau.",
        "Une personne stable au bureau et un horaire de soir.",
        date(2026, 4, 14),
        contact="Bureau fictif du partenariat, bureau@exemple.org",
        contact_agreed="yes",
        link="https://exemple.org/accueil-fictif",
    ),
    _practice(
        "establishment/chum",
        "un siège avec droit de vote dans chaque comité stratégique",
        "R05",
        ["partner_seats_voting", "strategic_bodies_with_partner"],
        "Le règlement de chaque comité prévoit deux sièges de partenaires avec droit de vote.",
        "Un appui écrit de la direction générale.",
        date(2026, 5, 6),
        contact="Conseillère fictive en partenariat",
        contact_agreed="no",
    ),
    _practice(
        "establishment/ciusss-mcq",
        "ligne budgétaire récurrente pour le bureau",
        "R06",
        ["dedicated_budget_share", "recurring_budget_share"],
        "Le budget du bureau est passé d’un projet à une ligne récurrente en deux exercices.",
        "Un bilan annuel présenté au comité de direction.",
        date(2026, 3, 24),
    ),
    _practice(
        "establishment/ciusss-estrie-chus",
        "paiement des partenaires en moins de trente jours",
        "R06",
        ["eligible_partners_paid"],
        "Un formulaire d’une page et un seul point d’envoi à la paie.",
        "Une entente avec le service de la paie.",
        date(2026, 6, 9),
        sharing="members",
    ),
    _practice(
        "initiative/gmf-oc",
        "visite croisée d’une demi-journée entre deux milieux",
        "R11",
        [],
        "Deux équipes se visitent à tour de rôle avant le premier module.",
        "Du temps libéré dans les deux milieux.",
        date(2026, 2, 18),
    ),
]
