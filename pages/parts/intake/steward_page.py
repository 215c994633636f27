"""The context of the steward's page: who acts, on which wave; and the outcome of the last action.

Every action goes through `StewardService`. Its sentence stays on the page until the next action; a refusal is a
sentence too, never a traceback.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl
import streamlit as st

from data.facts import load_facts
from data.store.connection import StoreBusy, StoreFull, StoreUnreadable
from data.store.paths import var_folder
from data.store.releases.release import ReleaseUnreadable
from data.store.workbench.submissions import Workbench
from etl import waves
from etl.publish.publish import NothingToPublish
from etl.steward.not_possible import NotPossible
from etl.steward.permissions import Action, NotAllowed, allowed, require
from etl.steward.service import StewardService
from indicators.catalogue.model import Language
from indicators.wording.language import Translator, pick, say
from pages.ui import url_state
from pages.ui.login.session_user import SessionUser
from pages.ui.markup import Child, draw, el

OUTCOME_KEY = "depot-said"


@dataclass(frozen=True)
class StewardPage(Translator):
    """What every part of the page needs."""

    person: SessionUser
    var: Path
    language: Language
    wave_id: str

    @cached_property
    def service(self) -> StewardService:
        return StewardService(self.var, self.person, self.language)

    @cached_property
    def workbench(self) -> Workbench:
        """For reading what the right to the wave's status lets one read; every change goes through the service."""
        require(self.person.in_charge, "wave_status")
        return Workbench(self.var)

    def may(self, action: Action, establishment_id: str | None = None) -> bool:
        """Whether to draw a button; the service decides again when it is pressed."""
        return allowed(self.person.in_charge, action, establishment_id)

    def name(self, establishment_id: str) -> str:
        return pick(load_facts().establishment[establishment_id], "short_name", self.language)

    def wave_status(self) -> pl.DataFrame:
        """One row an establishment of the wave that this person may see."""
        return self.service.wave_status(self.wave_id)


def open_steward_page(person: SessionUser, language: Language) -> StewardPage:
    """The context for a person who handles files, on the wave of the address (the latest yearly one by default)."""
    known = [item.wave_id for item in waves.ALL]
    wave_id = url_state.param("vague", known, waves.WAVES[-1].wave_id)
    return StewardPage(person, var_folder(), language, wave_id)


def act_and_rerun(page: StewardPage, action: Callable[[], str]) -> None:
    """Act, keep the outcome, and draw the page again as things now stand."""
    st.session_state[OUTCOME_KEY] = outcome_of(action, page.language)
    st.rerun()


def outcome_of(action: Callable[[], str], language: Language) -> tuple[bool, str]:
    """Whether an action was done, and the sentence that says so or why not."""
    try:
        return True, action()
    except (NotAllowed, NotPossible) as refusal:
        return False, refusal.sentence(language)
    except NothingToPublish:
        return False, say("Rien à publier : aucun classeur n’est accepté.", language)
    except StoreBusy:
        text = "Une autre personne écrit en ce moment. Rien n’a été fait; réessayer dans un instant."
        return False, say(text, language)
    except (StoreUnreadable, ReleaseUnreadable):
        text = "Un fichier de l’espace de travail est illisible. Rien n’a été changé; prévenir l’équipe."
        return False, say(text, language)
    except (OSError, StoreFull) as error:
        text = "Le disque n’a pas pu être écrit ({why}). Rien n’est fait à moitié; libérer de la place, puis réessayer."
        return False, say(text, language, why=getattr(error, "strerror", None) or error)


def draw_outcome(page: StewardPage) -> None:
    """Draw what the last action answered."""
    outcome = st.session_state.get(OUTCOME_KEY)
    if outcome is None:
        return
    done, sentence = outcome
    lines = [el("p", line) for line in sentence.split("\n")]
    draw_status(done, el("strong", page.say("Fait") if done else page.say("Refusé")), lines)


def draw_status(done: bool, *content: Child) -> None:
    """Draw a box that screen readers announce, in the colour of a success or of a refusal."""
    draw(el("div", *content, class_="o-said" if done else "o-said o-said-no", role="status"))
