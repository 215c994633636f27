"""Initiatives: the portrait and the four initiatives, with their published figures only."""

from html import escape

import streamlit as st

from data.facts import load_facts
from indicators.language import pick
from pages.components.choices import link
from pages.components.details import apply_details
from pages.components.initiatives_parts import initiative
from pages.components.look import anchor, heading
from pages.components.visit import visit

here = visit()
apply_details()
facts = load_facts()
heading(
    here.say("Initiatives · faits publiés"),
    here.say("Un portrait et quatre initiatives, tels que leurs sources les décrivent"),
    here.say("{n} chiffres publiés, chacun avec sa source et son repère", n=len(facts.published_facts)),
)
real = here.say(
    "Les chiffres de cette page sont des faits publiés, réels : ils sont donnés comme leurs sources les impriment et ne sont mêlés à aucune valeur fictive."
)
st.html(f'<p class="o-real" role="note"><strong>{escape(real)}</strong></p>')
names = " · ".join(
    f'<a class="o-link" href="#{item.initiative_id}">{escape(pick(item, "name", here.language))}</a>'
    for item in facts.initiatives
)
st.html(f'<p class="o-text">{names}</p>')
for item in facts.initiatives:
    initiative(here, item)
more = anchor(link("method", partie="sources"), here.say("Toutes les sources et licences"))
st.html(f'<p class="o-source">{more}</p>')
