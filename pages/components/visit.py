"""What the page being read shows: the release of the address, in the reader's language.

Every page starts with `here = visit()`; the frame has already made sure that there is a release to read.
"""

from dataclasses import dataclass

import streamlit as st

from data.store.places import var_folder
from data.store.pointer import history
from data.store.release import Release, Served, serve
from indicators.indicator import Language
from indicators.language import say
from indicators.reading import Reading
from pages.components import choices

#: Pages are read by anyone; the members' release waits for a login.
AUDIENCE = "visitor"


@dataclass(frozen=True)
class Visit:
    """One reader's release, language and wave. `is_current` is false when the address asks for an older release."""

    reading: Reading
    language: Language
    period: str
    is_current: bool
    unreadable: str | None

    @property
    def release(self) -> Release:
        return self.reading.release

    def say(self, text_fr: str, **values: object) -> str:
        """An interface text in the reader's language."""
        return say(text_fr, self.language, **values)


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Release: lambda release: release.id})
def reading_of(release: Release) -> Reading:
    """One reading a release and process; releases never change, so it is shared by all sessions."""
    return Reading(release)


def visit() -> Visit:
    """What this reader reads now.

    Raises:
        NoRelease: nothing readable was published.
    """
    served: Served = serve(var_folder(), AUDIENCE, choices.kept("version") or None)
    known = [item.release_id for item in history(var_folder(), AUDIENCE)]
    reading = reading_of(served.release)
    return Visit(
        reading=reading,
        language=choices.language(),
        period=choices.chosen("vague", reading.periods, reading.periods[-1]),
        is_current=served.release.id == known[0] or served.unreadable == known[0],
        unreadable=served.unreadable,
    )


def previous_reading(here: Visit) -> Reading | None:
    """The release published before this one, or None where there is none that can be read."""
    previous = here.release.previous_id
    if previous is None:
        return None
    served = serve(var_folder(), AUDIENCE, previous)
    return reading_of(served.release) if served.release.id == previous else None
