"""Initiatives: the portrait and four initiatives, each with its own view (`?id=`), and the practices shared."""

import streamlit as st

from pages.components.choices import link
from pages.components.details import apply_details
from pages.components.initiative_caring import caring_view
from pages.components.initiative_choice import PRACTICES, view_choice
from pages.components.initiative_gmf import gmf_view
from pages.components.initiative_index import index_view
from pages.components.initiative_inters4 import inters4_view
from pages.components.initiative_look import apply_initiatives, go_to_row
from pages.components.initiative_portrait import portrait_view
from pages.components.initiative_strategic import strategic_view
from pages.components.look import anchor
from pages.components.practice_notes import practices_view
from pages.components.visit import visit

DRAWN = {
    "": index_view,
    "portrait": portrait_view,
    "gmf-oc": gmf_view,
    "communaute-soignante": caring_view,
    "inters4": inters4_view,
    "communaute-strategique-itss": strategic_view,
    PRACTICES: practices_view,
}

here = visit()
apply_details()
apply_initiatives()
DRAWN[view_choice(here)](here)
more = anchor(link("method", partie="sources"), here.say("Toutes les sources et licences"))
st.html(f'<p class="o-source">{more}</p>')
go_to_row()
