"""The portrait's seven messages as it gives them, and what the release read says of each through its own signs."""

import polars as pl
from markupsafe import Markup

from data.facts import load_facts
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import CollectedSection, Messages
from indicators.release_reader.portrait import HALF, MessageStatus, Showing, Sign, Status, messages_of
from indicators.wording import portrait
from indicators.wording.language import pick
from indicators.wording.numbers import percent
from pages.parts.initiatives.collected_section import collected_block
from pages.parts.initiatives.elements import html_list
from pages.ui.data_table import download
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.sources import source_line
from pages.ui.styles import kind_label, link_html, note, quiet_line
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


def messages(ctx: PageContext, _: Tree, __: Messages) -> None:
    """Draw the messages as the portrait gives them, before anything that a release says of them."""
    draw(html_list((pick(item, "title", ctx.language) for item in load_facts().key_messages), "o-list", "ol"))


def message_signs(ctx: PageContext, _: Tree, __: CollectedSection) -> None:
    """Draw what the wave read says of each message."""
    items = messages_of(ctx.reader, ctx.period)
    half = percent(HALF, 0, ctx.language)
    subtitle = ctx.say(
        "Ce que dit la vague {period} de chaque message, refait à chaque publication · limite : {half}, la seule que "
        "« la plupart » ou « surtout » donnent",
        period=ctx.period,
        half=half,
    )
    with collected_block(ctx, "messages", portrait.portrait_finding(items, ctx.language), subtitle):
        columns = [
            TableColumn(ctx.say("Message, dans nos mots"), width=30),
            TableColumn(ctx.say("Ce que dit la version"), width=18),
            TableColumn(ctx.say("Ses signes, avec leurs nombres")),
        ]
        draw(table_html(ctx.say("Les messages du portrait"), columns, [_message(ctx, item) for item in items]))
        note(
            ctx.say(
                "Un signe appuie ou contredit seulement quand son intervalle à 95 % exclut {half}; sinon il ne tranche "
                "pas. Un message est nuancé dès que ses signes jugés ne disent pas tous la même chose; si aucun ne "
                "tranche, il n’est pas encore observable. Un signe dont la couverture est insuffisante n’est pas jugé. "
                "Les signes de contexte n’ont pas de limite et ne comptent pas.",
                half=half,
            )
        )
        download(ctx, "messages-du-portrait", lambda: _frame(ctx, items))
        source_line(ctx, ctx.say("Choix des signes : notre proposition."))


def _message(ctx: PageContext, item: MessageStatus) -> list[Child]:
    name, title = item.message.id, pick(item.message, "title", ctx.language)
    status = sign(STATUS_SIGNS[item.status], portrait.status_word(item.status, ctx.language), "ink")
    return [
        el("span", el("span", name, class_="o-code"), title, class_="o-fact", id=name),
        join(
            [
                el("span", status, class_="o-strong"),
                quiet_line(ctx.say("exemple fictif")) if ctx.release.kind == "fictif" else None,
                quiet_line(portrait.reason(item, ctx.language)),
            ]
        ),
        html_list((_sign(ctx, one) for one in item.signs), "o-sign-list"),
    ]


def _sign(ctx: PageContext, item: Sign) -> Markup:
    language = ctx.language
    indicator = ctx.reader.catalogue.indicator[item.expected.indicator_id]
    showing = sign(SHOWING_SIGNS[item.showing], portrait.showing_word(item.showing, language), "ink")
    return join(
        [
            link_html(link("indicator", id=indicator.id), indicator.words(language).short_title),
            colon(language),
            kind_label(ctx.say("fictif")) if ctx.release.kind == "fictif" and item.verdicts else None,
            portrait.number_words(item, language),
            quiet_line(showing, f" · {portrait.expected_words(item, language)}"),
        ]
    )


def _frame(ctx: PageContext, items: list[MessageStatus]) -> pl.DataFrame:
    rows = [
        {
            "message_id": item.message.id,
            "status": item.status,
            "indicator_id": one.expected.indicator_id,
            "expectation": one.expected.expectation,
            "showing": one.showing,
            "value": portrait.number_words(one, ctx.language),
        }
        for item in items
        for one in item.signs
    ]
    return pl.DataFrame(rows)
