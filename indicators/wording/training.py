"""What the training evaluation says as a whole, in titles and cells; each result's own sentence is in its package."""

from collections.abc import Iterable

from data.model.initiative_collection import load_collection
from indicators.catalogue.model import Language
from indicators.initiatives.collected import Collected, Module, TrainingResult
from indicators.initiatives.sentences import module_name, when_words
from indicators.wording.language import pick, say
from indicators.wording.numbers import number, percent

CHANGES = {
    "up": "hausse",
    "down": "baisse",
    "none": "aucun changement net",
    "not_assessed": "changement sans intervalle",
}


def finding(collected: Collected, modules: Iterable[Module], language: Language) -> str:
    """« Module 1 : hausse · Module 2 : aucun changement net · Module 3 : à venir »."""
    return " · ".join(
        say(
            "{label} : {body}",
            language,
            label=module_name(item.id, language),
            body=outcome(collected, item.id, language),
        )
        for item in modules
    )


def outcome(collected: Collected, module_id: str, language: Language) -> str:
    """What the last follow-up of a module shows, all places together."""
    month = collected.latest_follow_up(module_id)
    if month is None:
        started = collected.attendance(module_id)[0].state != "to_come"
        return say("suivi à venir", language) if started else say("à venir", language)
    return change_word(collected.result(module_id, month=month), language)


def change_word(result: TrainingResult, language: Language) -> str:
    """« hausse », « aucun changement net », or why nothing is said."""
    if result.state != "value":
        return state_words(result, language)
    state = result.change_state or "not_assessed"
    return say(CHANGES[state], language)


def state_words(result: TrainingResult, language: Language) -> str:
    """« masqué » or « à venir »."""
    return say("masqué", language) if result.state == "suppressed" else say("à venir", language)


def place_words(territory_id: str, setting_id: str, language: Language) -> str:
    """« Chicoutimi · GMF », « Alma », « Ensemble »."""
    lists = load_collection()
    parts = [
        pick(lists.label(list_id, entry), "label", language)
        for list_id, entry in (("territory", territory_id), ("setting", setting_id))
        if entry
    ]
    return " · ".join(parts) or say("Ensemble", language)


def month_words(month: int, language: Language) -> str:
    """« À 1 mois »."""
    return pick(load_collection().label("month", str(month)), "label", language)


def mark_words(result: TrainingResult, language: Language) -> str:
    """Beside a mark: « à 1 mois : +0,4 (n = 40) »."""
    return say(
        "{when} : {change} (n = {n})",
        language,
        when=when_words(result.month, language),
        change=number(result.change or 0.0, 1, language, sign=True),
        n=result.pairs,
    )


def interval_words(low: float | None, high: float | None, decimals: int, language: Language) -> str:
    """« 0,2 à 0,5 »; a dash without an interval."""
    if low is None or high is None:
        return "—"
    return say("{low} à {high}", language, low=number(low, decimals, language), high=number(high, decimals, language))


def answered_words(result: TrainingResult, language: Language) -> str:
    """« 40 sur 54 · 74 % »: how many answered of those who started, or of those enrolled at the start."""
    if result.answered is None:
        return state_words(result, language)
    of = result.enrolled if result.month == 0 else result.started
    if of is None or result.response_share is None:
        return str(result.answered)
    share = percent(100 * result.response_share, 0, language)
    return say("{k} sur {n} · {share}", language, k=result.answered, n=of, share=share)


def lost_words(result: TrainingResult, language: Language) -> str:
    """« attrition 26 % »; nothing where none is told."""
    if result.attrition_share is None:
        return ""
    return say("attrition {share}", language, share=percent(100 * result.attrition_share, 0, language))


def hidden_places(results: Iterable[TrainingResult], language: Language) -> list[str]:
    """The places whose result is hidden, each once."""
    found = (item for item in results if item.state == "suppressed")
    return list(dict.fromkeys(place_words(item.territory_id, item.setting_id, language) for item in found))
