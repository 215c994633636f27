"""Load before the first visit what it would wait for: imports, reference facts and the current release."""

import importlib

from data.facts import load_facts
from data.store.paths import var_folder
from data.store.releases.release import NoRelease, serve
from indicators.wording.language import english
from pages.menu import PAGES
from pages.ui.page_context import AUDIENCE, reader_of

#: Streamlit imports these when a page first draws a table, a file or a chart.
DRAWN_WITH = ("pandas", "pyarrow")


def warm_up() -> None:
    """Load what every page needs, then the current release where there is one."""
    for module in (*DRAWN_WITH, *(module for page in PAGES.values() for module in page.warm_up)):
        importlib.import_module(module)
    load_facts()
    english()
    try:
        reader = reader_of(serve(var_folder(), AUDIENCE).release)
    except NoRelease:
        return
    reader.headlines(reader.periods[-1])
