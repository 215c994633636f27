"""Funnel and dots side by side: the same establishments by their size, then beside their peers."""

from collections import Counter

import streamlit as st

from indicators.figures.funnel import funnel_set
from pages.parts.compare.choice import Comparison
from pages.parts.compare.spread import among_peers
from pages.ui.funnel_section import draw_funnel
from pages.ui.page_context import PageContext


def funnel_and_dots(ctx: PageContext, chosen: Comparison) -> None:
    """Draw the funnel at the left and the dot strip at the right; one under the other on a phone."""
    left, right = st.columns(2, gap="large")
    with left:
        held = funnel_set(ctx.reader, chosen.everywhere, _peer_group(chosen))
        draw_funnel(ctx, held, chosen.named, "comparer")
    with right:
        among_peers(ctx, chosen)


def _peer_group(chosen: Comparison) -> str:
    """The group of the focus, else the one most of the establishments compared belong to."""
    groups = {item.place_id: item.peer_group_id for item in chosen.places}
    return groups.get(chosen.focus) or Counter(groups.values()).most_common(1)[0][0]
