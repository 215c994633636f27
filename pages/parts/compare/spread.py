"""Distribution of the establishments compared among their peers: dots and bands, or yes and no by name."""

import polars as pl

from indicators.catalogue.model import Language
from indicators.charts import strip
from indicators.charts.theme import scale_of
from indicators.wording.distribution import spread, strip_alt
from indicators.wording.value import counts_text, value_text
from pages.parts.compare.choice import Comparison
from pages.ui.chart import chart, chart_style
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import link_html, note, section
from pages.ui.tables import TableColumn, cell, summary_table
from pages.ui.url_state import link


def among_peers(ctx: PageContext, chosen: Comparison) -> None:
    """Draw every establishment of the peer groups compared, a row a group, the chosen ones marked."""
    language = ctx.language
    held = {item.peer_group_id for item in chosen.places}
    groups = [group for group in ctx.reader.peer_groups if group.peer_group_id in held]
    places = [item for item in chosen.everywhere if item.peer_group_id in held]
    focus = next((item for item in chosen.places if item.place_id == chosen.focus), None)
    group = next((item for item in groups if focus and item.peer_group_id == focus.peer_group_id), groups[0])
    section(
        spread(places, group, language),
        ctx.say(
            "{unit} · un point par établissement · bande : moitié centrale des pairs, trait : médiane",
            unit=places[0].unit(language),
        ),
        chart=True,
    )
    data = strip.rows(places, groups, language, chosen.focus)
    if data["places"].is_empty():
        note(ctx.say("Aucune valeur d’établissement ne peut être montrée pour cette vague."))
        return
    data["places"] = _marked(chosen, data["places"], language)
    ready = strip.spec(
        chart_style(ctx),
        scale_of(places[0].unit(language)),
        has_bands=data["groups"]["median"].null_count() < data["groups"].height,
        has_chosen=bool(data["places"]["chosen"].any()),
        rows=len(groups),
    )
    chart(ready, data, strip_alt(places, groups, focus, language), key="compare-strip")


def _marked(chosen: Comparison, dots: pl.DataFrame, language: Language) -> pl.DataFrame:
    """The dots with all the chosen establishments marked; one name a row, so that names do not overlap."""
    names = [item.place(language) for item in chosen.places if item.place_id in chosen.named]
    marked = dots.with_columns(chosen=pl.col("name").is_in(names))
    first = pl.col("name").filter("chosen").first().over("group")
    return marked.with_columns(
        name=pl.when((pl.col("name") == first) | ~pl.col("chosen")).then("name").otherwise(pl.lit(""))
    )


def answers_table(ctx: PageContext, chosen: Comparison) -> None:
    """Draw a yes or a no by name, in the order of the reference, with how many said yes in each one's peer group."""
    language = ctx.language
    section(
        ctx.say("Oui ou non, établissement par établissement"),
        ctx.say("Une seule réponse par établissement : ni intervalle, ni entonnoir · ordre du répertoire"),
    )
    columns = [
        TableColumn(ctx.say("Établissement"), width=40),
        TableColumn(ctx.say("Réponse"), phone=ctx.say("Réponse : ")),
        TableColumn(ctx.say("Dans son groupe de pairs"), phone=ctx.say("Dans son groupe de pairs : ")),
    ]
    groups = {
        item.place_id: item
        for item in ctx.reader.by_peer_group(chosen.subject_kind, chosen.subject_id, chosen.period, chosen.segment)
    }
    rows = []
    for item in chosen.places:
        mark = ("yes" if item.value else "no") if item.valued else item.state
        group = groups.get(item.peer_group_id)
        counts = counts_text(group, language) if group else ""
        rows.append(
            [
                link_html(link("establishment", id=item.place_id), item.place(language)),
                sign(mark, value_text(item, language)),
                cell(counts or "—", group.place(language) if group else ""),
            ]
        )
    summary_table(ctx.say("Réponses des établissements comparés"), columns, rows)
