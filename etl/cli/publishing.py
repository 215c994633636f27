"""What preview, publish and rollback do once their options are read, and what they tell."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console

from data.store.releases.release import Audience
from etl.cli.collect import desk
from indicators.catalogue.model import Language
from indicators.wording.language import say
from indicators.wording.numbers import day


def _tell(sentence: str, *, bold: bool = False) -> None:
    Console(highlight=False).print(sentence, style="bold" if bold else None, soft_wrap=True, markup=False)


def audience_word(audience: str, language: Language) -> str:
    """Who reads a release: « visiteurs », « membres de la CdP »."""
    words = {"visitor": "visiteurs", "member": "membres de la CdP"}
    return say(words[audience], language)


def preview(audience: Audience, *, by: str, language: Language) -> None:
    """Print what a publication would change for an audience: how many verdicts, why, and on which pages."""
    from indicators.wording.releases import cause_word

    found = desk(by, language).preview(audience)
    words = {"audience": audience_word(audience, language), "release": found.release_id}
    if found.differences is None:
        _tell(say("Première version pour les {audience} : {release}.", language, **words))
        return
    if found.changes_nothing:
        _tell(
            say(
                "Rien ne changerait pour les {audience} : la version {release} dit déjà la même chose.",
                language,
                **words,
            )
        )
        return
    count = found.differences.count
    _tell(
        say("Verdicts qui changeraient pour les {audience} : {count}.", language, **words, count=count),
        bold=True,
    )
    for cause, number in found.differences.by_cause.items():
        _tell(
            f"    {cause_word(cause, language)} : {number}"
            if language == "fr"
            else f"    {cause_word(cause, language)}: {number}"
        )
    _tell(say("Pages touchées : {count}.", language, count=found.differences.pages.height))


def publish(
    note_fr: str,
    note_en: str,
    *,
    audiences: Sequence[Audience],
    reason: str,
    public_from: date | None,
    by: str,
    language: Language,
) -> None:
    """Publish, and name the version of each audience."""
    done = desk(by, language).publish(note_fr, note_en, reason, audiences, public_from)
    for item in done:
        text = (
            "Version {release} publiée pour les {audience}."
            if item.created
            else "Aucune version nouvelle pour les {audience} : la version {release} dit déjà la même chose."
        )
        audience = audience_word(item.audience, language)
        _tell(say(text, language, release=item.release_id, audience=audience))
    if public_from is not None:
        _tell(say("Sous embargo : personne ne la lit avant le {day}.", language, day=day(public_from, language)))


def roll_back(audience: Audience, release_id: str, why: str, *, by: str, language: Language) -> None:
    """Return to an earlier version, and say which one is read."""
    desk(by, language).roll_back(audience, release_id, why)
    words = {"audience": audience_word(audience, language), "release": release_id}
    _tell(say("Les {audience} lisent de nouveau la version {release}.", language, **words))
