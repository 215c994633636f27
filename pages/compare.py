"""Comparer: one subject among chosen establishments or a peer group, in bands and limits, never in ranks."""

from indicators.wording.comparison import bands, bands_finding
from indicators.wording.headlines import sentence
from indicators.wording.periods import period_text
from indicators.wording.sentences import detail
from pages.parts.compare.bands import apart, compared_table, three_bands
from pages.parts.compare.change import changes
from pages.parts.compare.choice import comparison
from pages.parts.compare.funnel import charts
from pages.parts.compare.heat_map import signals
from pages.parts.compare.own_group import own_group
from pages.parts.compare.similar import similar
from pages.parts.compare.spread import among_peers, answers
from pages.parts.compare.trend import parts, trends
from pages.parts.initiatives.practice_notes import subject_practices
from pages.ui.detail_styles import apply_details
from pages.ui.page_context import visit
from pages.ui.sources import source_line
from pages.ui.styles import heading, note
from pages.ui.value_states import states_line

here = visit()
apply_details()
language = here.language
chosen = comparison(here)
province = chosen.province

finding = sentence(province, language) if province else ""
if chosen.has_comparisons:
    finding = bands_finding(bands(chosen.places), language)
heading(
    here.say("Comparer · {k} établissements sur {n}", k=len(chosen.places), n=len(chosen.everywhere)),
    finding,
    here.say(
        "{label} · {detail} · aucun rang : les écarts dus au hasard restent neutres",
        label=province.label(language) if province else chosen.subject_id,
        detail=detail(province, language) if province else period_text(chosen.period, language),
    ),
)

if chosen.is_yes_no:
    answers(here, chosen)
elif chosen.has_comparisons:
    charts(here, chosen)
    three_bands(here, chosen)
else:
    among_peers(here, chosen)
    note(
        here.say("Cette valeur n’a pas d’intervalle par établissement : elle est montrée sans être comparée.")
    )
compared_table(here, chosen)
parts(here, chosen)
own_group(here, chosen)
changes(here, chosen)
trends(here, chosen)
signals(here, chosen)
if chosen.has_comparisons:
    apart(here, chosen)
similar(here, chosen)
subject_practices(here, chosen.subject_id)
source_line(
    here,
    here.say(
        "Limites de l’entonnoir autour de la valeur des établissements tracés, réunis; la valeur du réseau compte aussi ceux qui ne sont pas nommés."
    ),
    quarter=chosen.period if chosen.kind == "quarter" else "",
)
states_line(language, here.say("Les huit états d’une valeur"))
