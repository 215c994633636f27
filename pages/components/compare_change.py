"""What each establishment compared did since the previous wave: ring and disc, then the change in words."""

from html import escape

import streamlit as st

from indicators.charts import dumbbell
from indicators.charts.theme import scale_of
from indicators.sentences import change_sentence, value_text
from indicators.verdict_model import Verdict
from pages.components.chart import chart, chart_theme
from pages.components.compare_choice import Comparison
from pages.components.look import bullets, note, section
from pages.components.printed import colon
from pages.components.signs import change_sign
from pages.components.visit import Visit

#: More rows than this are no longer compared by eye: peer groups stand for their members.
ROWS = 14
MOVED = ("up", "down", "no_to_yes", "yes_to_no")


def changes(here: Visit, chosen: Comparison) -> None:
    """Draw the change of each establishment, or of each peer group where there are many; nothing for a first wave."""
    earlier = here.reading.before(here.period)
    if earlier is None:
        return
    pairs = _pairs(here, chosen, earlier)
    moved = [after for _, after in pairs if after.change_state in MOVED]
    title = here.say("Aucun changement décelable depuis {earlier}", earlier=earlier)
    if len(moved) == 1:
        title = here.say("1 changement depuis {earlier}, sur {n} suivis", earlier=earlier, n=len(pairs))
    elif moved:
        title = here.say(
            "{k} changements depuis {earlier}, sur {n} suivis", k=len(moved), earlier=earlier, n=len(pairs)
        )
    how = here.say(
        "Anneau : {earlier} · disque : {period}, avec intervalle à 95 %", earlier=earlier, period=here.period
    )
    section(title, "" if chosen.is_yes_no else how, chart=True)
    if not pairs:
        note(here.say("Aucune paire de valeurs à comparer entre ces deux vagues."))
        return
    if not chosen.is_yes_no:
        _drawn(here, pairs)
    # Where nothing moved, the words of one line are those of all: only the moves are told one by one.
    shown = pairs if len(pairs) <= ROWS // 2 else [pair for pair in pairs if pair[1] in moved]
    st.html(bullets([_line(here, after) for _, after in shown]))


def _drawn(here: Visit, pairs: list[tuple[Verdict, Verdict]]) -> None:
    ends = dumbbell.rows(pairs, here.language)
    if ends.is_empty():
        return
    ready = dumbbell.spec(
        here.language,
        chart_theme(),
        scale_of(pairs[0][1].unit(here.language)),
        has_intervals=ends["low"].null_count() < ends.height,
        fictitious=here.release.kind == "fictif",
        rows=ends["row"].n_unique(),
    )
    said = "; ".join(
        f"{after.place(here.language)} {value_text(before, here.language)} → {value_text(after, here.language)}"
        for before, after in pairs
        if dumbbell.drawable(before, after)
    )
    title = pairs[0][1].label(here.language)
    words = here.say("Avant et après, {title} : {ends}.", title=title, ends=said)
    chart(ready, {"ends": ends}, words, key="compare-change")


def _line(here: Visit, after: Verdict) -> str:
    mark = change_sign(after.change_state, after.change_judgement)
    words = escape(change_sentence(after, here.language))
    return f"{mark} {escape(after.place(here.language))}{colon(here.language)}{words}"


def _pairs(here: Visit, chosen: Comparison, earlier: str) -> list[tuple[Verdict, Verdict]]:
    """Values of both waves: of the establishments, or of the peer groups where a wave has too many to draw."""
    reading = here.reading
    known = [item for item in chosen.places if item.valued]
    if len(known) > ROWS:
        known = reading.by_peer_group(chosen.subject_kind, chosen.subject_id, here.period, chosen.segment)
    found = []
    for after in known:
        place = (after.place_kind, after.place_id)
        before = reading.verdict(chosen.subject_kind, chosen.subject_id, earlier, place, chosen.segment)
        if before is not None and before.valued and after.valued:
            found.append((before, after))
    return found
