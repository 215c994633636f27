"""The states of a submission in words: the same for readers, on the steward's page and on the command line."""

from indicators.catalogue.model import Language
from indicators.wording.language import say


def submission_word(state: str, language: Language) -> str:
    """The word of a submission's state, or of an establishment without any, « reçu, à vérifier »."""
    words = {
        # What was withdrawn had come: a release tells it from nothing by nothing.
        "missing": say("aucun classeur en main", language),
        "open": say("reçu, à vérifier", language),
        "resubmitted": say("reçu de nouveau, à vérifier", language),
        "returned": say("retourné pour correction", language),
        "accepted": say("accepté", language),
        "accepted_explained": say("accepté avec explication", language),
        "withdrawn": say("retiré", language),
        "superseded": say("remplacé", language),
        "outside": say("hors du cadre de cette vague", language),
    }
    return words[state]
