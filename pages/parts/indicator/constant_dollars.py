"""An amount in nominal and in constant dollars, wave by wave, beside the source of the price index."""

from indicators.release_reader.dollars import amounts_text, base_year, constant_dollars, is_dollars, method_text
from indicators.wording.numbers import money
from indicators.wording.value import value_text
from pages.parts.indicator.choice import Selection
from pages.ui.page_context import PageContext
from pages.ui.sources import source_line
from pages.ui.styles import section, text
from pages.ui.tables import TableColumn, cell, summary_table


def constant_amounts(ctx: PageContext, chosen: Selection) -> None:
    """Draw the network's amounts in both dollars; nothing for another unit, or where no price index is loaded."""
    language, indicator = ctx.language, chosen.indicator
    base = base_year()
    if base is None or not is_dollars(indicator.words(language).unit):
        return
    waves = ctx.reader.series("indicator", indicator.id)
    section(ctx.say("En dollars courants et constants"), chart=True)
    read = next((item for item in waves if item.period == ctx.period and item.value is not None), None)
    if read is not None:
        words = amounts_text(read.value, read.period, language, indicator.decimals)
        text(ctx.say("{period} : {words}.", period=read.period, words=words))
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
        rows.append([item.period, nominal or value_text(item, language), cell(constant or "—", absent)])
    summary_table(ctx.say("Le montant de chaque vague, en dollars courants et constants"), columns, rows)
    source_line(ctx, method_text(language))
