"""What the first visitor would otherwise wait for: imports, reference facts and the current release."""

import importlib

from data.facts import load_facts
from data.store.paths import var_folder
from data.store.releases.release import NoRelease, serve
from indicators.wording.language import english
from pages.components.visit import AUDIENCE, reading_of

#: Streamlit imports these when a page first draws a table, a file or a chart; then the parts of the pages that draw most.
DRAWN_WITH = (
    "pandas",
    "pyarrow",
    "pages.components.overview_parts",
    "pages.components.recommendation_parts",
    "pages.components.multiples_block",
    "pages.components.indicator_period_count",
    "pages.components.indicator_groups",
    "pages.components.indicator_lineage",
    "pages.components.compare_bands",
    "pages.components.compare_change",
    "pages.components.compare_funnel",
    "pages.components.compare_heat",
    "pages.components.compare_own",
    "pages.components.compare_similar",
    "pages.components.compare_trend",
    "pages.components.establishment_profile",
    "pages.components.establishment_gaps",
    "pages.components.territory_map",
)


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
