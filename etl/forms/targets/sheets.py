"""The workbook of targets, milestone statuses and rebases, as data."""

from collections.abc import Mapping
from typing import Any

from etl.forms.declaration import Form, FormColumn, FormSheet, read_sentences
from etl.forms.targets.lists import load_lists

#: The whole workbook is one part.
PART = ""


def unlisted(noun: str) -> dict[str, Any]:
    """The findings of a blank and of an unknown entry, by what is chosen."""
    return {"blank": f"blank_{noun}", "unknown": f"unknown_{noun}"}


def text(name: str, head: str, width: int = 46, **options: Any) -> FormColumn:
    """A text that is published beside a number."""
    return FormColumn(name, head, "text", width, longest=500, screened=False, **options)


def has_decimals(values: Mapping[str, Any]) -> bool:
    """Whether the bounds of a target may have decimals, as its indicator has."""
    indicator = load_lists().catalogue.indicator.get(values["subject_id"])
    return indicator is None or indicator.decimals > 0


BOUND: dict[str, Any] = {
    "required": False,
    "example": "60",
    "hint": "Un nombre, dans l’unité de l’indicateur.",
}
PLACE = FormColumn("place", "Lieu", "list", 34, "place", **unlisted("place"))
AUTHOR = text(
    "author",
    "Auteur (fonction)",
    26,
    blank="without_author",
    example=("Direction de la qualité", "Quality directorate"),
)
SHEETS = (
    FormSheet(
        "targets",
        PART,
        "Cibles",
        "Cibles",
        (
            "Un seul nombre est une valeur à atteindre : « au moins » ou « au plus ». Les deux font une plage : le "
            "« au moins » en fait partie, le « moins de » n’en fait pas partie.",
            "Les nombres sont dans l’unité de l’indicateur : 60 pour 60 %. Le motif, la date et l’auteur sont publiés."
            " Une cible vaut pour la période en cours ce jour-là et pour les suivantes.",
        ),
        (
            FormColumn("subject_id", "Indicateur", "list", 44, "indicator", **unlisted("indicator")),
            PLACE,
            FormColumn("low", "Au moins", "number", 12, **BOUND),
            FormColumn("high", "Au plus, ou moins de", "number", 21, **BOUND),
            text("reason", "Motif", blank="target_without_reason"),
            FormColumn("decided_on", "Date de la décision", "date", 19, blank="target_without_date"),
            AUTHOR,
        ),
        key=("subject_id", "place"),
    ),
    FormSheet(
        "milestone_statuses",
        PART,
        "Jalons",
        "État des jalons",
        (
            "Sans document, l’état d’un jalon n’est pas connu, ce qui n’est pas « non amorcé » : ne rien inscrire.",
            "L’établissement ne se choisit que pour un jalon propre à chaque établissement. Preuve, date et auteur "
            "sont publiés.",
        ),
        (
            FormColumn("milestone_id", "Jalon", "list", 60, "milestone", **unlisted("milestone")),
            FormColumn("place_id", "Établissement", "list", 34, "establishment", required=False, **unlisted("place")),
            FormColumn("status", "État du jalon", "list", 24, "status", **unlisted("status")),
            text("evidence", "Preuve", required=False),
            FormColumn("dated_on", "Date de la preuve", "date", 19, required=False),
            AUTHOR,
        ),
        key=("milestone_id", "place_id"),
    ),
    FormSheet(
        "rebases",
        PART,
        "Recalages",
        "Recalages",
        (
            "Un recalage fait repartir à une période la moyenne et les limites d’une série, parce que le processus a "
            "changé pour une raison connue.",
            "Il se voit sur le graphique avec son motif. Sans motif daté, il n’y a pas de recalage.",
        ),
        (
            FormColumn("subject_id", "Indicateur", "list", 44, "rebased", **unlisted("indicator")),
            PLACE,
            FormColumn("period", "Première période", "list", 18, "period", **unlisted("period")),
            text("reason", "Motif", blank="rebase_without_reason"),
            FormColumn("decided_on", "Date de la décision", "date", 19, blank="rebase_without_date"),
            AUTHOR,
        ),
        # A series may be rebased at several periods.
        key=("subject_id", "place", "period"),
    ),
)
TARGETS = Form(
    mark="observatoire-du-partenariat/decisions",
    title="Cibles, jalons et recalages",
    footer="Cibles, jalons et recalages",
    sheets=SHEETS,
    load_lists=load_lists,
    not_this_form="not_targets_workbook",
    other_version="other_targets_workbook",
    sentences=read_sentences(__file__),
    list_style="choice",
    has_decimals=has_decimals,
)
