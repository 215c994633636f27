"""Which view of the Initiatives page is read: all of them, one initiative, or the practices shared."""

from indicators.initiatives.tree import tree
from indicators.initiatives.views import load_views
from pages.ui import url_state
from pages.ui.page_context import PageContext

INDEX, PRACTICES = "", "pratiques"


def view_ids() -> tuple[str, ...]:
    """What `?id=` may name, in the order of the buttons; nothing is the index."""
    return INDEX, *load_views(), PRACTICES


def view_choice(ctx: PageContext) -> str:
    """Draw the row of views and return the one that the address names."""
    names = {INDEX: ctx.say("Vue d’ensemble")}
    names |= {name: view.button.words(tree(name), ctx.language) for name, view in load_views().items()}
    names[PRACTICES] = ctx.say("Pratiques partagées")
    return url_state.segmented("id", ctx.say("Initiative"), list(names), names.__getitem__)


def short_name(ctx: PageContext, initiative_id: str) -> str:
    """The name of an initiative where there is little room: tiles, heads of columns, lanes."""
    return load_views()[initiative_id].short.words(tree(initiative_id), ctx.language)
