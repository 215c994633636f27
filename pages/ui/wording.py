"""Texts that several pages print: names of establishments and of list entries, and the spaces of each language."""

from data.facts import load_facts
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say, typeset


def short_name(establishment_id: str, language: Language) -> str:
    """« CISSS de Laval » : the name in use before 2026, short enough for lists."""
    return pick(load_facts().establishment[establishment_id], "short_name", language)


def full_name(establishment_id: str, language: Language) -> str:
    """« Santé Québec Laval (anc. CISSS de Laval) » : a search finds either name."""
    item = load_facts().establishment[establishment_id]
    return say("{now} (anc. {before})", language, now=item.name_2026_fr, before=pick(item, "short_name", language))


def choice_label(choice_list: str, choice_id: str, language: Language) -> str:
    """The name of an entry of a list of the reference: « CISSS » of `establishment_type`.

    Raises:
        KeyError: there is no such list, or no such entry in it.
    """
    entries = {item.choice_id: item for item in load_facts().choice_lists[choice_list]}
    return pick(entries[choice_id], "label", language)


def typeset_text(text: str, language: Language) -> str:
    """The text with the spaces of its language: in French none breaks before % and $."""
    return typeset(text) if language == "fr" else text


def colon(language: Language) -> str:
    """The colon between a name and what is said of it, with its space."""
    return "\u00a0: " if language == "fr" else ": "
