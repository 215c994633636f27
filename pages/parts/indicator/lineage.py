"""« D’où vient chaque chiffre » : each term of one establishment's number, down to its workbook cell."""

from html import escape

import streamlit as st

from indicators.release_reader.lineage import Lineage, TermSource, lineage
from indicators.wording.numbers import day
from pages.parts.indicator.choice import Selection
from pages.ui.establishment_names import short_name
from pages.ui.page_context import Visit
from pages.ui.release_cache import released_facts
from pages.ui.styles import anchor, note, section
from pages.ui.typography import colon
from pages.ui.url_state import link
from pages.ui.value_states import state_mark


def example_of(chosen: Selection) -> str:
    """The establishment whose sources are shown: the marked one, else the first with a visible value."""
    if chosen.establishment_id:
        return chosen.establishment_id
    visible = (item.place_id for item in chosen.places if item.valued)
    return next(visible, chosen.places[0].place_id if chosen.places else "")


def sources(here: Visit, chosen: Selection) -> None:
    """Draw the terms and their cells; of a hidden answer only the state."""
    establishment_id = example_of(chosen)
    if not establishment_id:
        return
    name = short_name(establishment_id, here.language)
    text = (
        "{name}"
        if chosen.establishment_id
        else "{name}, en exemple; repérez un établissement pour voir le sien"
    )
    section(here.say("D’où vient chaque chiffre"), here.say(text, name=name), chart=True)
    facts = released_facts(here)
    found = lineage(here.reading, facts, chosen.indicator, establishment_id, here.period, here.language)
    if not found.sources:
        note(here.say("Question non posée dans cette vague : aucune cellule."))
        return
    st.html(
        f'<ul class="o-cells">{"".join(_source(here, item) for item in found.sources)}</ul>{_terms(here, found)}'
    )
    received = here.reading.respondents(here.period)
    accepted = here.say("{k} classeurs acceptés sur {n} attendus", k=received.received, n=received.frame)
    more = anchor(link("completeness"), here.say("qui a répondu"))
    st.html(f'<p class="o-note">{escape(accepted)}; {more}</p>')


def _source(here: Visit, item: TermSource) -> str:
    role = here.say("numérateur") if item.role == "numerator" else here.say("dénominateur")
    cell = f'<code class="o-cell">{escape(item.address)}</code> ' if item.address else ""
    value = f"{colon(here.language)}<strong>{escape(item.value)}</strong>" if item.value else ""
    dated = here.say("reçu le {day}", day=day(item.received_on, here.language)) if item.received_on else ""
    why = here.say("Explication : {text}", text=item.explanation) if item.explanation else ""
    told = f'<span class="o-line">{escape(why)}</span>' if why else ""
    tail = " · ".join(escape(part) for part in (role, item.code, item.file_label, dated) if part)
    return (
        f"<li>{cell}{escape(item.label)}{value}"
        f'<span class="o-line">{state_mark(item.state, here.language)} · {tail}</span>{told}</li>'
    )


def _terms(here: Visit, found: Lineage) -> str:
    """The declared terms, as the catalogue writes them."""
    base = here.say("l’établissement lui-même") if found.counts_establishments else found.denominator
    words = here.say("Termes déclarés : ")
    return f'<p class="o-note">{escape(words)}<code>{escape(found.numerator)}</code> ÷ <code>{escape(base)}</code></p>'
