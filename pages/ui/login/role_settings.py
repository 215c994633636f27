"""How a login says who someone is: the `[auth]` and `[roles]` sections of secrets.toml, or OBSERVATOIRE_ROLES.

What is wrong here closes rights, never opens them: everyone is then a visitor, and a sentence says what to mend.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import streamlit as st
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indicators.catalogue.model import Language
from indicators.wording.language import say

GivenRole = Literal["member", "steward", "publisher"]
#: The variable that may hold `[roles]` as JSON; it wins over secrets.toml.
VARIABLE = "OBSERVATOIRE_ROLES"
#: What Streamlit asks of `[auth]` for a login.
ASKED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")
#: A shorter secret could be guessed, and a guessed one forges anyone's cookie.
SECRET_LENGTH = 32
Expected = Literal["section", "text", "secret", "address", "roles", "json", "toml"]
EXPECTED_FR: Mapping[Expected, str] = {
    "section": "la section manque",
    "text": "un texte non vide est attendu",
    "secret": "au moins 32 caractères tirés au hasard sont attendus",
    "address": "une adresse qui finit par /oauth2callback est attendue",
    "roles": (
        "des noms de revendication et, pour chaque valeur, « member », « steward » ou « publisher » sont attendus"
    ),
    "json": "un objet JSON est attendu",
    "toml": "un fichier TOML lisible est attendu",
}


class RoleSettings(BaseModel):
    """Which claim gives which role; a dot in a claim's name goes into it (« realm_access.roles »).

    `establishments_claim` empty: a steward has all establishments. Named: those that the claim lists, « * » for all,
    none when the claim is absent.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: Annotated[str, Field(min_length=1)] = "roles"
    values: Annotated[dict[str, GivenRole], Field(min_length=1)]
    establishments_claim: str = ""
    name_claim: Annotated[str, Field(min_length=1)] = "email"
    session_hours: Annotated[float, Field(gt=0, le=168)] = 12


@dataclass(frozen=True)
class Wrong:
    """A setting that cannot be used: where, and what was expected there."""

    place: str
    expected: Expected

    def sentence(self, language: Language) -> str:
        """Where it is, what was expected, and what holds meanwhile."""
        return say(
            "Connexion mal configurée, {place} : {expected}. Personne n’a de droits tant que ce n’est pas corrigé.",
            language,
            place=self.place,
            expected=say(EXPECTED_FR[self.expected], language),
        )


def settings() -> RoleSettings | Wrong | None:
    """How roles are told, what is wrong with it, or None where no login is configured."""
    sections = _sections()
    if isinstance(sections, Wrong):
        return sections
    auth, roles = sections
    if auth is None and roles is None:
        return None
    if auth is None:
        return Wrong("[auth]", "section")
    if wrong := _wrong_auth(auth):
        return wrong
    if roles is None:
        return Wrong("[roles]", "section")
    try:
        return RoleSettings.model_validate(roles)
    except ValidationError as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"])
        return Wrong(f"[roles] {place}".rstrip(), "roles")


def _sections() -> tuple[Mapping[str, Any] | None, Any] | Wrong:
    """The two sections as written; a file that cannot be read is wrong, an absent one is no login."""
    try:
        held: Mapping[str, Any] = st.secrets.to_dict()
    except FileNotFoundError:
        # Streamlit raises the same for a file that is absent and for one that is not TOML.
        if any(Path(path).exists() for path in st.get_option("secrets.files")):
            return Wrong("secrets.toml", "toml")
        held = {}
    roles = held.get("roles")
    written = os.environ.get(VARIABLE)
    if written is not None:
        try:
            roles = json.loads(written)
        except ValueError:
            return Wrong(VARIABLE, "json")
    return held.get("auth"), roles


def _wrong_auth(auth: Mapping[str, Any]) -> Wrong | None:
    if not isinstance(auth, Mapping):
        return Wrong("[auth]", "section")
    for name in ASKED:
        if not isinstance(auth.get(name), str) or not auth[name]:
            return Wrong(f"[auth] {name}", "text")
    if len(auth["cookie_secret"]) < SECRET_LENGTH:
        return Wrong("[auth] cookie_secret", "secret")
    if not auth["redirect_uri"].endswith("/oauth2callback"):
        return Wrong("[auth] redirect_uri", "address")
    return None
