"""The style of the detail pages, beside the house's own sheet."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

STYLE = Path(__file__).parent / "css" / "details.css"


@lru_cache(maxsize=1)
def _sheet() -> str:
    return f"<style>{STYLE.read_text('utf-8')}</style>"


def apply_details() -> None:
    """Send the rules; a page that uses them does it first."""
    st.html(_sheet())
