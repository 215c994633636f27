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
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.sources import source_line
from pages.ui.styles import kind_label, link_html, note, section
from pages.ui.tables import TableColumn, table_html
from pages.ui.url_state import link
from pages.ui.wording import colon

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


def portrait_view(ctx: PageContext) -> None:
    """Draw the view."""
    held = tree("portrait")
    messages = messages_of(ctx.reader, ctx.period)
    view_head(
        ctx,
        held,
        ctx.say(
            "{messages} et {recommendations}; aucune réponse par établissement n’est publiée",
            messages=fact_of(held, "portrait-01").words(ctx.language),
            recommendations=fact_of(held, "portrait-02").words(ctx.language),
        ),
        [
            ctx.say(
                "{n} messages, dans nos mots, et les signes qui les appuieraient ou les contrediraient.",
                n=len(messages),
            ),
            ctx.say("{n} chiffres publiés, tous sur la page d’annonce.", n=len(held.all_measures)),
        ],
        [
            ctx.say("L’année du rapport et les valeurs par établissement : non publiées."),
            ctx.say("Le pourcentage derrière « la majorité » : non publié."),
            ctx.say("Ce qu’une vraie vague dirait de chaque message : à venir.")
            if ctx.release.kind == "fictif"
            else ctx.say("Les signes sans valeur dans cette version."),
        ],
    )
    _own_messages(ctx, held, messages)
    _messages(ctx, messages)
    sources_of(ctx, held)


def _own_messages(ctx: PageContext, held: Tree, messages: list[MessageStatus]) -> None:
    """The messages as the portrait gives them, before anything that a release says of them."""
    section(
        ctx.say("Les {n} messages du portrait, selon sa page d’annonce", n=len(messages)),
        ctx.say("Faits publiés, dans nos mots; aucune réponse de cette version n’y entre"),
    )
    lines = "".join(f"<li>{escape(pick(item.message, 'title', ctx.language))}</li>" for item in messages)
    st.html(f'<ol class="o-list">{lines}</ol>{cited(ctx, fact_of(held, "portrait-01"))}')


def _messages(ctx: PageContext, messages: list[MessageStatus]) -> None:
    finding = portrait.portrait_finding(messages, ctx.language)
    subtitle = ctx.say(
        "Ce que dit la vague {period} de chaque message, refait à chaque publication · limite : {half}, la seule que « la plupart » "
        "ou « surtout » donnent",
        period=ctx.period,
        half=percent(HALF, 0, ctx.language),
    )
    with collected_block(ctx, "messages", finding, subtitle):
        columns = [
            TableColumn(ctx.say("Message, dans nos mots"), width=30),
            TableColumn(ctx.say("Ce que dit la version"), width=18),
            TableColumn(ctx.say("Ses signes, avec leurs nombres")),
        ]
        rows = [_message(ctx, item) for item in messages]
        st.html(table_html(ctx.say("Les messages du portrait"), columns, rows))
        note(
            ctx.say(
                "Un signe appuie ou contredit seulement quand son intervalle à 95 % exclut {half}; sinon il ne tranche pas. Un "
                "message est nuancé dès que ses signes jugés ne disent pas tous la même chose; si aucun ne tranche, il n’est pas encore "
                "observable. Un signe dont la couverture est insuffisante n’est pas jugé. Les signes de contexte n’ont pas de limite et "
                "ne comptent pas.",
                half=percent(HALF, 0, ctx.language),
            )
        )
        download(ctx, "messages-du-portrait", lambda: _frame(ctx, messages))
        source_line(ctx, ctx.say("Choix des signes : notre proposition."))


def _message(ctx: PageContext, item: MessageStatus) -> list[str]:
    words = portrait.status_word(item.status, ctx.language)
    status = sign(STATUS_SIGNS[item.status], words, "ink")
    lead = f'<span class="o-line">{escape(ctx.say("exemple fictif"))}</span>' if ctx.release.kind == "fictif" else ""
    signs = "".join(f"<li>{_sign(ctx, one)}</li>" for one in item.signs)
    return [
        f'<span class="o-fact" id="{item.message.id}"><span class="o-code">{item.message.id}</span>'
        f"{escape(pick(item.message, 'title', ctx.language))}</span>",
        f'<span class="o-strong">{status}</span>{lead}'
        f'<span class="o-line">{escape(portrait.reason(item, ctx.language))}</span>',
        f'<ul class="o-sign-list">{signs}</ul>',
    ]


def _sign(ctx: PageContext, item: Sign) -> str:
    indicator = ctx.reader.catalogue.indicator[item.expected.indicator_id]
    name = link_html(link("indicator", id=indicator.id), indicator.words(ctx.language).short_title)
    told = portrait.number_words(item, ctx.language)
    showing = sign(SHOWING_SIGNS[item.showing], portrait.showing_word(item.showing, ctx.language), "ink")
    expected = portrait.expected_words(item, ctx.language)
    mark = kind_label(ctx.say("fictif")) if ctx.release.kind == "fictif" and item.verdicts else ""
    return f'{name}{colon(ctx.language)}{mark}{escape(told)}<span class="o-line">{showing} · {escape(expected)}</span>'


def _frame(ctx: PageContext, messages: list[MessageStatus]) -> pl.DataFrame:
    rows = [
        {
            "message_id": item.message.id,
            "status": item.status,
            "indicator_id": one.expected.indicator_id,
            "expectation": one.expected.expectation,
            "showing": one.showing,
            "value": portrait.number_words(one, ctx.language),
        }
        for item in messages
        for one in item.signs
    ]
    return pl.DataFrame(rows)
