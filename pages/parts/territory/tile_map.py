"""The tile map on a page, with the same establishments by name where the screen is too narrow for it."""

import streamlit as st
from markupsafe import Markup

from indicators.charts import tiles
from indicators.figures.maps import tile_figure
from indicators.verdicts.model import YES_NO_KINDS, Verdict
from indicators.wording.comparison import COMPARISON_WORDS
from pages.parts.territory.regions import Territory
from pages.ui.chart import chart_style
from pages.ui.figures import draw_chart
from pages.ui.markup import draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.signs import sign
from pages.ui.styles import bullets, note, section
from pages.ui.wording import colon

YES_NO_WORDS = {"yes": "oui", "no": "non"}


def region_map(ctx: PageContext, shown: Territory, *, listed: bool) -> None:
    """Draw every establishment in its region: yes, no or its comparison; dashed without a value.

    `listed` gives a narrow screen the names instead; a page whose table says them all needs no second list.
    """
    places = shown.everywhere
    facts = released_facts(ctx)
    figure = tile_figure(places, facts.establishments, facts.regions, chart_style(ctx))
    section(figure.title, figure.subtitle, chart=True)
    with st.container(key="wide-map"):
        draw_chart(figure, "tiles")
    if listed:
        with st.container(key="narrow-map"):
            draw(_names(ctx, shown))
    draw(_signs(ctx, places))
    if any(item.state == "suppressed" for item in places):
        note(ctx.say("Un carré en pointillé : aucune valeur à montrer, qu’elle manque ou qu’elle soit supprimée."))


def _signs(ctx: PageContext, places: list[Verdict]) -> Markup:
    """One line of signs with their words: those that the map can show."""
    yes_no = bool(places) and places[0].kind in YES_NO_KINDS
    words = YES_NO_WORDS if yes_no else COMPARISON_WORDS
    used = {tiles.look_of(item) for item in places}
    items = [
        sign(name, ctx.say(text))
        for name, text in words.items()
        if yes_no or any(item.comparison == name for item in places)
    ]
    if "missing" in used:
        items.append(sign("missing", ctx.say("aucune valeur à montrer")))
    return bullets(items, "o-signs", aria_label=ctx.say("Signes de la carte"))


def _names(ctx: PageContext, shown: Territory) -> Markup:
    facts = released_facts(ctx)
    blocks = []
    for region, held in tiles.names(shown.everywhere, facts.establishments, facts.regions, ctx.language):
        lines = [
            [sign(item.sign) if item.sign else None, " ", item.name, colon(ctx.language), item.words] for item in held
        ]
        blocks.append(el("h3", region, class_="o-h3") + bullets(lines or [ctx.say("hors cadre")], "o-plain"))
    return join(blocks)
