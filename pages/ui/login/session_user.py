"""Who is here: a visitor, someone who has logged in, or the person at the keyboard of the machine itself.

Roles come from a signed login. Without one configured, all roles are given on a loopback address, and nowhere else.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Literal
from urllib.parse import urlsplit

import streamlit as st

from data.facts import load_facts
from data.model.roles import EVERY_ROLE, ROLES, VISITOR_ROLES, Actor, Role
from data.store.paths import var_folder
from data.store.workbench.delegations import entrusted_to
from data.store.workbench.submissions import Workbench
from indicators.catalogue.model import Language
from indicators.wording.roles import role_word
from pages.ui.login.role_settings import RoleSettings, Wrong, settings

Standing = Literal["visitor", "signed_in", "expired", "local", "closed"]
LOOPBACK = frozenset(("127.0.0.1", "localhost", "::1"))
#: What a proxy adds to a request: behind one, the address of the client says nothing.
PROXY_HEADERS = ("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "forwarded", "via")
#: `0` refuses the local mode, for a proxy on the same machine that hides that it is one.
LOCAL_VARIABLE = "OBSERVATOIRE_LOCAL"
EVERYWHERE = "*"


@dataclass(frozen=True)
class SessionUser(Actor):
    """Someone reading or acting; `name` is what the journal keeps.

    `entrusted` are the establishments that another steward entrusted to this name; `trouble` is what is wrong with
    the configuration, if anything.
    """

    entrusted: frozenset[str] = frozenset()
    standing: Standing = "visitor"
    trouble: Wrong | None = None

    @property
    def in_charge(self) -> "SessionUser":
        """The person with what was entrusted to it, for what is drawn; the service looks again at each action."""
        return self.with_entrusted(self.entrusted)

    @property
    def audience(self) -> Literal["visitor", "member"]:
        """Which release this person may read."""
        return "member" if self.in_charge.roles & {"member", "steward", "publisher"} else "visitor"

    @property
    def handles_files(self) -> bool:
        """Whether the steward's page is open to this person."""
        return bool(self.in_charge.roles & {"steward", "publisher"})

    def role_words(self, language: Language) -> str:
        """The roles in words, the two furthest alone."""
        held: list[Role] = [role for role in reversed(ROLES) if role in self.in_charge.roles - VISITOR_ROLES]
        return ", ".join(role_word(role, language) for role in held[:2]) or role_word("visitor", language)


ANYONE = SessionUser("visiteur", VISITOR_ROLES)


def present() -> SessionUser:
    """Who the session of this run belongs to."""
    told = settings()
    if isinstance(told, Wrong):
        return SessionUser(ANYONE.name, VISITOR_ROLES, standing="closed", trouble=told)
    if told is None:
        return SessionUser(_keyboard(), EVERY_ROLE, standing="local") if is_local() else ANYONE
    claims = st.user.to_dict()
    if claims.get("is_logged_in") is not True:
        return ANYONE
    person = person_of(claims, told, datetime.now(UTC).timestamp())
    return replace(person, entrusted=_entrusted(person.name)) if person.standing == "signed_in" else person


@st.cache_data(ttl=30, max_entries=200, show_spinner=False)
def _entrusted(name: str) -> frozenset[str]:
    """The establishments entrusted to a name today, for the menu; the desk looks again at each action."""
    if not Workbench.exists(var_folder()):
        return frozenset()
    return entrusted_to(Workbench(var_folder()), name, date.today())


def person_of(claims: Mapping[str, Any], told: RoleSettings, now: float) -> SessionUser:
    """Whom the claims of a login describe; past the hours of a session, nobody in particular.

    Args:
        now: seconds since 1970.
    """
    issued = claims.get("iat")
    if not isinstance(issued, int | float) or not 0 <= now - issued + 60 <= told.session_hours * 3600 + 60:
        return SessionUser(ANYONE.name, VISITOR_ROLES, standing="expired")
    name = _text(claims.get(told.name_claim))
    if not name or (told.name_claim == "email" and claims.get("email_verified") is False):
        name = _text(claims.get("sub"))
    if not name:
        return ANYONE
    given: set[Role] = {"visitor"}
    given |= {told.values[value] for value in _list(_claim(claims, told.claim)) if value in told.values}
    return SessionUser(name, frozenset(given), _establishments(claims, told), standing="signed_in")


def _establishments(claims: Mapping[str, Any], told: RoleSettings) -> frozenset[str] | None:
    if not told.establishments_claim:
        return None
    listed = _list(_claim(claims, told.establishments_claim))
    if EVERYWHERE in listed:
        return None
    return frozenset(listed) & frozenset(load_facts().establishment)


def is_local() -> bool:
    """Whether browser and server are one machine: both ends loopback, no proxy in between."""
    headers = {name.lower(): value for name, value in st.context.headers.to_dict().items()}
    return (
        os.environ.get(LOCAL_VARIABLE) != "0"
        and st.get_option("server.address") in LOOPBACK
        # Streamlit says None of a loopback address; a session without a client has no headers either.
        and st.context.ip_address is None
        and not any(name in headers for name in PROXY_HEADERS)
        and urlsplit(f"//{headers.get('host', '')}").hostname in LOOPBACK
        # The browser writes the origin itself: a page of another site cannot pass for this one.
        and urlsplit(headers.get("origin", "")).hostname in LOOPBACK
    )


def _keyboard() -> str:
    return os.environ.get("USER") or os.environ.get("USERNAME") or "local"


def _claim(claims: Mapping[str, Any], name: str) -> Any:
    """The claim of this very name, else the one found by going into each part of a dotted name."""
    if name in claims:
        return claims[name]
    found: Any = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _list(value: Any) -> list[str]:
    """The values of a claim, whether it is a list or a text with spaces or commas."""
    if isinstance(value, str):
        return [part for part in re.split(r"[\s,;]+", value) if part]
    if isinstance(value, list | tuple):
        return [item for item in value if isinstance(item, str)]
    return []


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
