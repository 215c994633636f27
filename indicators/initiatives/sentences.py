"""What is said of a result, in French and in English, from the same fields that charts and tables show."""

from data.facts import load_facts
from data.model.initiative_collection import load_collection
from indicators.catalogue.model import Language
from indicators.initiatives.collected import TrainingResult
from indicators.initiatives.training import LEAST_PAIRS, SCORE
from indicators.wording.language import pick, say
from indicators.wording.numbers import number, percent, rounded

#: Points of a five-point scale are told to a tenth; to a hundredth where a tenth would say 0 of a bound that is not.
DECIMALS, FINER = 1, 2


def module_name(module_id: str, language: Language) -> str:
    """« Module 1 », the part of its label that comes before the colon."""
    label = next(item for item in load_facts().components if item.component_id == module_id)
    return pick(label, "label", language).split(":")[0].strip("\u00a0 ")


def place_name(result: TrainingResult, language: Language) -> str:
    """« Module 1, Chicoutimi, GMF, à 1 mois »; a territory or setting that is not named is all of them."""
    lists = load_collection()
    parts = [module_name(result.module_id, language)]
    for list_id, entry in (("territory", result.territory_id), ("setting", result.setting_id)):
        if entry:
            parts.append(pick(lists.label(list_id, entry), "label", language))
    return ", ".join([*parts, when_words(result.month, language)])


def when_words(month: int, language: Language) -> str:
    """« à 1 mois », « au départ »: a time point inside a sentence."""
    words = pick(load_collection().label("month", str(month)), "label", language)
    return words[0].lower() + words[1:]


def measure_name(measure: str, language: Language) -> str:
    """« score des cinq énoncés », or the statement itself."""
    if measure == SCORE:
        return say("score des {n} énoncés", language, n=len(load_collection().items))
    return pick(next(item for item in load_collection().items if item.item_id == measure), "text", language)


def result_sentence(result: TrainingResult, language: Language) -> str:
    """The result in one sentence: what was collected, how much changed, or why nothing can be said."""
    place = place_name(result, language)
    if result.state == "to_come":
        return say("{place} : à venir; aucun résultat recueilli.", language, place=place)
    if result.state == "suppressed":
        text = (
            "{place} : masqué; moins de {n} paires complètes, ou un nombre qui laisserait retrouver un si petit groupe."
        )
        return say(text, language, place=place, n=LEAST_PAIRS)
    if result.month == 0:
        return _start(result, place, language)
    text = "{place} : {pairs} paires complètes sur {started} au départ; {change}."
    return say(
        text,
        language,
        place=place,
        pairs=result.pairs,
        started=result.started,
        change=change_words(result, language),
    )


def _start(result: TrainingResult, place: str, language: Language) -> str:
    level = _points(result.level, DECIMALS, language)
    words = {
        "place": place,
        "started": result.started,
        "level": level,
        "high": load_collection().items[0].high,
    }
    words["bounds"] = _bounds(result.level_low, result.level_high, language)
    if result.enrolled is None or result.response_share is None:
        return say("{place} : {started} réponses; niveau de {level} sur {high}{bounds}.", language, **words)
    text = "{place} : {started} réponses pour {enrolled} personnes inscrites ({share}); niveau de {level} sur {high}{bounds}."
    share = percent(100 * result.response_share, 0, language)
    return say(text, language, **words, enrolled=result.enrolled, share=share)


def change_words(result: TrainingResult, language: Language) -> str:
    """« hausse de 0,6 point (de 0,3 à 0,9) », or what could have been seen where no change stands out."""
    change, low, high = result.change or 0.0, result.change_low, result.change_high
    if result.change_state == "down":
        # The bounds of a fall are those of its size.
        change, low, high = -change, None if high is None else -high, None if low is None else -low
    decimals = _decimals(low, high)
    words = {"points": _counted(change, decimals, language), "bounds": _bounds(low, high, language)}
    if result.change_state in ("up", "down"):
        text = "hausse de {points}{bounds}" if result.change_state == "up" else "baisse de {points}{bounds}"
        return say(text, language, **words)
    if result.change_state == "none" and result.detectable is not None:
        text = "aucun changement net : {points}{bounds}; un changement d’au moins {least} se serait vu"
        return say(text, language, **words, least=_counted(result.detectable, decimals, language))
    return say("changement de {points}, sans intervalle : toutes les réponses ont changé d’autant", language, **words)


def effect_sentence(result: TrainingResult, language: Language) -> str:
    """The size of the effect with its interval and its name; empty where none can be computed."""
    if result.effect is None:
        return ""
    text = "Taille de l’effet : {effect}{bounds} (g de Hedges : d de Cohen des différences appariées, corrigé pour les petits groupes)."
    bounds = _bounds(result.effect_low, result.effect_high, language, FINER)
    return say(text, language, effect=number(result.effect, FINER, language), bounds=bounds)


def completers_note(language: Language) -> str:
    """Whom a change is about, said beside every change."""
    return say(
        "Seules comptent les personnes qui ont répondu à tous les énoncés au départ et à ce temps de mesure; celles qui ont "
        "cessé de répondre ont pu changer autrement. Sans groupe témoin, un changement n’est pas forcément dû à la formation.",
        language,
    )


def lineage_sentence(result: TrainingResult, language: Language) -> str:
    """Where a result comes from: files, and how many rows are its own; never how many a file holds."""
    if result.file_rows is None:
        return ""
    if result.destroyed_on is not None:
        text = "{n} lignes de questionnaires pour ce seul résultat ({parts}), détruites le {day}; fichiers : {files}."
        told = {"day": result.destroyed_on.isoformat()}
    else:
        text = "{n} lignes de questionnaires pour ce seul résultat ({parts}), gardées dans l’espace de travail; fichiers : {files}."
        told = {}
    parts = say("{n} au départ", language, n=result.started)
    if result.month:
        parts += ", " + say("{n} {when}", language, n=result.answered, when=when_words(result.month, language))
    return say(text, language, n=result.file_rows, parts=parts, files=", ".join(result.file_labels), **told)


def _decimals(*bounds: float | None) -> int:
    """A tenth, unless a bound that is not 0 would be told as 0: the reader then sees on which side of it it lies."""
    return FINER if any(value and not rounded(value, DECIMALS) for value in bounds) else DECIMALS


def _points(value: float | None, decimals: int, language: Language) -> str:
    return "—" if value is None else number(value, decimals, language)


def _counted(value: float, decimals: int, language: Language) -> str:
    """« 0,6 point », « 2,1 points »."""
    text = "{n} point" if abs(rounded(value, decimals)) < 2 else "{n} points"
    return say(text, language, n=number(value, decimals, language))


def _bounds(low: float | None, high: float | None, language: Language, decimals: int = 0) -> str:
    """« (de 0,3 à 0,9) » with its leading space; empty without an interval."""
    if low is None or high is None:
        return ""
    decimals = decimals or _decimals(low, high)
    told = {"low": number(low, decimals, language), "high": number(high, decimals, language)}
    return " " + say("(de {low} à {high})", language, **told)
