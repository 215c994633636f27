"""A target in the cell of a table: its bounds, and whether the value meets it."""

from markupsafe import Markup

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.wording.language import say
from indicators.wording.signal import target_text, target_words
from pages.ui.tables import cell

STATES = {"met": "atteinte", "not_met": "pas atteinte", "not_assessable": "ne peut être évaluée"}
NOTES = {
    "within_interval": "le hasard pourrait en décider autrement",
    "low_coverage": "trop peu d’établissements",
    "suppressed": "valeur masquée",
    "no_value": "sans valeur",
}


def target_cell(verdict: Verdict | None, language: Language) -> Markup:
    """« au moins 60 % » over « atteinte; le hasard pourrait en décider autrement »; « aucune » without a target.

    A period that had ended when the target was decided has « aucune cible à cette date ».
    """
    words = ""
    if verdict is not None:
        words = target_text(verdict, language)
    if verdict is not None and verdict.target_note == "not_yet":
        return cell("", target_words(verdict, language))
    if verdict is None or not words:
        return cell("", say("aucune", language))
    parts = [
        say(texts[code], language)
        for texts, code in ((STATES, verdict.target_state), (NOTES, verdict.target_note))
        if code in texts
    ]
    return cell(words, "; ".join(parts))
