"""The context of a page: the release of the address that this reader may read, the language and the wave.

Every page starts with `ctx = page_context()`; the frame has already made sure that there is a release to read.
"""

from dataclasses import dataclass

import streamlit as st

from data.store.paths import var_folder
from data.store.releases.pointer import PointerDamaged, current, history
from data.store.releases.release import Audience, NoRelease, Release, Served, serve
from indicators.catalogue.model import Language
from indicators.release_reader.reader import ReleaseReader
from indicators.wording.language import Translator
from pages.ui import url_state
from pages.ui.login import session_user
from pages.ui.login.session_user import SessionUser

#: The audience of anyone; its release is the one loaded before the first visit.
AUDIENCE: Audience = "visitor"


@dataclass(frozen=True)
class PageContext(Translator):
    """One reader's release, language and wave.

    `is_current` is false when the address asks for an older release; `unreadable` names the one asked for where this
    reader does not get it, whatever the reason.
    """

    reader: ReleaseReader
    language: Language
    period: str
    is_current: bool
    unreadable: str | None
    person: SessionUser = session_user.ANYONE

    @property
    def release(self) -> Release:
        return self.reader.release


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Release: lambda release: release.id})
def reader_of(release: Release) -> ReleaseReader:
    """One reading a release and process; releases never change, so it is shared by all sessions."""
    return ReleaseReader(release)


def page_context() -> PageContext:
    """The release, language and wave that the address asks, as far as this reader may read them.

    Raises:
        NoRelease: nothing readable was published.
    """
    person = session_user.present()
    served = _served(person, url_state.sticky_param("version") or None)
    newest = current(var_folder(), served.release.audience)
    head = newest.release_id if newest else None
    reader = reader_of(served.release)
    return PageContext(
        reader=reader,
        language=url_state.language(),
        period=url_state.param("vague", reader.periods, reader.periods[-1]),
        is_current=served.release.id == head or served.unreadable == head,
        unreadable=served.unreadable,
        person=person,
    )


def audiences_of(person: SessionUser) -> tuple[Audience, ...]:
    """The audiences whose releases a person may read, the one read by default first.

    Whoever has logged in reads the members' release unless asking for the public one. On a machine without a login
    nobody has said who is reading: it is the other way round.
    """
    asked = url_state.sticky_param("lecture")
    if person.audience == "visitor" or (asked == "public" and person.standing != "local"):
        return ("visitor",)
    if person.standing == "local" and asked != "membres":
        return ("visitor", "member")
    return ("member", "visitor")


def _served(person: SessionUser, asked: str | None) -> Served:
    """The release asked for where it is of an audience of this person's, else the current one."""
    known = audiences_of(person)
    try:
        for audience in known:
            found = history(var_folder(), audience)
            if any(item.release_id == asked for item in found) if asked else found:
                return serve(var_folder(), audience, asked)
        # An id that this reader may not read is treated like one that does not exist.
        audience: Audience = next(item for item in known if current(var_folder(), item)) if asked else known[-1]
    except PointerDamaged as error:
        raise NoRelease(str(error)) from error
    except StopIteration:
        raise NoRelease(AUDIENCE) from None
    return serve(var_folder(), audience, asked)
