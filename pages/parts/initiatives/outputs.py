"""The tracker of a knowledge-brokering service: what it produced each year, that any consortium can fill in."""

import polars as pl

from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import CollectedSection
from indicators.wording.numbers import number
from pages.parts.initiatives.collected_section import collected_block, collected_of, list_word, to_come
from pages.parts.initiatives.elements import later
from pages.ui.data_table import download
from pages.ui.markup import Child, draw, el
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import note
from pages.ui.tables import TableColumn, table_html

#: Output → year → number; None where the number is suppressed.
Outputs = dict[str, dict[int, int | None]]


def outputs_tracker(ctx: PageContext, _: Tree, __: CollectedSection) -> None:
    """Draw each service's outputs by year, or that none was entered."""
    services = collected_of(ctx).outputs_by_year()
    if not services:
        to_come(
            ctx,
            ctx.say("aucun service n’a inscrit ses produits; le classeur de l’initiative a une feuille pour cela."),
            ctx.say("Suivi des produits du courtage"),
            ctx.say("Par année, pour tout service qui le remplit"),
        )
    for place, (service, outputs) in enumerate(services.items()):
        years = sorted({year for by_year in outputs.values() for year in by_year})
        finding = ctx.say(
            "{service} : {n} sortes de produits, de {low} à {high}",
            service=service,
            n=len(outputs),
            low=years[0],
            high=years[-1],
        )
        subtitle = ctx.say("Suivi des produits par année, inscrit par le service; tout consortium peut le remplir")
        with collected_block(ctx, f"outputs-{place}", finding, subtitle):
            columns = [
                TableColumn(ctx.say("Produit"), width=40),
                *(TableColumn(str(year), number=True, phone=ctx.say("{year} : ", year=year)) for year in years),
            ]
            rows = [
                [list_word(ctx, "output", output), *(_cell(ctx, by_year, year) for year in years)]
                for output, by_year in outputs.items()
            ]
            draw(table_html(service, columns, rows))
            download(ctx, f"produits-{place}", lambda outputs=outputs: _frame(outputs))
            note(ctx.say("Un nombre de 1 à 4 personnes est supprimé. « rien d’inscrit » n’est pas zéro."))


def _cell(ctx: PageContext, by_year: dict[int, int | None], year: int) -> Child:
    if year not in by_year:
        return later(ctx.say("rien d’inscrit"))
    value = by_year[year]
    if value is None:
        return sign("suppressed", ctx.say("supprimé"))
    return el("span", number(value, 0, ctx.language), class_="o-strong")


def _frame(outputs: Outputs) -> pl.DataFrame:
    rows = [
        {"output": output, "year": year, "number": value, "state": "suppressed" if value is None else "value"}
        for output, by_year in outputs.items()
        for year, value in by_year.items()
    ]
    return pl.DataFrame(rows)
