"""What a release says of its questionnaire and establishments, ready once a release and process."""

import streamlit as st

from data.facts import Facts
from data.store.release import Release
from indicators.release_facts import facts_of
from pages.components.visit import Visit


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Release: lambda release: release.id})
def _facts(release: Release) -> Facts:
    return facts_of(release)


def released_facts(here: Visit) -> Facts:
    """The questions, choices, peer groups and establishments as they were on the day of the release read."""
    return _facts(here.release)
