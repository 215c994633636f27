"""Names of establishments as readers know them: the name of 2026, the older one beside it."""

from data.facts import load_facts
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say


def short_name(establishment_id: str, language: Language) -> str:
    """« CISSS de Laval » : the name in use before 2026, short enough for lists."""
    return pick(load_facts().establishment[establishment_id], "short_name", language)


def full_name(establishment_id: str, language: Language) -> str:
    """« Santé Québec Laval (anc. CISSS de Laval) » : a search finds either name."""
    item = load_facts().establishment[establishment_id]
    return say("{now} (anc. {before})", language, now=item.name_2026_fr, before=pick(item, "short_name", language))
