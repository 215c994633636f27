"""What the first visitor would otherwise wait for: imports, reference facts and the current release."""

import importlib

from data.facts import load_facts
from data.store.paths import var_folder
from data.store.releases.release import NoRelease, serve
from indicators.wording.language import english
from pages.ui.page_context import AUDIENCE, reader_of

#: Streamlit imports these when a page first draws a table, a file or a chart; then the parts of the pages that draw most.
DRAWN_WITH = (
    "pandas",
    "pyarrow",
    "pages.parts.overview.headline_table",
    "pages.parts.recommendation.summary",
    "pages.ui.multiples_section",
    "pages.parts.indicator.period_count",
    "pages.parts.indicator.groups",
    "pages.parts.indicator.lineage",
    "pages.parts.compare.bands",
    "pages.parts.compare.change",
    "pages.parts.compare.funnel",
    "pages.parts.compare.heat_map",
    "pages.parts.compare.own_group",
    "pages.parts.compare.similar",
    "pages.parts.compare.trend",
    "pages.parts.establishment.profile",
    "pages.parts.establishment.missing_answers",
    "pages.parts.territory.tile_map",
)


def warm_up() -> None:
    """Load what every page needs; a house without a release has nothing more to warm."""
    for module in DRAWN_WITH:
        importlib.import_module(module)
    load_facts()
    english()
    try:
        reader = reader_of(serve(var_folder(), AUDIENCE).release)
    except NoRelease:
        return
    reader.headlines(reader.periods[-1])
