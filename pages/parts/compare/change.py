"""The change of each establishment since an earlier period: dumbbells and slopes, then words."""

from collections.abc import Sequence

import streamlit as st

from indicators.charts import slope
from indicators.figures.change import dumbbell_figure, slope_figure
from indicators.figures.figure import Figure
from indicators.release_reader.custom import custom_change
from indicators.verdicts.model import Verdict
from indicators.wording.periods import period_text
from pages.parts.compare.choice import Comparison
from pages.ui.chart import chart_style
from pages.ui.figures import change_list, draw_chart, draw_figure, figure_table
from pages.ui.markup import draw
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section

#: More rows than this are no longer compared by eye: peer groups stand for their members.
ROWS = 14
MOVED = ("up", "down", "no_to_yes", "yes_to_no")
#: Changes of which something can be said: put to a test, or an answer that is the same.
TESTED = (*MOVED, "not_detectable", "unchanged")
Pairs = list[tuple[Verdict, Verdict]]


def changes(ctx: PageContext, chosen: Comparison) -> None:
    """Draw the change of each establishment, or of each peer group where there are many; nothing for a first period."""
    if not chosen.earlier:
        return
    pairs = _pairs(ctx, chosen)
    moved = [after for _, after in pairs if after.change_state in MOVED]
    earlier = period_text(chosen.earlier, ctx.language)
    title = ctx.say("Depuis {earlier} : aucun écart testé", earlier=earlier)
    if any(after.change_state in TESTED for _, after in pairs):
        title = ctx.say("Aucun changement décelable depuis {earlier}", earlier=earlier)
    if len(moved) == 1:
        title = ctx.say("1 changement depuis {earlier}, sur {n} suivis", earlier=earlier, n=len(pairs))
    elif moved:
        title = ctx.say("{k} changements depuis {earlier}, sur {n} suivis", k=len(moved), earlier=earlier, n=len(pairs))
    section(title, "" if chosen.is_yes_no else _reading_key(ctx, chosen), chart=True)
    figure = dumbbell_figure(pairs, "", "", chart_style(ctx))
    if not pairs:
        note(ctx.say("Aucune paire de valeurs à comparer entre ces deux périodes."))
        return
    if not chosen.is_yes_no:
        _charts(ctx, pairs, figure)
    # A long list names only the changes: the other lines would all say the same.
    shown = pairs if len(pairs) <= ROWS // 2 else [pair for pair in pairs if pair[1] in moved]
    draw(change_list(ctx, [after for _, after in shown]))
    figure_table(ctx, figure, "changements")


def _reading_key(ctx: PageContext, chosen: Comparison) -> str:
    return ctx.say(
        "Anneau : {earlier} · disque : {period}, avec intervalle à 95 %",
        earlier=period_text(chosen.earlier, ctx.language),
        period=period_text(chosen.period, ctx.language),
    )


def _charts(ctx: PageContext, pairs: Pairs, figure: Figure) -> None:
    """Draw dumbbells with intervals, and slopes beside them where there are few lines."""
    if not slope.fits(pairs):
        draw_chart(figure, "compare-change")
        return
    left, right = st.columns(2, gap="large")
    with left:
        draw_chart(figure, "compare-change")
    # Names at both ends leave no room for lines on a phone: ring and disc say the same there.
    with right, st.container(key="wide-slope"):
        draw_figure(ctx, slope_figure(pairs, chart_style(ctx)), "compare-slope")


def _pairs(ctx: PageContext, chosen: Comparison) -> Pairs:
    """Verdicts of both periods, of the establishments, or of the peer groups where there are more than `ROWS`."""
    reader = ctx.reader
    known: Sequence[Verdict] = [item for item in chosen.places if item.valued]
    if len(known) > ROWS:
        known = reader.by_peer_group(chosen.subject_kind, chosen.subject_id, chosen.period, chosen.segment)
    found = []
    for after in known:
        place = (after.place_kind, after.place_id)
        before = reader.verdict(chosen.subject_kind, chosen.subject_id, chosen.earlier, place, chosen.segment)
        if before is not None and before.valued and after.valued:
            change = after
            if not chosen.is_usual_change:
                change = custom_change(ctx.release, chosen.subject, place, chosen.period, chosen.earlier)
            found.append((before, change))
    return found
