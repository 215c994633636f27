"""The reference facts of a release and its differences from another, computed once a process."""

import streamlit as st

from data.facts import Facts
from data.store.paths import var_folder
from data.store.releases.pointer import Pointed, history
from data.store.releases.release import Audience, Release, ReleaseUnreadable, read_release
from indicators.catalogue.model import Language
from indicators.release_diff.differences import Differences, differences
from indicators.release_reader.facts import facts_of
from indicators.wording.releases import counted, counted_by_cause
from pages.ui.page_context import PageContext


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Release: lambda release: release.id})
def _facts(release: Release) -> Facts:
    return facts_of(release)


def released_facts(ctx: PageContext) -> Facts:
    """The questions, choices, peer groups and establishments as they were on the day of the release read."""
    return _facts(ctx.release)


def _key(pointed: Pointed) -> tuple[str, str]:
    return pointed.release_id, pointed.file_sha256


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs={Pointed: _key})
def _differences(before: Pointed, after: Pointed) -> Differences:
    # As they were written: a reading fills in what an old release was made without.
    return differences(read_release(var_folder(), before), read_release(var_folder(), after))


@st.cache_resource(max_entries=512, show_spinner=False, hash_funcs={Pointed: _key})
def _counted(before: Pointed, after: Pointed, language: Language) -> tuple[str, str]:
    found = _differences(before, after)
    return counted(found, language), counted_by_cause(found, language)


def counted_changes(before: Pointed, after: Pointed, language: Language) -> tuple[str, str] | None:
    """How many results changed from one release to another, and by label; None where one of them cannot be read.

    Kept apart from the changes themselves, which weigh too much to be kept for a long list of releases.
    """
    try:
        return _counted(before, after, language)
    except ReleaseUnreadable:
        return None


def differences_of(audience: Audience, before_id: str, after_id: str) -> Differences | None:
    """What changed from one public release of an audience to another; None where one of them cannot be read."""
    known = {item.release_id: item for item in history(var_folder(), audience)}
    if before_id not in known or after_id not in known:
        return None
    try:
        return _differences(known[before_id], known[after_id])
    except ReleaseUnreadable:
        return None
