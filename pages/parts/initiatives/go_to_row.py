"""The way to the row that an address names."""

import streamlit as st

#: The browser looks for `#fact` before the page is drawn; once it is, the row is brought into view and marked.
TO_THE_ROW = """<script>
const wanted = decodeURIComponent(window.location.hash.slice(1));
const row = wanted && document.getElementById(wanted);
if (row) { row.classList.add("o-fact-found"); row.scrollIntoView({block: "center"}); }
</script>"""


def go_to_row() -> None:
    """Bring the row that the address names into view; a page does it last, when everything is drawn."""
    st.html(TO_THE_ROW, unsafe_allow_javascript=True)
