"""Review: decide of a free text before any publication."""

from datetime import datetime

from data.facts import load_facts
from data.store.workbench.reviews import Decision, add_decision, add_explanation
from data.store.workbench.submissions import Workbench
from data.store.workbench.transitions import LIVE
from etl.review.texts import ReviewText, texts
from etl.steward.not_possible import NotPossible

TEXT_MAX = 600
#: What may be decided, by the word that says it.
DECISIONS: dict[str, Decision] = {"publish": "publish", "redact": "redact", "keep": "keep"}


def waiting_text(workbench: Workbench, text_id: str) -> ReviewText:
    """The text of the queue that has this id, decided or not.

    Raises:
        NotPossible: there is none, or another text has taken its place.
    """
    found = next((item for item in texts(workbench) if item.text_id == text_id), None)
    if found is None:
        raise NotPossible(
            "Texte « {id} » inconnu, ou remplacé depuis par un autre; relire la liste. Rien n’est changé.",
            id=text_id,
        )
    return found


def review(
    workbench: Workbench, text_id: str, decision: Decision, redacted: str | None, *, by: str, at: datetime
) -> ReviewText:
    """The text as it was before this decision: published as it is, redacted, or kept from publication.

    Raises:
        NotPossible: the text is not in the queue, or what replaces it is blank, too long or the same.
    """
    with workbench.session():
        found = waiting_text(workbench, text_id)
        if decision not in DECISIONS:
            raise NotPossible(
                "Décision « {decision} » inconnue : publish, redact ou keep. Rien n’est changé.",
                decision=decision,
            )
        shown = (redacted or "").strip()
        if decision == "redact" and (not shown or shown == found.text or len(shown) > TEXT_MAX):
            raise NotPossible(
                "Un texte caviardé est un autre texte, de {most} caractères au plus. Rien n’est changé.",
                most=TEXT_MAX,
            )
        add_decision(workbench, text_id, decision, shown if decision == "redact" else None, by=by, at=at)
    return found


def explain(workbench: Workbench, submission_id: str, question_id: str, text: str, *, by: str, at: datetime) -> None:
    """Keep why an answer is accepted as it stands; it waits for review. An empty text takes the earlier one back.

    Raises:
        NotPossible: no such answer, or the text is too long.
    """
    text = text.strip()
    if len(text) > TEXT_MAX:
        raise NotPossible(
            "Explication de {length} caractères; {most} au plus. Rien n’est changé.",
            length=len(text),
            most=TEXT_MAX,
        )
    with workbench.session():
        known = {
            row["submission_id"]: row["state"]
            for row in workbench.submissions().select("submission_id", "state").to_dicts()
        }
        asked = workbench.answers([submission_id])["question_id"].to_list()
        if known.get(submission_id) not in LIVE or question_id not in asked or question_id not in load_facts().question:
            raise NotPossible(
                "Aucune réponse à « {question} » dans ce classeur; rien n’est changé.", question=question_id
            )
        add_explanation(workbench, submission_id, question_id, text, by=by, at=at)
