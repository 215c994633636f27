"""What may be wrong in a cell of the initiatives' workbook, in one sentence of either language each."""

#: A value given as a pair is French and English. What points at a person is never repeated in a sentence.
SENTENCES = {
    "formula_without_value": "Formule sans valeur calculée; taper la valeur.",
    "blank": "Case vide sous « {head} »; l’inscrire, par exemple « {example} ».",
    "blank_text": "Case vide sous « {head} »; l’inscrire en quelques mots.",
    "not_in_list": "« {read} » lu sous « {head} »; choisir dans la liste, par exemple « {example} ».",
    "not_a_number": "« {read} » lu; un nombre est attendu, par exemple « {example} ».",
    "not_whole": "{read} lu; un nombre entier est attendu, par exemple « {example} ».",
    "out_of_range": "{read} lu sous « {head} »; un nombre entier de {low} à {high} est attendu.",
    "below": "{read} lu sous « {head} »; un nombre entier d’au moins {low} est attendu.",
    "not_a_date": "« {read} » lu; une date est attendue, par exemple {example}.",
    "future_date": "{read} lu, un jour qui n’est pas encore venu; inscrire la date réelle.",
    "text_too_long": "{n} caractères lus; {most} au plus.",
    "trace_email": "Une adresse de courriel est lue; ce texte ne doit identifier personne. L’enlever.",
    "trace_phone": "Un numéro de téléphone est lu; ce texte ne doit identifier personne. L’enlever.",
    "trace_health_number": "Un numéro d’assurance maladie est lu; ce texte ne doit identifier personne. L’enlever.",
    "trace_name": "Un nom de personne est lu, ou ce qui en a la forme; dire plutôt la fonction, ou le milieu.",
    "trace_quotation": "Une citation est lue; les mots d’une personne peuvent l’identifier. Résumer dans vos mots.",
    "code_email": (
        "Le code est une adresse de courriel, qui identifie la personne; un code tel que « {example} » est attendu."
    ),
    "code_phone": (
        "Le code a la forme d’un numéro de téléphone ou de dossier, qui identifie la personne; un code tel que "
        "« {example} » est attendu."
    ),
    "code_health_number": (
        "Le code est un numéro d’assurance maladie, qui identifie la personne; un code tel que « {example} » est "
        "attendu."
    ),
    "code_name": "Le code a la forme d’un nom, qui identifie la personne; un code tel que « {example} » est attendu.",
    "code_shape": (
        "« {read} » lu; le code attendu est fait de une à trois lettres puis de deux à cinq chiffres, par exemple "
        "« {example} »."
    ),
    "link": "« {read} » lu; une adresse qui commence par https:// est attendue.",
    "unknown_indicator": (
        "Indicateur « {read} » inconnu; des codes tels que « {example} » sont attendus, séparés par des virgules."
    ),
    "said_twice": "Déjà inscrit à la ligne {row}; garder une seule des deux.",
    "seen_twice": (
        "« {read} » a déjà un questionnaire de ce module à ce temps de mesure, à la ligne {row}; garder une seule des "
        "deux "
        "lignes, ou corriger le temps de mesure."
    ),
    "no_baseline": (
        "« {read} » n’a pas de questionnaire au départ pour ce module; l’ajouter, ou corriger le code. Sans départ, "
        "aucun "
        "changement ne se calcule."
    ),
    "moved": (
        "« {read} » était de « {other} » à la ligne {row}; une personne garde le même territoire et le même milieu à "
        "tous "
        "les temps de mesure."
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
        "exemple "
        "{example}."
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
#: Of these the cell itself may say who somebody is: it is not repeated.
UNREPEATED = ("trace_", "code_email", "code_phone", "code_health_number", "code_name")
