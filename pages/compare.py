"""Comparer: one subject among chosen establishments or a peer group, in bands and limits, never in ranks."""

from indicators.wording.comparison import bands, bands_finding
from indicators.wording.finding import detail, finding
from indicators.wording.periods import period_text
from pages.parts.compare.bands import compared_table, outlier_table, three_bands
from pages.parts.compare.change import changes
from pages.parts.compare.choice import comparison
from pages.parts.compare.funnel import funnel_and_dots
from pages.parts.compare.heat_map import comparison_map
from pages.parts.compare.own_group import own_group
from pages.parts.compare.similar import draw_similar
from pages.parts.compare.spread import among_peers, answers_table
from pages.parts.compare.trend import split_parts, trends
from pages.parts.initiatives.practice_notes import subject_practices
from pages.ui.page_context import page_context
from pages.ui.signs import states_legend
from pages.ui.sources import source_line
from pages.ui.styles import heading, note, send_styles

ctx = page_context()
send_styles("details")
language = ctx.language
chosen = comparison(ctx)
province = chosen.province

title = finding(province, language) if province else ""
if chosen.has_comparisons:
    title = bands_finding(bands(chosen.places), language)
heading(
    ctx.say("Comparer · {k} établissements sur {n}", k=len(chosen.places), n=len(chosen.everywhere)),
    title,
    ctx.say(
        "{label} · {detail} · aucun rang : les écarts dus au hasard restent neutres",
        label=province.label(language) if province else chosen.subject_id,
        detail=detail(province, language) if province else period_text(chosen.period, language),
    ),
)

if chosen.is_yes_no:
    answers_table(ctx, chosen)
elif chosen.has_comparisons:
    funnel_and_dots(ctx, chosen)
    three_bands(ctx, chosen)
else:
    among_peers(ctx, chosen)
    note(ctx.say("Cette valeur n’a pas d’intervalle par établissement : elle est montrée sans être comparée."))
compared_table(ctx, chosen)
split_parts(ctx, chosen)
own_group(ctx, chosen)
changes(ctx, chosen)
trends(ctx, chosen)
comparison_map(ctx, chosen)
if chosen.has_comparisons:
    outlier_table(ctx, chosen)
draw_similar(ctx, chosen)
subject_practices(ctx, chosen.subject_id)
source_line(
    ctx,
    ctx.say(
        "Limites de l’entonnoir autour de la valeur des établissements tracés, réunis; la valeur du réseau compte "
        "aussi ceux qui ne sont pas nommés."
    ),
    quarter=chosen.period if chosen.kind == "quarter" else "",
)
states_legend(language, ctx.say("Les huit états d’une valeur"))
