"""An amount in nominal and in constant dollars, wave by wave, beside the source of the price index."""

from html import escape

import streamlit as st

from indicators.release_reader.dollars import base_year, both, constant_dollars, is_dollars, method_text
from indicators.wording.numbers import money
from indicators.wording.value import value_text
from pages.parts.indicator.choice import Selection
from pages.ui.page_context import PageContext
from pages.ui.sources import source_text
from pages.ui.styles import section_html
from pages.ui.tables import TableColumn, cell, summary_table


def constant_amounts(ctx: PageContext, chosen: Selection) -> None:
    """Draw the network's amounts in both dollars; nothing where the indicator is no amount in dollars or no price index is loaded."""
    language, indicator = ctx.language, chosen.indicator
    base = base_year()
    if base is None or not is_dollars(indicator.words(language).unit):
        return
    waves = ctx.reader.series("indicator", indicator.id)
    st.html(section_html(ctx.say("En dollars courants et constants"), chart=True))
    read = next((item for item in waves if item.period == ctx.period and item.value is not None), None)
    if read is not None:
        words = both(read.value, read.period, language, indicator.decimals)
        line = ctx.say("{period} : {words}.", period=read.period, words=words)
        st.html(f'<p class="o-text">{escape(line)}</p>')
    columns = [
        TableColumn(ctx.say("Vague"), width=24),
        TableColumn(ctx.say("Dollars courants"), number=True, phone=ctx.say("Dollars courants : ")),
        TableColumn(
            ctx.say("Dollars de {year}", year=base),
            number=True,
            phone=ctx.say("Dollars de {year} : ", year=base),
        ),
    ]
    rows = []
    for item in waves:
        amount = constant_dollars(item.value, item.period)
        nominal, constant = (
            None if value is None else money(value, language, indicator.decimals)
            for value in (item.value, amount.value)
        )
        absent = ctx.say("indice de {year} non chargé", year=amount.index_year) if amount.reason == "no_index" else ""
        rows.append(
            [
                escape(item.period),
                escape(nominal or value_text(item, language)),
                cell(constant or "—", absent),
            ]
        )
    summary_table(ctx.say("Le montant de chaque vague, en dollars courants et constants"), columns, rows)
    st.html(f'<p class="o-source">{escape(source_text(ctx))} {escape(method_text(language))}</p>')
