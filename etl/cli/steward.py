"""What the commands of the desk do once their options are read: one action of the desk, then what happened."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from data.facts import load_facts
from etl.cli.collect import desk
from etl.validate.problems import MANY
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import day, moment, percent

if TYPE_CHECKING:
    from data.store.workbench.reviews import Decision
    from etl.review.accept import Acceptance


def _console() -> Console:
    return Console(highlight=False)


def _tell(sentence: str, *, bold: bool = False) -> None:
    _console().print(sentence, style="bold" if bold else None, soft_wrap=True, markup=False)


def _name(establishment_id: str, language: Language) -> str:
    return pick(load_facts().establishment[establishment_id], "short_name", language)


def accept(
    wave_id: str | None, establishment_id: str | None, *, reason: str | None, by: str, language: Language
) -> int:
    """How many submissions still wait, after a line for each."""
    done = desk(by, language).accept(wave_id, establishment_id, reason)
    texts = {
        "accepted": "{name}, {wave} : accepté.",
        "accepted_with_reason": "{name}, {wave} : accepté avec explication; réponses tenues hors des nombres : {pending}.",
        "has_errors": "{name}, {wave} : {errors} à corriger; « check » dit lesquelles.",
        "returned_by_hand": "{name}, {wave} : retourné avec une note; un motif est demandé pour l’accepter tel quel.",
        "not_checked": "{name}, {wave} : pas encore vérifié; lancer « check » d’abord.",
    }
    quiet: set[Acceptance] = set()
    if len(done) > MANY:
        quiet = {item for item in done if item.outcome == "accepted"}
        for wave, count in Counter(item.wave_id for item in done if item in quiet).items():
            _tell(say("{wave} : {count} acceptés.", language, wave=wave, count=count))
    for item in done:
        if item in quiet:
            continue
        words = {"name": _name(item.establishment_id, language), "wave": item.wave_id}
        sentence = say(texts[item.outcome], language, **words, errors=item.errors, pending=item.pending)
        _tell(sentence, bold=not item.accepted)
    left = sum(not item.accepted for item in done)
    text = "Acceptés : {accepted}. En attente : {left}." if done else "Aucun classeur n’attend."
    _tell(say(text, language, accepted=len(done) - left, left=left))
    return left


def give_back(wave_id: str, establishment_id: str, note: str, *, by: str, language: Language) -> None:
    """Return a submission with a note."""
    desk(by, language).return_(wave_id, establishment_id, note)
    text = "{name}, {wave} : retourné. « reminders » écrit le courriel qui le dit."
    _tell(say(text, language, name=_name(establishment_id, language), wave=wave_id))


def withdraw(wave_id: str, establishment_id: str, why: str, *, by: str, language: Language) -> None:
    """Withdraw what an establishment sent for a wave."""
    count = len(desk(by, language).withdraw(wave_id, establishment_id, why))
    text = "{name}, {wave} : retiré ({count}); la prochaine version sera sans ses réponses."
    _tell(say(text, language, name=_name(establishment_id, language), wave=wave_id, count=count))


def explain(wave_id: str, establishment_id: str, question_id: str, text: str, *, by: str, language: Language) -> None:
    """Explain an answer of the newest file of an establishment and wave."""
    from etl.steward.moves import newest
    from etl.steward.not_possible import NotPossible, place_names

    steward = desk(by, language)
    found = newest(steward.workbench, wave_id, establishment_id)
    if found is None:
        raise NotPossible(
            "{name}, {wave} : aucun classeur n’a été reçu.", name=place_names(establishment_id), wave=wave_id
        )
    steward.explain(found["submission_id"], question_id, text)
    _tell(say("Explication conservée; elle attend une relecture avant toute publication.", language))


STATES_FR = {
    "missing": "aucun classeur reçu",
    "open": "reçu, à vérifier",
    "returned": "retourné pour correction",
    "resubmitted": "reçu de nouveau, à vérifier",
    "accepted": "accepté",
    "accepted_explained": "accepté avec explication",
    "withdrawn": "retiré",
}


def board(wave_id: str, *, by: str, language: Language) -> None:
    """Print where each establishment of a wave stands, then the rates."""
    from etl.steward.wave_status import rates

    found = desk(by, language).board(wave_id)
    table = Table()
    for heading in ("Établissement", "État", "Reçu le", "Retard (jours)", "Depuis (jours)", "À corriger"):
        table.add_column(say(heading, language))
    for row in found.iter_rows(named=True):
        received = day(row["received_at"], language) if row["received_at"] else "—"
        word = STATES_FR[row["state"]]
        late = "—" if row["days_late"] is None else str(row["days_late"])
        cells = (
            _name(row["establishment_id"], language),
            say(word, language),
            received,
            late,
        )
        table.add_row(*(escape(text) for text in cells), str(row["age_days"]), str(row["errors"]))
    _console().print(table)
    seen = rates(found)
    words = {
        "received": seen.received,
        "asked": seen.asked,
        "reporting": "—" if seen.reporting is None else percent(seen.reporting, 0, language),
        "punctual": "—" if seen.punctual is None else percent(seen.punctual, 0, language),
    }
    text = "Ont répondu : {received} sur {asked} ({reporting}). À temps : {punctual}."
    _tell(say(text, language, **words), bold=True)


def reminders(wave_id: str, out: Path | None, *, by: str, language: Language) -> None:
    """Print the e-mails of a wave, or write each as a text file."""
    found = desk(by, language).reminders(wave_id)
    for item in found:
        text = f"{item.subject}\n\n{item.body}\n"
        if out is None:
            _tell(f"--- {_name(item.establishment_id, language)}\n{text}")
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{item.establishment_id}-{wave_id}-{item.kind}.txt").write_text(text, "utf-8")
    _tell(say("Courriels prêts : {count}; rien n’est envoyé d’ici.", language, count=len(found)))


def texts(*, by: str, language: Language) -> int:
    """How many free texts wait for a decision, after the list of all of them."""
    states = {
        "waiting": "à relire",
        "published": "publié",
        "redacted": "publié caviardé",
        "kept": "gardé",
    }
    found = desk(by, language).texts()
    for item in found:
        head = f"{item.text_id} · {_name(item.establishment_id, language)}, {item.wave_id} · {say(states[item.state], language)}"
        _tell(head, bold=item.state == "waiting")
        _tell(f"    {item.text}")
        if item.state == "redacted":
            _tell(f"    → {item.shown}")
    left = sum(item.state == "waiting" for item in found)
    _tell(say("Textes à relire : {left} sur {count}.", language, left=left, count=len(found)))
    return left


def review(text_id: str, decision: "Decision", redacted: str | None, *, by: str, language: Language) -> None:
    """Decide of one free text."""
    desk(by, language).review(text_id, decision, redacted)
    _tell(say("Décision conservée pour le texte {id}.", language, id=text_id))


def contested(*, by: str, language: Language) -> int:
    """How many reports on numbers wait for an answer, after the list of all of them."""
    rows = desk(by, language).contested().to_dicts()
    for row in rows:
        _tell(
            f"{row['contest_id']} · {moment(row['sent_at'], language)} · {row['permalink']}",
            bold=not row["answer"],
        )
        _tell(f"    {row['message']}")
        if row["contact"]:
            _tell(f"    {row['contact']}")
        if row["answer"]:
            _tell(f"    → {row['answer']} ({row['answered_by']})")
    left = sum(row["answer"] is None for row in rows)
    _tell(say("Signalements sans réponse : {left} sur {count}.", language, left=left, count=len(rows)))
    return left


def answer_contest(contest_id: str, answer: str, *, by: str, language: Language) -> None:
    """Answer one report on a number."""
    desk(by, language).answer_contest(contest_id, answer)
    _tell(say("Réponse conservée pour le signalement {id}.", language, id=contest_id))


def delegate(name: str | None, establishments: list[str], until: Any, *, by: str, language: Language) -> None:
    """Entrust establishments to somebody, or print who has which."""
    steward = desk(by, language)
    if name is not None:
        steward.delegate(name, establishments, until=until)
    for row in steward.delegations().iter_rows(named=True):
        places = ", ".join(_name(item, language) for item in row["establishment_ids"])
        end = f" → {day(row['until'], language)}" if row["until"] else ""
        _tell(f"{row['name']}{end} : {places}" if language == "fr" else f"{row['name']}{end}: {places}")
    if name is not None:
        text = "{count} établissements confiés à {name}." if establishments else "Plus rien n’est confié à {name}."
        _tell(say(text, language, count=len(establishments), name=name))


def audit_verify(*, by: str, language: Language) -> bool:
    """Whether the journal is whole, after a sentence."""
    from data.store.journal import log

    workbench = desk(by, language).workbench
    broken = log.verify(workbench)
    if broken is None:
        count = log.head(workbench)[0]
        _tell(say("Journal intact : {count} entrées, chacune liée à la précédente.", language, count=count))
        return True
    texts = {
        "altered": "Journal altéré : l’entrée {entry} n’est plus celle qui a été écrite.",
        "missing": "Journal altéré : l’entrée {entry} manque.",
        "unchained": "Journal altéré : l’entrée {entry} ne suit pas celle qui la précède.",
        "unanchored": "Journal réécrit : l’entrée {entry} n’est plus celle qu’une publication a ancrée hors de la base.",
        "anchor_lost": "Ancre perdue : celle de l’entrée {entry} manque au fichier des ancres.",
        "anchors_unreadable": "Le fichier des ancres ne se lit plus; le journal ne peut être comparé à rien.",
    }
    _tell(say(texts[broken.fault], language, entry=broken.entry), bold=True)
    return False


def audit_show(wave_id: str | None, establishment_id: str | None, *, by: str, language: Language) -> None:
    """Print the entries of the journal."""
    for row in desk(by, language).history(wave_id, establishment_id).iter_rows(named=True):
        why = f" · {row['why']}" if row["why"] else ""
        _tell(
            f"{row['entry']} · {moment(row['acted_at'], language)} · {row['who']} · {row['action']} · {row['subject']}{why}"
        )
