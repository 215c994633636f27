"""What the first visitor would otherwise wait for: imports, reference facts and the current release."""

import importlib

from data.facts import load_facts
from data.store.places import var_folder
from data.store.release import NoRelease, serve
from indicators.language import english
from pages.components.visit import AUDIENCE, reading_of

#: Streamlit imports these when a page first draws a table, a file or a chart.
DRAWN_WITH = ("pandas", "pyarrow", "pages.components.overview_parts", "pages.components.recommendation_parts")


def warm_up() -> None:
    """Load what every page needs; a house without a release has nothing more to warm."""
    for module in DRAWN_WITH:
        importlib.import_module(module)
    load_facts()
    english()
    try:
        reading = reading_of(serve(var_folder(), AUDIENCE).release)
    except NoRelease:
        return
    reading.headlines(reading.periods[-1])
