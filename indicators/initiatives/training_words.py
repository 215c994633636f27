"""What is said of the training results, one by one and together, in French and in English."""

from collections.abc import Iterable

from data.facts import load_facts
from data.initiative_collection import load_collection
from indicators.catalogue.model import Language
from indicators.initiatives.collected import Collected, Module, TrainingResult
from indicators.initiatives.training import LEAST_PAIRS, SCORE
from indicators.initiatives.tree import short_label
from indicators.wording.language import pick, say
from indicators.wording.numbers import number, percent, rounded

#: Points of a five-point scale are told to a tenth; to a hundredth where a tenth would say 0 of a bound that is not.
DECIMALS, FINER = 1, 2
CHANGES = {
    "up": "hausse",
    "down": "baisse",
    "none": "aucun changement net",
    "not_assessed": "changement sans intervalle",
}


def modules_finding(collected: Collected, modules: Iterable[Module], language: Language) -> str:
    """« Module 1 : hausse · Module 2 : aucun changement net · Module 3 : à venir »."""
    return " · ".join(
        say(
            "{label} : {body}",
            language,
            label=module_name(item.id, language),
            body=module_outcome(collected, item.id, language),
        )
        for item in modules
    )


def module_outcome(collected: Collected, module_id: str, language: Language) -> str:
    """What the last follow-up of a module shows, all places together."""
    month = collected.latest_follow_up(module_id)
    if month is not None:
        return change_word(collected.result(module_id, month=month), language)
    started = collected.attendance(module_id)[0].state != "to_come"
    return say("suivi à venir", language) if started else say("à venir", language)


def module_name(module_id: str, language: Language) -> str:
    """« Module 1 »."""
    return short_label(next(item for item in load_facts().components if item.component_id == module_id), language)


def _place_parts(result: TrainingResult, language: Language) -> list[str]:
    """The names of the territory and the setting of a result; one that is not named is all of them."""
    entries = {"territory": result.territory_id, "setting": result.setting_id}
    return [
        pick(load_collection().label(list_id, entry), "label", language) for list_id, entry in entries.items() if entry
    ]


def place_words(result: TrainingResult, language: Language) -> str:
    """« Chicoutimi · GMF », « Alma », « Ensemble »."""
    return " · ".join(_place_parts(result, language)) or say("Ensemble", language)


def hidden_places(results: Iterable[TrainingResult], language: Language) -> list[str]:
    """The places whose result is hidden, each once."""
    return list(dict.fromkeys(place_words(item, language) for item in results if item.state == "suppressed"))


def month_words(month: int, language: Language) -> str:
    """« À 1 mois »."""
    return pick(load_collection().label("month", str(month)), "label", language)


def when_words(month: int, language: Language) -> str:
    """« à 1 mois », « au départ »: a time point inside a sentence."""
    words = month_words(month, language)
    return words[0].lower() + words[1:]


def measure_name(measure: str, language: Language) -> str:
    """« score des cinq énoncés », or the statement itself."""
    if measure == SCORE:
        return say("score des {n} énoncés", language, n=len(load_collection().items))
    return pick(next(item for item in load_collection().items if item.item_id == measure), "text", language)


def state_words(result: TrainingResult, language: Language) -> str:
    """« masqué » or « à venir »."""
    return say("masqué", language) if result.state == "suppressed" else say("à venir", language)


def change_word(result: TrainingResult, language: Language) -> str:
    """« hausse », « aucun changement net », or why nothing is said."""
    if result.state != "value":
        return state_words(result, language)
    state = result.change_state or "not_assessed"
    return say(CHANGES[state], language)


def mark_words(result: TrainingResult, language: Language) -> str:
    """Beside a mark: « à 1 mois : +0,4 (n = 40) »."""
    return say(
        "{when} : {change} (n = {n})",
        language,
        when=when_words(result.month, language),
        change=number(result.change or 0.0, 1, language, sign=True),
        n=result.pairs,
    )


def interval_words(result: TrainingResult, language: Language) -> str:
    """« 0,2 à 0,5 »; a dash without an interval."""
    if result.change_low is None or result.change_high is None:
        return "—"
    low, high = (number(bound, FINER, language) for bound in (result.change_low, result.change_high))
    return say("{low} à {high}", language, low=low, high=high)


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


def result_sentence(result: TrainingResult, language: Language) -> str:
    """The result in one sentence: what was collected, how much changed, or why nothing can be said."""
    parts = [module_name(result.module_id, language), *_place_parts(result, language)]
    words = {"place": ", ".join([*parts, when_words(result.month, language)])}
    if result.state == "to_come":
        return say("{place} : à venir; aucun résultat recueilli.", language, **words)
    if result.state == "suppressed":
        text = (
            "{place} : masqué; moins de {n} paires complètes, ou un nombre qui laisserait retrouver un si petit groupe."
        )
        return say(text, language, **words, n=LEAST_PAIRS)
    if result.month:
        text = "{place} : {pairs} paires complètes sur {started} au départ; {change}."
        change = change_words(result, language)
        return say(text, language, **words, pairs=result.pairs, started=result.started, change=change)
    values: dict[str, object] = {
        **words,
        "started": result.started,
        "level": "—" if result.level is None else number(result.level, DECIMALS, language),
        "high": load_collection().items[0].high,
        "bounds": _bounds(result.level_low, result.level_high, language),
    }
    if result.enrolled is None or result.response_share is None:
        return say("{place} : {started} réponses; niveau de {level} sur {high}{bounds}.", language, **values)
    text = (
        "{place} : {started} réponses pour {enrolled} personnes inscrites ({share}); niveau de {level} sur "
        "{high}{bounds}."
    )
    share = percent(100 * result.response_share, 0, language)
    return say(text, language, **values, enrolled=result.enrolled, share=share)


def change_words(result: TrainingResult, language: Language) -> str:
    """« hausse de 0,6 point (de 0,3 à 0,9) », or what could have been seen where no change stands out."""
    change, low, high = result.change or 0.0, result.change_low, result.change_high
    if result.change_state == "down":
        # The bounds of a fall are those of its size.
        change, low, high = -change, None if high is None else -high, None if low is None else -low
    decimals = _decimals(low, high)
    words = {"points": _points(change, decimals, language), "bounds": _bounds(low, high, language)}
    if result.change_state in ("up", "down"):
        text = "hausse de {points}{bounds}" if result.change_state == "up" else "baisse de {points}{bounds}"
        return say(text, language, **words)
    if result.change_state == "none" and result.detectable is not None:
        text = "aucun changement net : {points}{bounds}; un changement d’au moins {least} se serait vu"
        return say(text, language, **words, least=_points(result.detectable, decimals, language))
    return say("changement de {points}, sans intervalle : toutes les réponses ont changé d’autant", language, **words)


def effect_sentence(result: TrainingResult, language: Language) -> str:
    """The size of the effect with its interval and its name; empty where none can be computed."""
    if result.effect is None:
        return ""
    text = (
        "Taille de l’effet : {effect}{bounds} (g de Hedges : d de Cohen des différences appariées, corrigé pour les "
        "petits groupes)."
    )
    bounds = _bounds(result.effect_low, result.effect_high, language, FINER)
    return say(text, language, effect=number(result.effect, FINER, language), bounds=bounds)


def completers_note(language: Language) -> str:
    """Whom a change is about, said beside every change."""
    return say(
        "Seules comptent les personnes qui ont répondu à tous les énoncés au départ et à ce temps de mesure; celles "
        "qui ont cessé de répondre ont pu changer autrement. Sans groupe témoin, un changement n’est pas forcément dû "
        "à la formation.",
        language,
    )


def lineage_sentence(result: TrainingResult, language: Language) -> str:
    """Where a result comes from: files, and how many rows are its own; never how many a file holds."""
    if result.file_rows is None:
        return ""
    text = (
        "{n} lignes de questionnaires pour ce seul résultat ({parts}), gardées dans l’espace de travail; fichiers : "
        "{files}."
        if result.destroyed_on is None
        else "{n} lignes de questionnaires pour ce seul résultat ({parts}), détruites le {day}; fichiers : {files}."
    )
    parts = say("{n} au départ", language, n=result.started)
    if result.month:
        parts += ", " + say("{n} {when}", language, n=result.answered, when=when_words(result.month, language))
    files = ", ".join(result.file_labels)
    return say(text, language, n=result.file_rows, parts=parts, files=files, day=result.destroyed_on)


def _decimals(*bounds: float | None) -> int:
    """A tenth, unless a bound that is not 0 would be told as 0: the reader then sees on which side of it it lies."""
    return FINER if any(value and not rounded(value, DECIMALS) for value in bounds) else DECIMALS


def _points(value: float, decimals: int, language: Language) -> str:
    """« 0,6 point », « 2,1 points »."""
    text = "{n} point" if abs(rounded(value, decimals)) < 2 else "{n} points"
    return say(text, language, n=number(value, decimals, language))


def _bounds(low: float | None, high: float | None, language: Language, decimals: int = 0) -> str:
    """« (de 0,3 à 0,9) » with its leading space; empty without an interval."""
    if low is None or high is None:
        return ""
    decimals = decimals or _decimals(low, high)
    values = {"low": number(low, decimals, language), "high": number(high, decimals, language)}
    return " " + say("(de {low} à {high})", language, **values)
