"""Distribution of an indicator among establishments: dots by peer group, or yes and no by name, and its table."""

from collections.abc import Sequence
from html import escape

import polars as pl
import streamlit as st

from data.model.survey import PeerGroup
from indicators.charts import strip
from indicators.charts.theme import scale_of
from indicators.exports.verdict_table import verdict_table
from indicators.verdicts.model import Verdict
from indicators.wording.distribution import absent, part_name, spread, strip_alt
from indicators.wording.language import pick
from indicators.wording.sentences import (
    absence_word,
    comparison_words,
    counts_text,
    interval_text,
    value_text,
)
from pages.parts.indicator.choice import Selection
from pages.ui.chart import chart, chart_theme
from pages.ui.data_table import twin
from pages.ui.page_context import Visit
from pages.ui.signs import sign
from pages.ui.sources import source_line
from pages.ui.split_section import split_bars
from pages.ui.styles import anchor, note, section
from pages.ui.typography import colon
from pages.ui.url_state import link


def distribution(here: Visit, chosen: Selection) -> None:
    """Draw how establishments spread, who has no value and why, then the table and its files."""
    if chosen.is_split:
        parts_by_group(here, chosen)
    elif chosen.is_yes_no:
        answers_by_group(here, chosen)
    else:
        dots_by_group(here, chosen.places, chosen.indicator.words(here.language).unit, chosen.chosen)
    without_value(here, chosen.places)
    source_line(here)
    twin(here, chosen.indicator.code, shown_table(here, chosen), lambda: file_table(here, chosen))


def without_value(here: Visit, places: Sequence[Verdict]) -> None:
    """Name who has no value, by reason; nothing where everyone has one."""
    lines = [
        f"<li>{sign(state, words)} ({len(names)}){_listed(here, state, names)}</li>"
        for state, words, names in absent(places, here.language)
    ]
    if lines:
        title = escape(here.say("Établissements sans valeur"))
        st.html(f'<h3 class="o-h3">{title}</h3><ul class="o-list o-list-plain">{"".join(lines)}</ul>')


def _listed(here: Visit, state: str, names: list[str]) -> str:
    """The names, unless the wave asked nobody: thirty names would say nothing."""
    return "" if state == "not_asked" else colon(here.language) + escape(", ".join(names))


def dots_by_group(here: Visit, places: Sequence[Verdict], unit: str, marked: Verdict | None) -> None:
    """The strip chart under the spread of the marked establishment's peers, or of the largest group."""
    language, groups = here.language, here.reading.peer_groups
    group = next(
        (item for item in groups if marked and item.peer_group_id == marked.peer_group_id), groups[0]
    )
    section(
        spread(places, group, language),
        here.say(
            "{unit} · un point par établissement · bande : moitié centrale des pairs, trait : médiane",
            unit=unit,
        ),
        chart=True,
    )
    data = strip.rows(places, groups, language, marked.place_id if marked else "")
    if data["places"].is_empty():
        note(here.say("Aucune valeur d’établissement ne peut être montrée pour cette vague."))
        return
    ready = strip.spec(
        language,
        chart_theme(),
        scale_of(places[0].unit(language)),
        has_bands=data["groups"]["median"].null_count() < data["groups"].height,
        has_chosen=bool(data["places"]["chosen"].any()),
        fictitious=here.release.kind == "fictif",
        rows=len(groups),
    )
    chart(ready, data, strip_alt(places, groups, marked, language), key="strip")


def answers_by_group(here: Visit, chosen: Selection) -> None:
    """Yes and no by name under each peer group: a dot at 0 or 100 % would say less."""
    section(
        here.say("Oui ou non, par groupe de pairs"),
        here.say("Carré plein : oui · carré creux : non · les autres établissements sont nommés plus bas"),
        chart=True,
    )
    blocks = [_group_answers(here, chosen, group) for group in here.reading.peer_groups]
    st.html("".join(blocks))


def _group_answers(here: Visit, chosen: Selection, group: PeerGroup) -> str:
    place = ("peer_group", group.peer_group_id)
    total = here.reading.verdict("indicator", chosen.indicator.id, here.period, place)
    members = [item for item in chosen.places if item.peer_group_id == group.peer_group_id and item.valued]
    counts = ""
    if total is not None and total.value is not None:
        counts = f" · {counts_text(total, here.language)} ({value_text(total, here.language)})"
    names = "".join(
        f"<li{_marked(item, chosen)}>{sign('yes' if item.value else 'no')} {_linked(here, item)}"
        f'<span class="o-hidden">{colon(here.language)}{escape(value_text(item, here.language))}</span></li>'
        for item in sorted(members, key=lambda item: -(item.value or 0))
    )
    title = escape(pick(group, "label", here.language) + counts)
    body = f'<ul class="o-names">{names}</ul>'
    if not members:
        body = f'<p class="o-note">{escape(here.say("Aucune réponse d’établissement ne peut être montrée."))}</p>'
    return f'<h3 class="o-h3">{title}</h3>{body}'


def _marked(item: Verdict, chosen: Selection) -> str:
    return ' class="o-accent"' if item.place_id == chosen.establishment_id else ""


def _linked(here: Visit, item: Verdict) -> str:
    return anchor(link("establishment", id=item.place_id), item.place(here.language))


def parts_by_group(here: Visit, chosen: Selection) -> None:
    """Bars of the parts, the network first, then each peer group."""
    reading, indicator, language = here.reading, chosen.indicator, here.language
    places = [("province", "quebec"), *(("peer_group", group.peer_group_id) for group in reading.peer_groups)]
    wholes = [
        [
            item
            for part in indicator.segments
            if (item := reading.verdict("indicator", indicator.id, here.period, place, part))
        ]
        for place in places
    ]
    section(
        here.say("Les parts, par groupe de pairs"),
        here.say(
            "{unit} · du plus foncé au plus pâle · aucune répartition idéale n’est connue",
            unit=indicator.words(language).unit,
        ),
        chart=True,
    )
    names = [part_name(item, language) for item in wholes[0]]
    if not split_bars(here, wholes, names, indicator.words(language).short_title, "split"):
        note(here.say("Aucune valeur d’établissement ne peut être montrée pour cette vague."))
        return


def _rows(here: Visit, chosen: Selection) -> list[Verdict]:
    """The verdicts of the table, part by part where there are several."""
    if not chosen.is_split:
        return chosen.places
    found = (
        here.reading.distribution("indicator", chosen.indicator.id, here.period, part)
        for part in chosen.indicator.segments
    )
    return [item for part in found for item in part]


def shown_table(here: Visit, chosen: Selection) -> pl.DataFrame:
    """The same establishments as the marks, as ready strings."""
    return places_table(here, _rows(here, chosen), is_split=chosen.is_split)


def places_table(here: Visit, places: Sequence[Verdict], *, is_split: bool = False) -> pl.DataFrame:
    """Establishments as ready strings; `is_split` names the part of each row."""
    language = here.language
    rows = [
        {
            here.say("Établissement"): item.place(language),
            **({here.say("Part"): item.label(language)} if is_split else {}),
            here.say("Valeur"): value_text(item, language),
            here.say("Nombres"): counts_text(item, language) or "—",
            here.say("Intervalle à 95 %"): interval_text(item, language) or "—",
            here.say("Comparaison"): comparison_words(item, language) or "—",
            here.say("État"): absence_word(item, language),
        }
        for item in places
    ]
    return pl.DataFrame(rows)


def file_table(here: Visit, chosen: Selection) -> pl.DataFrame:
    """The numbers of the same rows, for the files."""
    return verdict_table(_rows(here, chosen), here.language)
