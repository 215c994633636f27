"""Contest: a reader says that a number looks wrong. No steward's right is needed; what is sent stays confidential."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

from data.store.workbench import contests
from data.store.workbench.submissions import Workbench
from etl.steward.not_possible import NotPossible

MESSAGE_MAX, CONTACT_MAX, PERMALINK_MAX = 2_000, 200, 500
#: At most so many an hour, from one sender and from everyone together.
FROM_ONE, FROM_ALL = 5, 60
HOUR = timedelta(hours=1)
#: A page of this site, with or without its host; nothing that could hide another address.
PERMALINK = re.compile(r"(https?://[^\s/<>\"']+)?/[^\s<>\"'\\]*")
#: Control characters have no place in a message, but a new line does.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def contest(
    workbench: Workbench, permalink: str, message: str, contact: str = "", *, sender: str = "", at: datetime
) -> str:
    """The id of what was sent, once kept.

    Args:
        permalink: the address of the page where the number stands.
        contact: how to answer, if the reader wishes an answer.
        sender: whatever tells one reader's session from another; only a hash of it is kept.

    Raises:
        NotPossible: it is empty, too long, no page of this site, or too many came within the hour.
    """
    message, contact = CONTROLS.sub(" ", message).strip(), CONTROLS.sub(" ", contact).strip()
    if not message:
        raise NotPossible("Écrire en quelques mots ce qui paraît faux. Rien n’a été envoyé.")
    if len(message) > MESSAGE_MAX:
        raise NotPossible(
            "Message de {length} caractères; {most} au plus. Rien n’a été envoyé.",
            length=len(message),
            most=MESSAGE_MAX,
        )
    if len(contact) > CONTACT_MAX:
        raise NotPossible(
            "Coordonnées trop longues : {most} caractères au plus. Rien n’a été envoyé.", most=CONTACT_MAX
        )
    if len(permalink) > PERMALINK_MAX or not PERMALINK.fullmatch(permalink):
        raise NotPossible("L’adresse du nombre n’est pas celle d’une page de ce site. Rien n’a été envoyé.")
    known = hashlib.sha256(sender.encode()).hexdigest()[:16] if sender else ""
    contest_id = secrets.token_hex(6)
    with workbench.session():
        mine = contests.sent_since(workbench, at - HOUR, known) if known else 0
        if mine >= FROM_ONE or contests.sent_since(workbench, at - HOUR) >= FROM_ALL:
            raise NotPossible("Trop de signalements dans la dernière heure; réessayer plus tard. Rien n’a été envoyé.")
        contests.add_contest(
            workbench, contest_id, permalink=permalink, message=message, contact=contact, sender=known, at=at
        )
    return contest_id


def answer_contest(workbench: Workbench, contest_id: str, answer: str, *, by: str, at: datetime) -> None:
    """Keep the answer to what a reader sent; there is one.

    Raises:
        NotPossible: it is unknown, already answered, or the answer is empty.
    """
    if not answer.strip():
        raise NotPossible("Une réponse vide ne répond pas. Rien n’est changé.")
    with workbench.session():
        found = {row["contest_id"]: row for row in contests.contests(workbench).to_dicts()}
        if contest_id not in found:
            raise NotPossible("Signalement « {id} » inconnu.", id=contest_id)
        if found[contest_id]["answered_by"] is not None:
            raise NotPossible(
                "Signalement « {id} » : {by} y a déjà répondu; rien n’est changé.",
                id=contest_id,
                by=found[contest_id]["answered_by"],
            )
        contests.answer(workbench, contest_id, answer.strip(), by=by, at=at)
