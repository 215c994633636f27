"""What an indicator measures, its formula with numbers, its cautions, and what it did over the waves."""

from html import escape

import streamlit as st

from data.facts import load_facts
from indicators.charts import series
from indicators.charts.theme import scale_of
from indicators.verdicts.model import Verdict
from indicators.wording.distribution import part_name, series_alt
from indicators.wording.formula import formula
from indicators.wording.language import pick
from indicators.wording.sentences import change_sentence, note_sentences, rung_sentence
from pages.parts.indicator.choice import Selection
from pages.ui.chart import chart, chart_theme
from pages.ui.page_context import Visit
from pages.ui.signs import change_sign
from pages.ui.split_section import split_bars
from pages.ui.styles import section_html
from pages.ui.typography import printed


def measured(here: Visit, chosen: Selection) -> None:
    """Definition, formula with its numbers, direction, comparability and caution."""
    words = chosen.indicator.words(here.language)
    title = section_html(here.say("Ce que mesure l’indicateur"), chart=True)
    numbers = [formula(item, chosen.indicator, here.language) for item in _province(here, chosen)]
    lines = "".join(f'<p class="o-text o-formula">{escape(line)}</p>' for line in numbers if line)
    direction = next(
        pick(item, "label", here.language)
        for item in load_facts().choice_lists["direction"]
        if item.choice_id == chosen.indicator.direction
    )
    notes = [f"{direction}.", words.comparability, words.caveat]
    if chosen.province is not None:
        notes += note_sentences(chosen.province, here.language)
    small = "".join(f'<p class="o-note">{escape(printed(text, here.language))}</p>' for text in notes if text)
    st.html(f'{title}<p class="o-text">{escape(printed(words.definition, here.language))}</p>{lines}{small}')


def over_time(here: Visit, chosen: Selection) -> None:
    """The change in a sentence, what the next rung needs, and the values of all waves."""
    parts = _province(here, chosen)
    lines = [section_html(here.say("Dans le temps"), chart=True)]
    for item in parts:
        mark = change_sign(item.change_state, item.change_judgement)
        words = change_sentence(item, here.language)
        if chosen.is_split:
            words = here.say("{label} : {said}", label=part_name(item, here.language), said=words)
        lines.append(f'<p class="o-text">{mark} {escape(words)}</p>')
    if parts and (rung := rung_sentence(parts[0], here.language)):
        lines.append(f'<p class="o-note">{escape(rung)}</p>')
    st.html("".join(lines))
    if chosen.is_split:
        _parts_by_wave(here, chosen)
    else:
        _line(here, chosen)


def _province(here: Visit, chosen: Selection) -> list[Verdict]:
    found = (
        here.reading.verdict("indicator", chosen.indicator.id, here.period, segment=part)
        for part in chosen.indicator.segments
    )
    return [item for item in found if item is not None]


def _line(here: Visit, chosen: Selection) -> None:
    waves = here.reading.series("indicator", chosen.indicator.id)
    points = series.rows(waves, here.language, here.period)
    if points["value"].null_count() == points.height:
        return
    ready = series.spec(
        here.language,
        chart_theme(),
        scale_of(waves[0].unit(here.language)),
        **series.shape(points),
        fictitious=here.release.kind == "fictif",
    )
    chart(ready, {"points": points}, series_alt(waves, here.language), key="series")


def _parts_by_wave(here: Visit, chosen: Selection) -> None:
    language, indicator = here.language, chosen.indicator
    by_part = [here.reading.series("indicator", indicator.id, segment=part) for part in indicator.segments]
    wholes = [list(parts) for parts in zip(*by_part, strict=True)]
    names = [part_name(part[0], language) for part in by_part]
    split_bars(here, wholes, names, indicator.words(language).short_title, "split-waves", by_wave=True)
