"""The four cards of an establishment, its shares beside its peers', and the table of all its indicators."""

from markupsafe import Markup

from indicators.catalogue import load_featured
from indicators.figures.profile import profile_figure
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_words
from indicators.wording.comparison import comparison_words, peers_sentence
from indicators.wording.value import counts_text, interval_text, is_percent, peer_median_text, value_text
from pages.parts.establishment.choice import Profile
from pages.ui.cards import FigureCard, figure_cards
from pages.ui.chart import chart_style
from pages.ui.figures import draw_figure, figure_table
from pages.ui.markup import Child, draw, el
from pages.ui.page_context import PageContext
from pages.ui.signs import change_sign, sign, state_sign
from pages.ui.sources import source_line
from pages.ui.styles import code_label, link_html, quiet_line
from pages.ui.tables import TableColumn, cell, table_html
from pages.ui.url_state import link

#: Shares of the establishment's own elements; a yes or no is told in words.
SHARES = ("ratio",)


def profile_cards(ctx: PageContext, shown: Profile) -> None:
    """Draw the four cards."""
    held = {indicator.id: verdict for indicator, verdict in shown.verdicts}
    figure_cards([_card(ctx, held[name]) for name in load_featured().establishment_cards if name in held])


def _card(ctx: PageContext, item: Verdict) -> FigureCard:
    language = ctx.language
    known = item.valued or bool(item.band)
    unit = counts_text(item, language) or ("" if item.is_answer or item.band else item.unit(language))
    mark = state_sign(item.state, language) if not known or item.band else _compared(ctx, item)
    return FigureCard(
        label=item.label(language),
        figure=value_text(item, language),
        unit=unit if item.valued else "",
        mark=el("p", mark) if mark else None,
        foot=_peers(ctx, item) if item.valued else "",
    )


def _peers(ctx: PageContext, item: Verdict) -> str:
    """The median of its peers, or how many of them said yes."""
    if not item.is_answer:
        return peers_sentence(item, ctx.language)
    group = ctx.reader.verdict(item.subject_kind, item.subject_id, item.period, ("peer_group", item.peer_group_id))
    if group is None or group.value is None:
        return ""
    return ctx.say("oui pour {counts} dans son groupe", counts=counts_text(group, ctx.language))


def _compared(ctx: PageContext, item: Verdict) -> Markup | None:
    words = comparison_words(item, ctx.language)
    return sign(item.comparison, words) if words else None


def shares_profile(ctx: PageContext, shown: Profile) -> None:
    """Draw the profile chart: only shares, since other quantities have each their own scale."""
    own = [
        item
        for indicator, item in shown.verdicts
        if item.kind in SHARES and is_percent(item) and item.state != "not_asked"
    ]
    peers = {
        item.subject_id: [
            peer
            for peer in ctx.reader.distribution("indicator", item.subject_id, ctx.period)
            if peer.peer_group_id == item.peer_group_id
        ]
        for item in own
    }
    figure = profile_figure(own, peers, chart_style(ctx))
    if draw_figure(ctx, figure, "profile", absent=ctx.say("Aucune part à comparer pour cette vague.")):
        source_line(ctx)
        figure_table(ctx, figure, f"profil-{shown.establishment.establishment_id}")


def indicator_tables(ctx: PageContext, shown: Profile) -> None:
    """Draw every indicator, grouped by recommendation."""
    columns = [
        TableColumn(ctx.say("Indicateur")),
        TableColumn(ctx.say("Valeur"), number=True, phone=ctx.say("Valeur : ")),
        TableColumn(ctx.say("Intervalle à 95 %"), number=True, phone=ctx.say("Intervalle à 95 % : ")),
        TableColumn(ctx.say("Médiane des pairs"), number=True, phone=ctx.say("Médiane des pairs : ")),
        TableColumn(ctx.say("Comparaison")),
        TableColumn(ctx.say("Depuis la vague précédente"), phone=ctx.say("Changement : ")),
    ]
    for recommendation in ctx.reader.catalogue.recommendations:
        rows = [
            _row(ctx, shown, indicator.code, item)
            for indicator, item in shown.verdicts
            if indicator.recommendation == recommendation.id
        ]
        title = f"{recommendation.id} · {recommendation.words(ctx.language).title}"
        draw(el("h3", link_html(link("recommendation", id=recommendation.id), title), class_="o-h3"))
        draw(el("div", table_html(title, columns, rows), class_="o-fixed o-six"))


def _row(ctx: PageContext, shown: Profile, code: str, item: Verdict) -> list[Child]:
    language, place = ctx.language, shown.establishment.establishment_id
    known = item.valued or bool(item.band)
    value = (
        cell(value_text(item, language), counts_text(item, language), strong=True)
        if known
        else state_sign(item.state, language)
    )
    title = link_html(link("indicator", id=item.subject_id, e=place), item.label(language))
    change = change_sign(item.change_state, item.change_judgement)
    return [
        [code_label(code), title, quiet_line(item.unit(language))],
        value,
        interval_text(item, language) or "—",
        peer_median_text(item, language) or "—",
        _compared(ctx, item) or "—",
        [change, " ", change_words(item, language)] if known else "—",
    ]
