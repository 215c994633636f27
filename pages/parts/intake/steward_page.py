"""The steward's bench: who acts, on which wave, through the one desk; and what the desk answered.

An action's sentence stays on the page until the next action. A refusal is a sentence too, never a traceback.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from html import escape
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
from indicators.wording.language import pick, say
from pages.ui import url_state
from pages.ui.login.session_user import SessionUser

OUTCOME_KEY = "depot-said"


@dataclass(frozen=True)
class StewardPage:
    """What every part of the page needs. `establishments` are those of the frame that this person may act on."""

    person: SessionUser
    var: Path
    language: Language
    wave_id: str

    def say(self, text_fr: str, **values: object) -> str:
        """An interface text in the reader's language."""
        return say(text_fr, self.language, **values)

    @cached_property
    def service(self) -> StewardService:
        return StewardService(self.var, self.person, self.language)

    @cached_property
    def workbench(self) -> Workbench:
        """For reading what a right to the board lets one read; whatever changes goes through the desk."""
        require(self.person.in_charge, "wave_status")
        return Workbench(self.var)

    @property
    def establishments(self) -> list[str]:
        return [item.establishment_id for item in load_facts().frame if self.may("wave_status", item.establishment_id)]

    def may(self, action: Action, establishment_id: str | None = None) -> bool:
        """Whether a button is worth drawing; the desk decides again when it is pressed."""
        return allowed(self.person.in_charge, action, establishment_id)

    def name(self, establishment_id: str) -> str:
        return pick(load_facts().establishment[establishment_id], "short_name", self.language)

    def wave_status(self) -> pl.DataFrame:
        """Where the wave stands, of the establishments this person may see."""
        return self.service.wave_status(self.wave_id)


def open_steward_page(person: SessionUser, language: Language) -> StewardPage:
    """The bench of someone who handles files, on the wave that the address names (the latest unless it does)."""
    known = [item.wave_id for item in waves.ALL]
    wave_id = url_state.param("vague", known, waves.WAVES[-1].wave_id)
    return StewardPage(person, var_folder(), language, wave_id)


def act_and_rerun(page: StewardPage, action: Callable[[], str]) -> None:
    """Act, keep the sentence that tells what happened, and draw the page again as things now stand."""
    done, sentence = outcome_of(action, page.language)
    st.session_state[OUTCOME_KEY] = (done, sentence)
    st.rerun()


def outcome_of(action: Callable[[], str], language: Language) -> tuple[bool, str]:
    """Whether an action was done, and the sentence that says so or why not."""
    try:
        return True, action()
    except (NotAllowed, NotPossible) as refusal:
        return False, refusal.sentence(language)
    except NothingToPublish:
        text = "Rien à publier : aucun classeur n’est accepté."
        return False, say(text, language)
    except StoreBusy:
        text = "Une autre personne écrit en ce moment. Rien n’a été fait; réessayer dans un instant."
        return False, say(text, language)
    except (StoreUnreadable, ReleaseUnreadable):
        text = "Un fichier de l’espace de travail est illisible. Rien n’a été changé; prévenir l’équipe."
        return False, say(text, language)
    except (OSError, StoreFull) as error:
        text = "Le disque n’a pas pu être écrit ({why}). Rien n’est fait à moitié; libérer de la place, puis réessayer."
        return False, say(text, language, why=getattr(error, "strerror", None) or error)


def draw_outcome(language: Language) -> None:
    """Draw what the last action answered."""
    held = st.session_state.get(OUTCOME_KEY)
    if held is None:
        return
    done, sentence = held
    look, word = ("o-said", say("Fait", language)) if done else ("o-said o-said-no", say("Refusé", language))
    lines = "".join(f"<p>{escape(line)}</p>" for line in sentence.split("\n"))
    st.html(f'<div class="{look}" role="status"><strong>{escape(word)}</strong>{lines}</div>')
