"""The tracker of a knowledge-brokering service: what it produced each year, that any consortium can fill in."""

from html import escape

import polars as pl
import streamlit as st

from indicators.wording.numbers import number
from pages.parts.initiatives.collected_section import collected_block, collected_of, to_come
from pages.parts.initiatives.evaluation_grid import list_word
from pages.ui.data_table import download
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import note, section
from pages.ui.tables import TableColumn, table_html

Outputs = dict[str, dict[int, int | None]]


def outputs_tracker(ctx: PageContext) -> None:
    """Draw each service's outputs by year, or that none was entered."""
    services = collected_of(ctx).outputs_by_year()
    if not services:
        section(
            ctx.say("Suivi des produits du courtage"),
            ctx.say("Par année, pour tout service qui le remplit"),
        )
        to_come(
            ctx,
            ctx.say("aucun service n’a inscrit ses produits; le classeur de l’initiative a une feuille pour cela."),
        )
        return
    for place, (service, outputs) in enumerate(services.items()):
        years = sorted({year for held in outputs.values() for year in held})
        finding = ctx.say(
            "{service} : {n} sortes de produits, de {low} à {high}",
            service=service,
            n=len(outputs),
            low=years[0],
            high=years[-1],
        )
        subtitle = ctx.say("Suivi des produits par année, inscrit par le service; tout consortium peut le remplir")
        with collected_block(ctx, f"outputs-{place}", finding, subtitle):
            _table(ctx, service, outputs, years)
            download(ctx, f"produits-{place}", lambda held=outputs: _frame(held))
            note(ctx.say("Un nombre de 1 à 4 personnes est supprimé. « rien d’inscrit » n’est pas zéro."))


def _table(ctx: PageContext, service: str, outputs: Outputs, years: list[int]) -> None:
    columns = [
        TableColumn(ctx.say("Produit"), width=40),
        *(TableColumn(str(year), number=True, phone=ctx.say("{year} : ", year=year)) for year in years),
    ]
    rows = [
        [
            escape(list_word(ctx, "output", output)),
            *(_cell(ctx, held, year) for year in years),
        ]
        for output, held in outputs.items()
    ]
    st.html(table_html(service, columns, rows))


def _cell(ctx: PageContext, held: dict[int, int | None], year: int) -> str:
    if year not in held:
        return f'<span class="o-later">{escape(ctx.say("rien d’inscrit"))}</span>'
    value = held[year]
    if value is None:
        return sign("suppressed", ctx.say("supprimé"))
    return f'<span class="o-strong">{number(value, 0, ctx.language)}</span>'


def _frame(outputs: Outputs) -> pl.DataFrame:
    rows = [
        {"output": output, "year": year, "number": value, "state": "suppressed" if value is None else "value"}
        for output, held in outputs.items()
        for year, value in held.items()
    ]
    return pl.DataFrame(rows)
