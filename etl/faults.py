"""Sentences for refusals and faults of the machine, which are no bugs."""

from collections.abc import Callable
from typing import Any

from data.facts import FactsError
from indicators.catalogue.model import Language
from indicators.wording.language import say


def sentence_of_fault(error: Exception, language: Language) -> str | None:
    """The sentence of a refusal or of a fault of the machine; None for anything else, which is a bug to be shown."""
    if isinstance(error, FactsError):
        # Waves are read as their module is imported: nothing else of the ETL may then be.
        return say("Une table de référence ne se lit pas : {why}.", language, why=str(error))
    return next(
        (sentence(error) for fault, sentence in _sentences(language).items() if isinstance(error, fault)),
        None,
    )


def _sentences(language: Language) -> dict[type[Exception], Callable[[Any], str]]:
    from data.store.atomic_write import NO_ROOM
    from data.store.connection import StoreBusy, StoreFull, StoreUnreadable
    from data.store.releases.pointer import NotRollable, PointerDamaged
    from data.store.releases.release import ReleaseUnreadable
    from data.store.workbench.submissions import KindMismatch
    from data.store.workbench.transitions import ForbiddenTransition
    from etl.feedback.corrected.xml import DamagedPart
    from etl.feedback.value_back import NoProfile
    from etl.publish.publish import NothingToPublish, PublishingUnderWay
    from etl.steward.not_possible import NotPossible
    from etl.steward.permissions import NotAllowed
    from indicators.catalogue import CatalogueError
    from indicators.catalogue.terms import DeclarationError

    def with_reason(text: str) -> Callable[[Exception], str]:
        return lambda error: say(text, language, why=str(error))

    full = "Le disque est plein : rien n’est changé. Libérer de la place, puis recommencer."

    def of_system(error: OSError) -> str:
        if error.errno in NO_ROOM:
            return say(full, language)
        return say("Lecture ou écriture impossible : {why}.", language, why=str(error))

    return {
        NotAllowed: lambda error: error.sentence(language),
        NotPossible: lambda error: error.sentence(language),
        PublishingUnderWay: lambda error: error.sentence(language),
        NothingToPublish: with_reason("Rien à publier : aucun classeur n’est accepté."),
        NotRollable: with_reason("« {why} » n’est pas une version que ces lecteurs peuvent voir; rien n’est changé."),
        ReleaseUnreadable: with_reason("La version ne se lit pas ({why}); publier de nouveau la réécrit."),
        ForbiddenTransition: with_reason("Ce classeur ne peut plus changer ainsi ({why}); rien n’est changé."),
        StoreBusy: with_reason("L’espace de travail est occupé par une autre commande. Recommencer dans un instant."),
        StoreFull: with_reason(full),
        StoreUnreadable: with_reason(
            "L’espace de travail ne se lit pas ({why}). Les fichiers reçus sont intacts dans received/."
        ),
        PointerDamaged: with_reason("Le fichier qui désigne la version courante ne se lit pas ({why})."),
        CatalogueError: with_reason("Le catalogue des indicateurs ne se lit pas : {why}."),
        DeclarationError: with_reason("Une déclaration ne peut pas être évaluée; rien n’est publié. {why}."),
        KindMismatch: with_reason(
            "Un espace de travail est fictif ou réel pour toujours, et celui-ci est de l’autre sorte. "
            "En désigner un autre par OBSERVATOIRE_VAR."
        ),
        DamagedPart: with_reason(
            "Le classeur reçu ne se laisse pas annoter ({why}); le rapport (« report --xlsx ») dit les mêmes cellules."
        ),
        NoProfile: lambda error: error.sentence(language),
        PermissionError: with_reason("Accès refusé : {why}."),
        OSError: of_system,
    }
