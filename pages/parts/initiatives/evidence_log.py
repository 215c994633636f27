"""The qualitative evidence log: how many passages a theme has, by which methods; never a quotation or a summary."""

from collections import Counter

import polars as pl

from data.model.initiative_collection import load_collection
from indicators.charts import counts
from indicators.initiatives.collected import CollectedRow
from indicators.wording.language import pick
from indicators.wording.lists import list_text
from indicators.wording.numbers import day
from pages.parts.initiatives.collected_section import collected_block, collected_of, to_come
from pages.ui.chart import chart, chart_theme
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section


def qualitative_log(ctx: PageContext, initiative_id: str) -> None:
    """Draw the themes of an initiative's interviews and field notes, or say that none was entered."""
    rows = collected_of(ctx).rows("qualitative", initiative_id=initiative_id)
    if not rows:
        section(ctx.say("Journal qualitatif"), ctx.say("Entrevues et notes de terrain, codées par thème"))
        to_come(
            ctx,
            ctx.say("aucun passage codé n’a été inscrit; le classeur de l’initiative a une feuille pour cela."),
        )
        return
    themes = _counted(ctx, rows, "theme")
    first, last = rows[0].dated_on, rows[-1].dated_on
    most = [name for name, count in themes if count == themes[0][1]]
    finding = ctx.say(
        "{n} passages codés; thème le plus fréquent : {theme}"
        if len(most) == 1
        else "{n} passages codés; thèmes les plus fréquents, à égalité : {theme}",
        n=len(rows),
        theme=list_text(most, ctx.language),
    )
    subtitle = ctx.say("Journal qualitatif · passages par thème")
    if first and last:
        subtitle = ctx.say(
            "Journal qualitatif · passages par thème · du {first} au {last}",
            first=day(first, ctx.language),
            last=day(last, ctx.language),
        )
    with collected_block(ctx, "log", finding, subtitle):
        fictitious = ctx.release.kind == "fictif"
        chart(
            counts.spec(ctx.language, chart_theme(), rows=len(themes), fictitious=fictitious),
            {"counts": counts.rows(themes, ctx.release.kind)},
            ctx.say(
                "Barres du nombre de passages par thème : {counts}.",
                counts=", ".join(f"{name} {count}" for name, count in themes),
            ),
            key="log",
        )
        shown = pl.DataFrame(
            {
                ctx.say("Thème"): [name for name, _ in themes],
                ctx.say("Passages"): [str(count) for _, count in themes],
                ctx.say("Méthodes"): [_methods(ctx, rows, name) for name, _ in themes],
            }
        )
        data_table(ctx, f"journal-{initiative_id}", shown)
        note(ctx.say("Les passages et leurs résumés restent dans l’espace de travail : aucune citation n’est publiée."))


def _name(ctx: PageContext, list_id: str, entry: str) -> str:
    return pick(load_collection().label(list_id, entry), "label", ctx.language)


def _counted(ctx: PageContext, rows: list[CollectedRow], field: str) -> list[tuple[str, int]]:
    """The entries of a list with how many rows each has, the most frequent first; equals in the list's own order."""
    found = Counter(row.cells[field] for row in rows)
    order = [entry.entry_id for entry in load_collection().lists[field]]
    ranked = sorted(found.items(), key=lambda item: (-item[1], order.index(item[0])))
    return [(_name(ctx, field, entry), count) for entry, count in ranked]


def _methods(ctx: PageContext, rows: list[CollectedRow], theme: str) -> str:
    mine = [row for row in rows if _name(ctx, "theme", row.cells["theme"]) == theme]
    found = Counter(_name(ctx, "qualitative_method", row.cells["method"]) for row in mine)
    return ", ".join(f"{name} ({count})" for name, count in found.most_common())
