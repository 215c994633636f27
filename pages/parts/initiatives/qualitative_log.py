"""The qualitative log: how many passages a theme has, by which methods; never a quotation or a summary."""

from collections import Counter

import polars as pl

from data.initiative_collection import load_collection
from indicators.initiatives.collected import CollectedRow
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import CollectedSection
from indicators.wording.lists import list_text
from indicators.wording.numbers import day
from pages.parts.initiatives.charts import counts_bars
from pages.parts.initiatives.collected_section import collected_block, collected_of, list_word, to_come
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.styles import note


def qualitative_log(ctx: PageContext, tree: Tree, _: CollectedSection) -> None:
    """Draw the themes of an initiative's interviews and field notes, or say that none was entered."""
    rows = collected_of(ctx).rows("qualitative", initiative_id=tree.name)
    if not rows:
        to_come(
            ctx,
            ctx.say("aucun passage codé n’a été inscrit; le classeur de l’initiative a une feuille pour cela."),
            ctx.say("Journal qualitatif"),
            ctx.say("Entrevues et notes de terrain, codées par thème"),
        )
        return
    count = Counter(row.cells["theme"] for row in rows)
    order = [entry.entry_id for entry in load_collection().lists["theme"]]
    # The most frequent first; equals in the list's own order.
    themes = sorted(count, key=lambda theme: (-count[theme], order.index(theme)))
    names = [list_word(ctx, "theme", theme) for theme in themes]
    most = [name for name, theme in zip(names, themes, strict=True) if count[theme] == count[themes[0]]]
    finding = ctx.say(
        "{n} passages codés; thème le plus fréquent : {theme}"
        if len(most) == 1
        else "{n} passages codés; thèmes les plus fréquents, à égalité : {theme}",
        n=len(rows),
        theme=list_text(most, ctx.language),
    )
    first, last = rows[0].dated_on, rows[-1].dated_on
    subtitle = ctx.say("Journal qualitatif · passages par thème")
    if first and last:
        subtitle = ctx.say(
            "Journal qualitatif · passages par thème · du {first} au {last}",
            first=day(first, ctx.language),
            last=day(last, ctx.language),
        )
    with collected_block(ctx, "log", finding, subtitle):
        counted = [(name, count[theme]) for name, theme in zip(names, themes, strict=True)]
        counts_bars(ctx, counted, ctx.say("Barres du nombre de passages par thème"), "log", ctx.release.kind)
        shown = pl.DataFrame(
            {
                ctx.say("Thème"): names,
                ctx.say("Passages"): [str(count[theme]) for theme in themes],
                ctx.say("Méthodes"): [_methods(ctx, rows, theme) for theme in themes],
            }
        )
        data_table(ctx, f"journal-{tree.name}", shown)
        note(ctx.say("Les passages et leurs résumés restent dans l’espace de travail : aucune citation n’est publiée."))


def _methods(ctx: PageContext, rows: list[CollectedRow], theme: str) -> str:
    methods = Counter(row.cells["method"] for row in rows if row.cells["theme"] == theme)
    return ", ".join(f"{list_word(ctx, 'qualitative_method', name)} ({count})" for name, count in methods.most_common())
