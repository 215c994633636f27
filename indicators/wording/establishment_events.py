"""What became of an establishment, in sentences: opened, closed, merged; whose numbers its pages then show."""

from datetime import timedelta

from data.facts import Facts
from data.model.survey_frame import ENDS, FrameEvent, name_on
from indicators.catalogue.model import Language
from indicators.wording.language import say
from indicators.wording.numbers import day


def frame_sentences(facts: Facts, establishment_id: str, language: Language) -> list[str]:
    """One sentence an event that changes the frame, oldest first; none for a mere change of name."""
    told = [
        item
        for item in facts.frame_events
        if establishment_id in (item.establishment_id, item.into_id) and item.event != "renamed"
    ]
    return [_said(facts, item, establishment_id, language) for item in sorted(told, key=lambda x: x.first_day)]


def _said(facts: Facts, item: FrameEvent, establishment_id: str, language: Language) -> str:
    since = day(item.first_day, language)
    if item.event == "opened":
        return say("Ouvert le {day} : les vagues d’avant ne le comptent pas.", language, day=since)
    if item.event not in ENDS:
        raise ValueError(f"no sentence for the event {item.event!r} of {item.establishment_id}")
    if item.event == "closed":
        return say("Fermé le {day} : ses valeurs s’arrêtent à la vague d’avant.", language, day=since)
    if establishment_id == item.establishment_id:
        into = facts.establishment[item.into_id or ""]
        return say(
            "Fusionné le {day} avec {other} : ses valeurs s’arrêtent à la vague d’avant et restent sous son nom.",
            language,
            day=since,
            other=name_on(into, item.first_day, facts.frame_events),
        )
    # Its name on the last day that it bore one.
    gone = facts.establishment[item.establishment_id]
    return say(
        "Comprend depuis le {day} l’établissement {other} : ses valeurs d’avant ne le comprennent pas.",
        language,
        day=since,
        other=name_on(gone, item.first_day - timedelta(days=1), facts.frame_events),
    )
