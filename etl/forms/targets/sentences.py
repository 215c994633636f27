"""What may be wrong in a cell of this workbook beside what may be in any form: a sentence by code."""

SENTENCES = {
    "blank_indicator": "Aucun indicateur; en choisir un dans la liste.",
    "blank_place": "Aucun lieu; en choisir un dans la liste : le réseau, un groupe de pairs ou un établissement.",
    "blank_milestone": "Aucun jalon; en choisir un dans la liste.",
    "blank_status": "Aucun état; en choisir un dans la liste, ou retirer la ligne.",
    "blank_period": "Aucune première période; en choisir une dans la liste.",
    "unknown_indicator": "Indicateur « {read} » inconnu; en choisir un dans la liste, par exemple « {example} ».",
    "split_indicator": "« {read} » est une répartition : elle n’a pas de valeur unique qu’une cible puisse viser.",
    "unknown_place": "Lieu « {read} » inconnu; en choisir un dans la liste, par exemple « {example} ».",
    "unknown_milestone": "Jalon « {read} » inconnu; en choisir un dans la liste, par exemple « {example} ».",
    "unknown_status": "État « {read} » inconnu; ceux de la liste sont : {example}.",
    "unknown_period": "Période « {read} » inconnue; en choisir une dans la liste, par exemple « {example} ».",
    "no_bound": "Une cible sans nombre; inscrire « au moins », « au plus », ou les deux.",
    "fraction_for_percent": "{read} lu pour un indicateur en %; inscrire {example} pour {example} %.",
    "above_hundred": "{read} lu; cet indicateur va de 0 à 100 %.",
    "never_reached": (
        "Une plage qui s’arrête à moins de 100 % écarte 100 % même; laisser cette case vide pour « au moins "
        "{example} »."
    ),
    "low_above_high": "De {low} à moins de {high} : le premier nombre doit être plus petit que le second.",
    "empty_range": (
        "De {low} à moins de {low} : aucune valeur ne s’y trouve. Pour une seule valeur, laisser l’autre case vide."
    ),
    "low_for_lower": "Plus bas est meilleur pour cet indicateur : une seule valeur s’inscrit sous « au plus ».",
    "high_for_higher": "Plus haut est meilleur pour cet indicateur : une seule valeur s’inscrit sous « au moins ».",
    "target_without_reason": "Une cible sans motif; écrire pourquoi elle est fixée et d’où elle vient.",
    "target_without_date": "Une cible sans date; inscrire le jour de la décision, par exemple {example}.",
    "rebase_without_reason": "Un recalage sans motif; écrire ce qui a changé dans le processus.",
    "rebase_without_date": "Un recalage sans date; inscrire le jour de la décision, par exemple {example}.",
    "without_author": "Aucun auteur; inscrire la fonction de qui décide, par exemple « {example} ».",
    "status_without_evidence": (
        "« {status} » sans preuve : sans document, l’état n’est pas connu. Inscrire la preuve, ou choisir "
        "« {unknown} »."
    ),
    "status_without_date": (
        "« {status} » sans date : inscrire celle de la preuve, par exemple {example}, ou choisir « {unknown} »."
    ),
    "establishment_expected": "Ce jalon est propre à chaque établissement; choisir lequel.",
    "establishment_not_expected": "Ce jalon est une étape provinciale; laisser l’établissement vide.",
    "not_by_quarter": "Cet indicateur n’est pas suivi par trimestre; choisir un exercice comme première période.",
    "only_by_quarter": "Ce nombre n’est suivi que par trimestre; choisir un trimestre comme première période.",
    "text_too_long": "{n} caractères lus; {most} au plus, puisque ce texte est publié à côté d’un nombre.",
}
