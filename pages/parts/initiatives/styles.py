"""The style of the Initiatives views, and the way to the row that an address names."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

STYLE = Path(__file__).parents[2] / "ui" / "css" / "initiatives.css"
#: The browser looks for `#fact` before the page is drawn; once it is, the row is brought into view and marked.
TO_THE_ROW = """<script>
const wanted = decodeURIComponent(window.location.hash.slice(1));
const row = wanted && document.getElementById(wanted);
if (row) { row.classList.add("o-fact-found"); row.scrollIntoView({block: "center"}); }
</script>"""


@lru_cache(maxsize=1)
def _sheet() -> str:
    return f"<style>{STYLE.read_text('utf-8')}</style>"


def apply_initiatives() -> None:
    """Send the rules; a page that shows initiatives or practices does it first."""
    st.html(_sheet())


def go_to_row() -> None:
    """Bring the row that the address names into view; a page does it last, when everything is drawn."""
    st.html(TO_THE_ROW, unsafe_allow_javascript=True)
