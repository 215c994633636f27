"""The roles in words."""

from data.model.roles import Role
from indicators.catalogue.model import Language
from indicators.wording.language import say


def role_word(role: Role, language: Language) -> str:
    """The name of a role, « responsable des données »."""
    words: dict[Role, str] = {
        "visitor": say("visiteur", language),
        "member": say("membre de la CdP", language),
        "steward": say("responsable des données", language),
        "publisher": say("responsable de la publication", language),
    }
    return words[role]
