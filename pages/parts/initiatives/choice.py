"""Which view of the Initiatives page is read: all of them, one initiative, or the practices shared."""

from indicators.initiatives.tree import Measure, Tree
from pages.ui import url_state
from pages.ui.page_context import PageContext

PRACTICES = "pratiques"
#: What `?id=` may name, each with the short name of its button; nothing is the index.
VIEWS = {
    "": "Vue d’ensemble",
    "portrait": "Portrait",
    "gmf-oc": "GMF et organismes communautaires",
    "communaute-soignante": "Communauté soignante",
    "inters4": "Consortium InterS4",
    "communaute-strategique-itss": "Communauté stratégique",
    PRACTICES: "Pratiques partagées",
}
#: Where there is little room: tiles, heads of columns, lanes.
SHORT = {
    "portrait": "Portrait",
    "gmf-oc": "GMF–OC",
    "communaute-soignante": "Soignante",
    "inters4": "InterS4",
    "communaute-strategique-itss": "Stratégique",
}


def view_choice(ctx: PageContext) -> str:
    """Draw the row of views and return the one that the address names."""
    options = list(VIEWS)
    return url_state.segmented("id", ctx.say("Initiative"), options, lambda name: ctx.say(VIEWS[name]))


def fact_of(held: Tree, fact_id: str) -> Measure:
    """One published fact of an initiative.

    Raises:
        KeyError: the reference holds no such fact.
    """
    return {item.fact.fact_id: item for item in held.all_measures}[fact_id]
