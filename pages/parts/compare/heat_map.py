"""Every comparable indicator of every establishment compared: a heat map, or one establishment's list on a phone."""

import streamlit as st

from indicators.charts import heat
from indicators.figures.maps import heat_figure
from indicators.verdicts.model import Verdict
from pages.parts.compare.choice import Comparison
from pages.ui import url_state
from pages.ui.chart import chart_style
from pages.ui.figures import draw_chart, figure_table
from pages.ui.markup import draw
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import bullets, link_html, note, section
from pages.ui.tables import TableColumn, cell, summary_table
from pages.ui.url_state import link
from pages.ui.wording import short_name

Row = tuple[str, list[Verdict]]
#: Fewer establishments than this leave a map narrower than the page: pixels of its names, and of a cell.
FEW, NAMES, CELL = 14, 330, 68
LEGEND = (
    ("better", "mieux que les pairs"),
    ("similar", "comparable aux pairs"),
    ("worse", "moins bien que les pairs"),
    ("higher", "plus haut, sans jugement"),
    ("lower", "plus bas, sans jugement"),
)


def comparison_map(ctx: PageContext, chosen: Comparison) -> None:
    """Draw the heat map, and a list for narrow screens, under a title that counts differences from peers."""
    rows = _rows(ctx, chosen)
    figure = heat_figure(rows, ctx.reader.peer_groups, chosen.period, chart_style(ctx))
    section(figure.title, figure.subtitle)
    if not rows:
        note(ctx.say("Aucune comparaison n’est possible entre ces établissements pour cette période."))
        return
    signs = [sign(name, ctx.say(text)) for name, text in LEGEND]
    draw(bullets(signs, "o-signs", aria_label=ctx.say("Signes de la carte")))
    # A few columns stretched over the page would be bars: the map is as wide as its cells need.
    held = len({item.place_id for item in figure.verdicts})
    with st.container(key="wide-heat", width="stretch" if held > FEW else NAMES + CELL * held):
        draw_chart(figure, "heat")
        codes = " · ".join(f"{code} {word}" for code, word in heat.keys(figure.data, ctx.language))
        if codes:
            note(codes)
    with st.container(key="narrow-heat"):
        _list(ctx, chosen, rows)
    figure_table(ctx, figure, "comparaisons")


def _rows(ctx: PageContext, chosen: Comparison) -> list[Row]:
    """The indicators for which some establishment is compared with its peers."""
    found = []
    for indicator in ctx.reader.catalogue.indicator.values():
        if len(indicator.segments) > 1:
            continue
        places = [
            item
            for item in ctx.reader.distribution("indicator", indicator.id, chosen.period)
            if item.place_id in chosen.members
        ]
        if any(item.comparison not in ("", "not_compared") for item in places):
            found.append((f"{indicator.code} {indicator.words(ctx.language).short_title}", places))
    return found


def _list(ctx: PageContext, chosen: Comparison, rows: list[Row]) -> None:
    """One establishment, indicator by indicator."""
    read = url_state.select(
        "lire",
        ctx.say("Établissement à lire"),
        chosen.members,
        chosen.focus or chosen.members[0],
        lambda item: short_name(item, ctx.language),
    )
    columns = [
        TableColumn(ctx.say("Indicateur")),
        TableColumn(ctx.say("Valeur"), number=True),
        TableColumn(ctx.say("Comparaison")),
    ]
    table = [
        [
            link_html(link("indicator", id=card.verdict.subject_id, e=read), card.label),
            cell(card.value, strong=True),
            sign(card.comparison, card.words),
        ]
        for card in heat.cards(rows, read, ctx.language)
    ]
    summary_table(short_name(read, ctx.language), columns, table)
