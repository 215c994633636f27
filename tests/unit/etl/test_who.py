"""Who is here: what a login gives, and that anything wrong closes rights."""

import json

import pytest
import streamlit as st

from pages.ui.login import role_settings, session_user
from pages.ui.login.role_settings import RoleSettings, Wrong
from pages.ui.login.session_user import person_of

NOW = 1_800_000_000
TOLD = RoleSettings.model_validate(
    {
        "claim": "realm_access.roles",
        "values": {"obs-m": "member", "obs-s": "steward", "obs-p": "publisher"},
        "establishments_claim": "places",
    }
)
AUTH = {
    "redirect_uri": "https://obs.example/oauth2callback",
    "cookie_secret": "c" * 32,
    "client_id": "obs",
    "client_secret": "s",
    "server_metadata_url": "https://id.example/.well-known/openid-configuration",
}


def claims(*roles: str, **more: object) -> dict[str, object]:
    return {"iat": NOW - 60, "sub": "s1", "email": "a@ex.ca", "realm_access": {"roles": list(roles)}} | more


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ((), set()),
        (("obs-m",), {"member"}),
        (("obs-s", "obs-p"), {"steward", "publisher"}),
        (("admin",), set()),
    ],
)
def test_a_claim_gives_only_the_roles_it_is_mapped_to(roles: tuple[str, ...], expected: set[str]) -> None:
    person = person_of(claims(*roles), TOLD, NOW)
    assert person.roles == {"visitor"} | expected
    assert person.audience == ("member" if expected else "visitor")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        (["cisss-laval", "nowhere"], {"cisss-laval"}),
        ("cisss-laval, chum", {"cisss-laval", "chum"}),
        ("*", None),
        (None, set()),
        (7, set()),
    ],
)
def test_a_steward_has_the_establishments_of_the_claim_and_no_others(places: object, expected: set[str] | None) -> None:
    more = {} if places is None else {"places": places}
    person = person_of(claims("obs-s", **more), TOLD, NOW)
    assert person.establishments == expected


@pytest.mark.parametrize("issued", [NOW - 13 * 3600, NOW + 3600, None, "1800000000", True])
def test_a_session_that_is_over_or_not_dated_gives_a_visitor(issued: object) -> None:
    person = person_of(claims("obs-p", iat=issued), TOLD, NOW)
    assert person.roles == {"visitor"}
    assert person.standing == "expired"


def test_an_address_that_the_provider_has_not_verified_names_nobody() -> None:
    assert person_of(claims("obs-s", email_verified=False), TOLD, NOW).name == "s1"
    assert person_of(claims("obs-s", email_verified=True), TOLD, NOW).name == "a@ex.ca"
    assert person_of(claims("obs-s", email="", sub=""), TOLD, NOW).roles == {"visitor"}


@pytest.mark.parametrize(
    ("auth", "roles", "place"),
    [
        (AUTH, None, "[roles]"),
        (None, {"values": {"x": "member"}}, "[auth]"),
        (AUTH | {"client_id": ""}, {"values": {"x": "member"}}, "[auth] client_id"),
        (AUTH | {"cookie_secret": "short"}, {"values": {"x": "member"}}, "[auth] cookie_secret"),
        (AUTH | {"redirect_uri": "https://obs.example/"}, {"values": {"x": "member"}}, "[auth] redirect_uri"),
        (AUTH, {"values": {"x": "admin"}}, "[roles] values.x"),
        (AUTH, {"values": {}}, "[roles] values"),
        (AUTH, {"claims": "x", "values": {"x": "member"}}, "[roles] claims"),
        (AUTH, "text", "[roles]"),
        ("text", {"values": {"x": "member"}}, "[auth]"),
    ],
)
def test_a_wrong_setting_is_named_and_closes_every_right(
    monkeypatch: pytest.MonkeyPatch, auth: object, roles: object, place: str
) -> None:
    monkeypatch.setattr(role_settings, "_sections", lambda: (auth, roles))
    found = role_settings.settings()
    assert isinstance(found, Wrong)
    assert found.place == place
    assert place in found.sentence("fr")
    assert "Nobody has any right" in found.sentence("en")
    person = session_user.present()
    assert person.roles == {"visitor"}
    assert person.standing == "closed"


def test_the_environment_may_hold_the_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OBSERVATOIRE_ROLES", json.dumps({"values": {"x": "member"}}))
    found = role_settings.settings()
    assert found == Wrong("[auth]", "section")
    monkeypatch.setenv("OBSERVATOIRE_ROLES", "{")
    assert role_settings.settings() == Wrong("OBSERVATOIRE_ROLES", "json")


class Told:
    """What Streamlit says of a session's connection."""

    def __init__(self, headers: dict[str, str], ip_address: str | None = None) -> None:
        self.headers, self.ip_address = RequestHeaders(headers), ip_address


class RequestHeaders(dict):
    def to_dict(self) -> dict[str, str]:
        return dict(self)


LOCAL = {"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}


@pytest.mark.parametrize(
    ("headers", "ip_address", "address", "variable", "expected"),
    [
        (LOCAL, None, "127.0.0.1", "", True),
        ({"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}, None, "::1", "", True),
        (LOCAL, "10.0.0.7", "127.0.0.1", "", False),
        (LOCAL, None, "0.0.0.0", "", False),
        (LOCAL, None, None, "", False),
        (LOCAL | {"X-Forwarded-For": "10.0.0.7"}, None, "127.0.0.1", "", False),
        (LOCAL | {"Forwarded": "for=10.0.0.7"}, None, "127.0.0.1", "", False),
        (LOCAL | {"Host": "obs.example"}, None, "127.0.0.1", "", False),
        (LOCAL | {"Origin": "https://obs.example"}, None, "127.0.0.1", "", False),
        ({}, None, "127.0.0.1", "", False),
        (LOCAL, None, "127.0.0.1", "0", False),
    ],
)
def test_the_local_mode_asks_that_both_ends_be_this_machine(
    monkeypatch: pytest.MonkeyPatch,
    headers: dict[str, str],
    ip_address: str | None,
    address: str | None,
    variable: str,
    expected: bool,
) -> None:
    monkeypatch.setattr(st, "context", Told(headers, ip_address))
    monkeypatch.setattr(st, "get_option", lambda name: address if name == "server.address" else [])
    if variable:
        monkeypatch.setenv("OBSERVATOIRE_LOCAL", variable)
    assert session_user.is_local() is expected
    person = session_user.present()
    assert person.handles_files is expected
