"""Who resembles the establishment in focus, each criterion told in words."""

from html import escape

import streamlit as st

from indicators.release_reader.similarity import Likeness, explained, resembling
from indicators.wording.sentences import value_text
from pages.parts.compare.choice import Comparison
from pages.ui.establishment_names import short_name
from pages.ui.page_context import Visit
from pages.ui.release_cache import released_facts
from pages.ui.styles import note, section
from pages.ui.typography import colon
from pages.ui.url_state import SEPARATOR, same_page

#: How many are named: the list helps to choose whom to read, it is no table.
NAMED = 5


def similar(here: Visit, chosen: Comparison) -> None:
    """Draw the establishments most like the focus, with what they share and the value each has."""
    if not chosen.focus:
        return
    name = short_name(chosen.focus, here.language)
    section(
        here.say("Qui ressemble à {name}", name=name),
        here.say("Type, personnel, population et région, à parts égales · les plus semblables d’abord"),
    )
    nearest = resembling(here.reading, released_facts(here), chosen.focus, here.period)[:NAMED]
    values = {item.place_id: item for item in chosen.everywhere}
    lines = "".join(
        f"<li>{_linked(here, chosen, item)}{colon(here.language)}{escape(explained(item, here.language))}"
        f'<span class="o-line">{escape(value_text(values[item.establishment_id], here.language))}</span></li>'
        for item in nearest
    )
    st.html(f'<ul class="o-cells">{lines}</ul>')
    note(
        here.say(
            "Seules des données publiées servent : un personnel non publié ne rapproche ni n’éloigne. La ressemblance ne dit rien de la qualité."
        )
    )


def _linked(here: Visit, chosen: Comparison, item: Likeness) -> str:
    """The name, as a link that puts this establishment beside the focus."""
    address = same_page(avec=SEPARATOR.join((chosen.focus, item.establishment_id)))
    name = escape(short_name(item.establishment_id, here.language))
    return f'<a class="o-link" href="{escape(address)}" target="_self">{name}</a>'
