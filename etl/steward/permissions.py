"""Who may do what: what each action asks for, and the sentence of a refusal.

A right is checked where the action happens, never only in a menu.
"""

from dataclasses import dataclass
from typing import Literal

from data.facts import load_facts
from data.model.roles import ROLES, Actor, Role
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.roles import role_word

Action = Literal[
    "receive",
    "check",
    "return",
    "accept",
    "withdraw",
    "explain",
    "remind",
    "wave_status",
    "texts",
    "review",
    "history",
    "contest",
    "contested",
    "answer_contest",
    "delegate",
    "mapping",
    "targets",
    "initiatives",
    "preview",
    "publish",
    "roll_back",
]
#: How far a steward of given establishments reaches: to those alone, to everything, or not at all.
Reach = Literal["own", "all", "none"]


@dataclass(frozen=True)
class Right:
    """The roles that give an action, and how far it reaches for a steward of given establishments."""

    roles: frozenset[Role]
    reach: Reach


def _right(reach: Reach, *roles: Role) -> Right:
    return Right(frozenset(roles), reach)


#: One line an action. A publisher is bound to no establishment.
RIGHTS: dict[Action, Right] = {
    "receive": _right("own", "steward"),
    "check": _right("own", "steward"),
    "return": _right("own", "steward"),
    "accept": _right("own", "steward"),
    "withdraw": _right("own", "steward"),
    "explain": _right("own", "steward"),
    "remind": _right("own", "steward"),
    "wave_status": _right("own", "steward", "publisher"),
    "texts": _right("own", "steward", "publisher"),
    "review": _right("own", "steward"),
    "history": _right("own", "steward", "publisher"),
    # Whoever reads a number may say that it looks wrong.
    "contest": _right("all", "visitor", "member", "steward", "publisher"),
    # A report may concern any establishment, and names who sent it.
    "contested": _right("none", "steward", "publisher"),
    "answer_contest": _right("none", "steward"),
    "delegate": _right("none", "steward"),
    "mapping": _right("none", "steward"),
    "targets": _right("none", "steward"),
    "initiatives": _right("none", "steward"),
    # It tells of every establishment what is not published yet.
    "preview": _right("none", "steward", "publisher"),
    "publish": _right("none", "publisher"),
    "roll_back": _right("none", "publisher"),
}


class NotAllowed(Exception):
    """An action refused to an actor; nothing was done."""

    def __init__(self, actor: Actor, action: Action, establishment_id: str | None = None) -> None:
        super().__init__(f"{actor.name}: {action} {establishment_id or ''}".rstrip())
        self.actor, self.establishment_id = actor, establishment_id
        self.action: Action = action

    def sentence(self, language: Language) -> str:
        """Who was refused what, and what would be needed."""
        right = RIGHTS[self.action]
        words = {"name": self.actor.name, "action": action_word(self.action, language)}
        if not right.roles & self.actor.roles:
            text = "{name} ne peut pas {action} : il faut le rôle {roles}. Rien n’a été fait."
            known = sorted(right.roles, key=ROLES.index)
            asked = say(" ou ", language).join(role_word(role, language) for role in known)
            return say(text, language, **words, roles=asked)
        if right.reach == "none" or self.establishment_id is None:
            text = (
                "{name} ne peut pas {action} : il faut avoir la charge de tous les établissements. Rien n’a été fait."
            )
            return say(text, language, **words)
        text = "{name} ne peut pas {action} pour {place} : cet établissement ne lui est pas confié. Rien n’a été fait."
        known_place = load_facts().establishment.get(self.establishment_id)
        place = pick(known_place, "short_name", language) if known_place else self.establishment_id
        return say(text, language, **words, place=place)


def allowed(actor: Actor, action: Action, establishment_id: str | None = None) -> bool:
    """Whether an actor may act, for one establishment or for those it reaches."""
    right = RIGHTS[action]
    for role in right.roles & actor.roles:
        if role != "steward" or actor.establishments is None:
            return True
        # A steward to whom nothing is entrusted any more may do nothing.
        reached = establishment_id is None or actor.reaches(establishment_id)
        if actor.establishments and (right.reach == "all" or (right.reach == "own" and reached)):
            return True
    return False


def require(actor: Actor, action: Action, establishment_id: str | None = None) -> None:
    """Nothing, when the actor may act.

    Without an establishment, a steward of given ones may act and reaches those alone.

    Raises:
        NotAllowed: the actor may not.
    """
    if not allowed(actor, action, establishment_id):
        raise NotAllowed(actor, action, establishment_id)


def reach(actor: Actor, action: Action) -> frozenset[str] | None:
    """The only establishments that an allowed action reaches; None for all of them."""
    right = RIGHTS[action]
    bound = right.reach == "own" and not (right.roles & actor.roles) - {"steward"}
    return actor.establishments if bound else None


def action_word(action: Action, language: Language) -> str:
    """An action as a verb, « accepter un classeur »."""
    words: dict[Action, str] = {
        "receive": say("recevoir un fichier", language),
        "check": say("vérifier un classeur", language),
        "return": say("retourner un classeur", language),
        "accept": say("accepter un classeur", language),
        "withdraw": say("retirer un classeur", language),
        "explain": say("expliquer une réponse", language),
        "remind": say("préparer un rappel", language),
        "wave_status": say("voir le tableau de suivi", language),
        "texts": say("voir les textes à relire", language),
        "review": say("relire un texte", language),
        "history": say("voir le journal", language),
        "contest": say("signaler un nombre", language),
        "contested": say("voir les signalements", language),
        "answer_contest": say("répondre à un signalement", language),
        "delegate": say("confier des établissements", language),
        "mapping": say("confirmer une correspondance d’en-têtes", language),
        "targets": say("recevoir des cibles", language),
        "initiatives": say("recevoir un classeur des initiatives, ou en détruire les questionnaires", language),
        "preview": say("voir l’effet d’une publication", language),
        "publish": say("publier une version", language),
        "roll_back": say("revenir à une version", language),
    }
    return words[action]
