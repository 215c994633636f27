"""The qualitative evidence log: how many passages a theme has, by which methods; never a quotation or a summary."""

from collections import Counter

import polars as pl

from data.model.initiative_collection import load_collection
from indicators.charts import counts
from indicators.initiatives.reading import CollectedRow
from indicators.wording.language import pick
from indicators.wording.lists import spoken_list
from indicators.wording.numbers import day
from pages.parts.initiatives.collected_section import collected_block, collected_of, to_come
from pages.ui.chart import chart, chart_theme
from pages.ui.data_table import twin
from pages.ui.page_context import Visit
from pages.ui.styles import note, section


def qualitative_log(here: Visit, initiative_id: str) -> None:
    """Draw the themes of an initiative's interviews and field notes, or say that none was entered."""
    rows = collected_of(here).rows("qualitative", initiative_id=initiative_id)
    if not rows:
        section(here.say("Journal qualitatif"), here.say("Entrevues et notes de terrain, codées par thème"))
        to_come(
            here,
            here.say(
                "aucun passage codé n’a été inscrit; le classeur de l’initiative a une feuille pour cela."
            ),
        )
        return
    themes = _counted(here, rows, "theme")
    first, last = rows[0].dated_on, rows[-1].dated_on
    most = [name for name, count in themes if count == themes[0][1]]
    finding = here.say(
        "{n} passages codés; thème le plus fréquent : {theme}"
        if len(most) == 1
        else "{n} passages codés; thèmes les plus fréquents, à égalité : {theme}",
        n=len(rows),
        theme=spoken_list(most, here.language),
    )
    subtitle = here.say("Journal qualitatif · passages par thème")
    if first and last:
        subtitle = here.say(
            "Journal qualitatif · passages par thème · du {first} au {last}",
            first=day(first, here.language),
            last=day(last, here.language),
        )
    with collected_block(here, "log", finding, subtitle):
        fictitious = here.release.kind == "fictif"
        chart(
            counts.spec(here.language, chart_theme(), rows=len(themes), fictitious=fictitious),
            {"counts": counts.rows(themes, here.release.kind)},
            here.say(
                "Barres du nombre de passages par thème : {counts}.",
                counts=", ".join(f"{name} {count}" for name, count in themes),
            ),
            key="log",
        )
        shown = pl.DataFrame(
            {
                here.say("Thème"): [name for name, _ in themes],
                here.say("Passages"): [str(count) for _, count in themes],
                here.say("Méthodes"): [_methods(here, rows, name) for name, _ in themes],
            }
        )
        twin(here, f"journal-{initiative_id}", shown)
        note(
            here.say(
                "Les passages et leurs résumés restent dans l’espace de travail : aucune citation n’est publiée."
            )
        )


def _name(here: Visit, list_id: str, entry: str) -> str:
    return pick(load_collection().label(list_id, entry), "label", here.language)


def _counted(here: Visit, rows: list[CollectedRow], field: str) -> list[tuple[str, int]]:
    """The entries of a list with how many rows each has, the most frequent first; equals in the list's own order."""
    found = Counter(row.cells[field] for row in rows)
    order = [entry.entry_id for entry in load_collection().lists[field]]
    ranked = sorted(found.items(), key=lambda item: (-item[1], order.index(item[0])))
    return [(_name(here, field, entry), count) for entry, count in ranked]


def _methods(here: Visit, rows: list[CollectedRow], theme: str) -> str:
    mine = [row for row in rows if _name(here, "theme", row.cells["theme"]) == theme]
    found = Counter(_name(here, "qualitative_method", row.cells["method"]) for row in mine)
    return ", ".join(f"{name} ({count})" for name, count in found.most_common())
