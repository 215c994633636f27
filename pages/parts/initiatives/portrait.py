"""The portrait: its seven messages, what the release read says of each through its own signs, and its published facts."""

from html import escape

import polars as pl
import streamlit as st

from indicators.initiatives.tree import Tree, tree
from indicators.release_reader.portrait import HALF, MessageStatus, Showing, Sign, Status, messages_of
from indicators.wording import portrait
from indicators.wording.language import pick
from indicators.wording.numbers import percent
from pages.parts.initiatives.choice import fact_of
from pages.parts.initiatives.collected_section import collected_block
from pages.parts.initiatives.heading import view_head
from pages.parts.initiatives.sources import cited, sources_of
from pages.ui.data_table import download
from pages.ui.page_context import Visit
from pages.ui.signs import sign
from pages.ui.sources import source_line
from pages.ui.styles import anchor, note, section, tag
from pages.ui.tables import Column, table_html
from pages.ui.typography import colon
from pages.ui.url_state import link

STATUS_SIGNS: dict[Status, str] = {
    "supported": "value",
    "qualified": "milestone_under_way",
    "contradicted": "worse",
    "not_observable": "not_answered",
}
SHOWING_SIGNS: dict[Showing, str] = {
    "supports": "value",
    "unclear": "similar",
    "contradicts": "worse",
    "context": "not_applicable",
    "low_coverage": "not_answered",
    "not_observable": "not_answered",
}


def portrait_view(here: Visit) -> None:
    """Draw the view."""
    held = tree("portrait")
    messages = messages_of(here.reading, here.period)
    view_head(
        here,
        held,
        here.say(
            "{messages} et {recommendations}; aucune réponse par établissement n’est publiée",
            messages=fact_of(held, "portrait-01").words(here.language),
            recommendations=fact_of(held, "portrait-02").words(here.language),
        ),
        [
            here.say(
                "{n} messages, dans nos mots, et les signes qui les appuieraient ou les contrediraient.",
                n=len(messages),
            ),
            here.say("{n} chiffres publiés, tous sur la page d’annonce.", n=len(held.all_measures)),
        ],
        [
            here.say("L’année du rapport et les valeurs par établissement : non publiées."),
            here.say("Le pourcentage derrière « la majorité » : non publié."),
            here.say("Ce qu’une vraie vague dirait de chaque message : à venir.")
            if here.release.kind == "fictif"
            else here.say("Les signes sans valeur dans cette version."),
        ],
    )
    _own_messages(here, held, messages)
    _messages(here, messages)
    sources_of(here, held)


def _own_messages(here: Visit, held: Tree, messages: list[MessageStatus]) -> None:
    """The messages as the portrait gives them, before anything that a release says of them."""
    section(
        here.say("Les {n} messages du portrait, selon sa page d’annonce", n=len(messages)),
        here.say("Faits publiés, dans nos mots; aucune réponse de cette version n’y entre"),
    )
    lines = "".join(f"<li>{escape(pick(item.message, 'title', here.language))}</li>" for item in messages)
    st.html(f'<ol class="o-list">{lines}</ol>{cited(here, fact_of(held, "portrait-01"))}')


def _messages(here: Visit, messages: list[MessageStatus]) -> None:
    finding = portrait.portrait_finding(messages, here.language)
    subtitle = here.say(
        "Ce que dit la vague {period} de chaque message, refait à chaque publication · limite : {half}, la seule que « la plupart » "
        "ou « surtout » donnent",
        period=here.period,
        half=percent(HALF, 0, here.language),
    )
    with collected_block(here, "messages", finding, subtitle):
        columns = [
            Column(here.say("Message, dans nos mots"), width=30),
            Column(here.say("Ce que dit la version"), width=18),
            Column(here.say("Ses signes, avec leurs nombres")),
        ]
        rows = [_message(here, item) for item in messages]
        st.html(table_html(here.say("Les messages du portrait"), columns, rows))
        note(
            here.say(
                "Un signe appuie ou contredit seulement quand son intervalle à 95 % exclut {half}; sinon il ne tranche pas. Un "
                "message est nuancé dès que ses signes jugés ne disent pas tous la même chose; si aucun ne tranche, il n’est pas encore "
                "observable. Un signe dont la couverture est insuffisante n’est pas jugé. Les signes de contexte n’ont pas de limite et "
                "ne comptent pas.",
                half=percent(HALF, 0, here.language),
            )
        )
        download(here, "messages-du-portrait", lambda: _frame(here, messages))
        source_line(here, here.say("Choix des signes : notre proposition."))


def _message(here: Visit, item: MessageStatus) -> list[str]:
    words = portrait.status_word(item.status, here.language)
    status = sign(STATUS_SIGNS[item.status], words, "ink")
    lead = (
        f'<span class="o-line">{escape(here.say("exemple fictif"))}</span>'
        if here.release.kind == "fictif"
        else ""
    )
    signs = "".join(f"<li>{_sign(here, one)}</li>" for one in item.signs)
    return [
        f'<span class="o-fact" id="{item.message.id}"><span class="o-code">{item.message.id}</span>'
        f"{escape(pick(item.message, 'title', here.language))}</span>",
        f'<span class="o-strong">{status}</span>{lead}'
        f'<span class="o-line">{escape(portrait.reason(item, here.language))}</span>',
        f'<ul class="o-sign-list">{signs}</ul>',
    ]


def _sign(here: Visit, item: Sign) -> str:
    indicator = here.reading.catalogue.indicator[item.expected.indicator_id]
    name = anchor(link("indicator", id=indicator.id), indicator.words(here.language).short_title)
    told = portrait.number_words(item, here.language)
    showing = sign(SHOWING_SIGNS[item.showing], portrait.showing_word(item.showing, here.language), "ink")
    expected = portrait.expected_words(item, here.language)
    mark = tag(here.say("fictif")) if here.release.kind == "fictif" and item.verdicts else ""
    return (
        f"{name}{colon(here.language)}{mark}{escape(told)}"
        f'<span class="o-line">{showing} · {escape(expected)}</span>'
    )


def _frame(here: Visit, messages: list[MessageStatus]) -> pl.DataFrame:
    rows = [
        {
            "message_id": item.message.id,
            "status": item.status,
            "indicator_id": one.expected.indicator_id,
            "expectation": one.expected.expectation,
            "showing": one.showing,
            "value": portrait.number_words(one, here.language),
        }
        for item in messages
        for one in item.signs
    ]
    return pl.DataFrame(rows)
