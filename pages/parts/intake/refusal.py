"""What someone without the right reads instead of the steward's page."""

from indicators.catalogue.model import Language
from indicators.wording.language import say
from pages.menu import PAGES
from pages.ui.login.account_banner import can_log_in
from pages.ui.login.session_user import SessionUser
from pages.ui.styles import heading, text


def refuse(person: SessionUser, language: Language) -> None:
    """Say who may open the page, and how to become one of them."""
    heading(PAGES["intake"].title(language), say("Cette page est réservée aux responsables des données", language))
    text(
        say(
            "Elle sert à recevoir, vérifier et publier les classeurs des établissements. Tout ce qui est publié se lit dans les autres pages.",
            language,
        )
    )
    if person.standing == "signed_in":
        words = "Vous êtes connecté comme {name} ({role}); demandez ce rôle à qui gère les accès."
        text(say(words, language, name=person.name, role=person.role_words(language)))
    elif can_log_in():
        text(say("Si vous en êtes, connectez-vous avec le lien en haut de la page.", language))
    else:
        text(
            say(
                "Aucune connexion n’est configurée ici : la page s’ouvre seulement sur la machine même du tableau de bord.",
                language,
            )
        )
