"""A block of what teams collected, set apart from published facts: fictitious ones say so at its head."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

from indicators.initiatives.reading import Collected
from indicators.wording.numbers import day
from pages.ui.page_context import Visit
from pages.ui.styles import note, section

#: A title that already says it in the reader's language is left as it is.
SAYS_SO = {"fr": re.compile("fictif|fictive", re.IGNORECASE), "en": re.compile("fictitious", re.IGNORECASE)}


def collected_of(here: Visit) -> Collected:
    """What the initiatives collected, as the release read holds it."""
    return Collected(here.release)


@contextmanager
def collected_block(here: Visit, name: str, finding: str, subtitle: str) -> Iterator[None]:
    """Draw what is inside beside a rule, under a band that says whether it is fictitious.

    `name` is the block's own key. Nothing published is ever drawn inside.
    """
    kind = here.release.kind
    with st.container(key=f"collected-{kind}-{name}"):
        st.html(f'<p class="{_look(kind)}" role="note">{_words(here, kind)}</p>')
        collected_section(here, finding, subtitle)
        yield


def collected_section(here: Visit, finding: str, subtitle: str = "", *, chart: bool = False) -> None:
    """Draw a heading inside a block, « Exemple fictif : … » where the release is: it may be read or copied alone."""
    section(collected_title(here, finding), subtitle, chart=chart)


def collected_title(here: Visit, words: str) -> str:
    """A heading of collected data; on a fictitious release it carries the word, in the reader's own language."""
    if here.release.kind != "fictif" or SAYS_SO[here.language].search(words):
        return words
    return here.say("Exemple fictif : {body}", body=words)


def what_is_real(here: Visit) -> None:
    """Draw the line under a view's title that says which parts are published facts and which were collected."""
    told = (
        here.say(
            "Sur cette page, le réel : les faits publiés, chacun avec sa source. Le fictif : seulement les blocs bordés dont "
            "chaque titre porte le mot « fictif » ou « fictive »."
        )
        if here.release.kind == "fictif"
        else here.say(
            "Sur cette page : les faits publiés, chacun avec sa source; et, dans les blocs bordés, ce que les équipes ont recueilli."
        )
    )
    note(told)


def free_text(words: str) -> str:
    """What a team wrote, as HTML: its workbook is in French, and so are its words on every page."""
    return f'<span lang="fr">{escape(words)}</span>'


def free_text_note(here: Visit) -> None:
    """Draw the line that says why a team's words are not translated."""
    note(here.say("Les textes inscrits par l’équipe sont laissés tels quels."))


def _look(kind: str) -> str:
    return "o-band o-band-fictif" if kind == "fictif" else "o-band"


def _words(here: Visit, kind: str) -> str:
    if kind == "fictif":
        told = escape(here.say("exemple généré pour montrer l’outil; ce ne sont pas des chiffres publiés."))
        return f"<span><strong>{escape(here.say('Données fictives'))}</strong> — {told}</span>"
    return escape(
        here.say(
            "Données recueillies, version du {day}; les chiffres des sources sont à part.",
            day=day(here.release.published_at, here.language),
        )
    )


def to_come(here: Visit, words: str) -> None:
    """Draw « à venir » and what it would take, in the quiet colour."""
    st.html(f'<p class="o-note o-later"><strong>{escape(here.say("À venir"))}</strong> · {escape(words)}</p>')
