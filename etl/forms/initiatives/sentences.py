"""What may be wrong in a cell of this workbook beside what may be in any form: a sentence by code."""

SENTENCES = {
    "unknown_indicator": (
        "Indicateur « {read} » inconnu; des codes tels que « {example} » sont attendus, séparés par des virgules."
    ),
    "seen_twice": (
        "« {read} » a déjà un questionnaire de ce module à ce temps de mesure, à la ligne {row}; garder une seule "
        "des deux lignes, ou corriger le temps de mesure."
    ),
    "no_baseline": (
        "« {read} » n’a pas de questionnaire au départ pour ce module; l’ajouter, ou corriger le code. Sans départ, "
        "aucun changement ne se calcule."
    ),
    "moved": (
        "« {read} » était de « {other} » à la ligne {row}; une personne garde le même territoire et le même milieu à "
        "tous les temps de mesure."
    ),
    "before_start": (
        "Réponse du {read}, alors que « {module} » ne commence pas avant le {first}; corriger la date, ou le module."
    ),
    "before_baseline": (
        "Réponse du {read}, avant le questionnaire de départ ({first}, ligne {row}); corriger la date ou le temps."
    ),
    "other_setting": "« {module} » s’adresse à : {expected}. Vérifier le milieu; la ligne est retenue telle quelle.",
    "missing_items": (
        "Énoncés sans réponse : {n} sur {all}. La ligne est retenue, mais ce questionnaire n’entre dans aucune paire "
        "complète."
    ),
    "no_answer": "Aucun énoncé n’a de réponse; répondre, ou retirer la ligne.",
    "no_retention": (
        "Des questionnaires sont inscrits sans date de destruction; l’inscrire dans la feuille « {sheet} », par "
        "exemple {example}."
    ),
    "retention_past": "{read} lu, un jour déjà passé; inscrire le jour à venir où les questionnaires seront détruits.",
    "one_retention": "Une seule date de destruction par classeur; garder une seule ligne.",
    "more_than_invited": "{read} personnes inscrites pour {invited} invitées; corriger l’un des deux nombres.",
    "more_than_enrolled": (
        "{read} questionnaires au départ pour {enrolled} personnes inscrites; corriger l’un des deux."
    ),
    "unknown_project": "Projet « {read} » absent de la feuille « {sheet} »; l’y inscrire, ou écrire le même nom.",
    "ends_before": "La fin ({read}) vient avant le début ({first}); corriger l’une des deux dates.",
    "done_without_end": "Une phase terminée a une date de fin; l’inscrire, ou choisir un autre état.",
    "done_ahead": "Une phase terminée ne finit pas le {read}, qui n’est pas encore venu; corriger la date ou l’état.",
    "contact_without_agreement": (
        "Une personne-ressource est inscrite sans dire si elle accepte d’être nommée; choisir « {yes} » ou « {no} »."
    ),
    "agreement_without_contact": "« {read} » sans personne-ressource; l’inscrire, ou laisser les deux cases vides.",
}
WARNINGS = frozenset({"other_setting", "missing_items"})
