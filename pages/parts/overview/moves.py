"""Who moved since the previous wave, by name where the release names them, and what chance alone would light."""

from html import escape

import streamlit as st

from indicators.verdicts.model import Verdict
from indicators.wording.comparison import bands, expected
from pages.ui.page_context import Visit
from pages.ui.signs import change_sign
from pages.ui.styles import anchor, bullets, note, section
from pages.ui.typography import colon
from pages.ui.url_state import link

TITLES = {"no_to_yes": "disent maintenant oui", "yes_to_no": "ne disent plus oui"}


def who_moved(here: Visit) -> None:
    """Draw, recommendation by recommendation, the named establishments whose answer changed."""
    earlier = here.reading.before(here.period)
    if earlier is None:
        return
    moved = {
        item.id: [
            place
            for place in here.reading.distribution("headline", item.id, here.period)
            if place.change_state in TITLES
        ]
        for item in here.reading.catalogue.recommendations
    }
    count = sum(len(places) for places in moved.values())
    title = here.say("Qui a bougé depuis {earlier} : {n} réponses", earlier=earlier, n=count)
    section(
        title,
        here.say("Établissements nommés dont la réponse au signe a changé, dans l’ordre du répertoire"),
    )
    lines = [_line(here, code, places, way) for code, places in moved.items() for way in TITLES]
    st.html(bullets([line for line in lines if line]))
    note(_by_chance(here))


def _line(here: Visit, code: str, places: list[Verdict], way: str) -> str:
    held = [item for item in places if item.change_state == way]
    if not held:
        return ""
    mark = change_sign(way, held[0].change_judgement)
    names = ", ".join(
        anchor(link("establishment", id=item.place_id), item.place(here.language)) for item in held
    )
    code_link = anchor(link("recommendation", id=code), code)
    return f"{mark} {code_link}, {escape(here.say(TITLES[way]))} ({len(held)}){colon(here.language)}{names}"


def _by_chance(here: Visit) -> str:
    """How many establishments stand apart from their peers over all indicators, and how many would by chance."""
    cells = [
        item
        for indicator in here.reading.catalogue.indicator
        for item in here.reading.distribution("indicator", indicator, here.period)
    ]
    held = bands(cells)
    return here.say(
        "Tous indicateurs réunis, {k} valeurs d’établissement sur {n} se distinguent de celles des pairs; le hasard seul en ferait ressortir {chance}.",
        k=held.apart,
        n=held.compared,
        chance=expected(held.compared, here.language),
    )
