"""Distribution of the establishments compared among their peers: dots and bands, or yes and no by name."""

from indicators.figures.strip import strip_figure
from indicators.wording.value import counts_text, value_text
from pages.parts.compare.choice import Comparison
from pages.ui.chart import chart_style
from pages.ui.figures import draw_figure, no_value
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import link_html, section
from pages.ui.tables import TableColumn, cell, summary_table
from pages.ui.url_state import link


def among_peers(ctx: PageContext, chosen: Comparison) -> None:
    """Draw every establishment of the peer groups compared, a row a group, the chosen ones marked."""
    held = {item.peer_group_id for item in chosen.places}
    groups = [group for group in ctx.reader.peer_groups if group.peer_group_id in held]
    places = [item for item in chosen.everywhere if item.peer_group_id in held]
    focus = next((item for item in chosen.places if item.place_id == chosen.focus), None)
    figure = strip_figure(places, groups, chart_style(ctx), focus, chosen.named)
    draw_figure(ctx, figure, "compare-strip", absent=no_value(ctx))


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
