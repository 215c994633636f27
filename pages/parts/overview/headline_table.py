"""The parts of the Sommaire: four cards, the totals of the network, the table of the twelve headlines."""

from collections.abc import Sequence

from markupsafe import Markup

from indicators.catalogue import load_featured
from indicators.catalogue.model import Recommendation
from indicators.verdicts.model import Verdict
from indicators.wording.change import total_change
from indicators.wording.finding import finding
from indicators.wording.headlines import chance_words, moves, since, to_the_board
from indicators.wording.value import coverage_text, gap_text, value_text
from pages.ui.cards import FigureCard, Total, figure_cards, totals_bar, waffle
from pages.ui.markup import Child, el, join
from pages.ui.milestones import counted_states, milestone_signs, state_of
from pages.ui.page_context import PageContext
from pages.ui.release_cache import differences_of
from pages.ui.signs import change_sign, sign
from pages.ui.styles import bullets, code_label, kind_label, link_html, quiet_line, section_html
from pages.ui.tables import TableColumn, scale_head, summary_table
from pages.ui.url_state import link
from pages.ui.verdict_cells import change_cell, missing_cell, range_cell, value_cell
from pages.ui.wording import short_name


def headline_cards(ctx: PageContext, headlines: Sequence[Verdict]) -> None:
    """Draw who answered, who has no office, what moved, which milestones are documented."""
    figure_cards([_answered(ctx), _offices(ctx), _moved(ctx, headlines), _milestones(ctx)])


def _answered(ctx: PageContext) -> FigureCard:
    seen = ctx.reader.respondents(ctx.period)
    absent = seen.frame - seen.received
    names = ", ".join(short_name(name, ctx.language) for name in seen.absent_ids)
    foot = ctx.say("Manquent : {names}", names=names) if absent else ctx.say("Tous ont répondu")
    return FigureCard(
        ctx.say("Établissements ayant répondu"),
        str(seen.received),
        ctx.say("sur {n}", n=seen.frame),
        waffle(seen.received, 0, absent),
        foot,
    )


def _offices(ctx: PageContext) -> FigureCard:
    label = ctx.say("Établissements sans bureau")
    verdict = ctx.reader.verdict("indicator", load_featured().partnership_office, ctx.period)
    if verdict is None or verdict.counts is None:
        return FigureCard(label, "—", foot=ctx.say("Valeur non disponible"))
    with_office, without, n = verdict.counts
    frame = ctx.reader.respondents(ctx.period).frame
    return FigureCard(
        label,
        str(without),
        ctx.say("sur {n} répondants", n=n),
        waffle(with_office, without, frame - n),
        ctx.say("Carré creux : sans bureau · pointillé : sans réponse"),
    )


def _moved(ctx: PageContext, headlines: Sequence[Verdict]) -> FigureCard:
    seen = moves(headlines)
    by_id = {item.subject_id: item for item in headlines}
    lines = []
    for ids, state, text in ((seen.up, "up", "{n} en hausse"), (seen.down, "down", "{n} en baisse")):
        if ids:
            mark = change_sign(state, by_id[ids[0]].change_judgement)
            words = ctx.say(text, n=len(ids))
            lines.append(el("p", mark, " ", el("strong", words), f" ({', '.join(ids)})"))
    if not lines:
        lines.append(el("p", sign("flat", ctx.say("pas de changement décelable"))))
    return FigureCard(
        ctx.say("Changements plus grands que le hasard"),
        str(seen.count),
        ctx.say("sur {n} comparables", n=seen.compared),
        join(lines),
        chance_words(seen.compared, ctx.language),
    )


def _milestones(ctx: PageContext) -> FigureCard:
    states = [
        state_of(ctx, milestone) for item in ctx.reader.catalogue.recommendations for milestone in item.milestones
    ]
    marks = [sign(name, words) for name, words in counted_states(states, ctx.language)]
    return FigureCard(
        ctx.say("Jalons réalisés et vérifiés"),
        str(states.count("milestone_done")),
        ctx.say("sur {n}", n=len(states)),
        el("p", join(marks, el("br"))),
        ctx.say("Sans document public, l’état d’un jalon n’est pas connu"),
    )


def network_totals(ctx: PageContext) -> None:
    """Draw the six network totals, each with its coverage and its change."""
    items = []
    for total in ctx.reader.totals:
        verdict = ctx.reader.verdict("total", total.total_id, ctx.period)
        if verdict is None:
            continue
        items.append(
            Total(
                verdict.label(ctx.language),
                value_text(verdict, ctx.language),
                ctx.say("{coverage} établissements", coverage=coverage_text(verdict, ctx.language)),
                total_change(verdict, ctx.language),
                verdict.coverage_low,
            )
        )
    totals_bar(items)


def headline_table(ctx: PageContext, headlines: Sequence[Verdict]) -> None:
    """Draw the twelve recommendations: headline in words, value, dot-range, change, milestones, what is missing."""
    earlier = ctx.reader.before(ctx.period)
    words = ctx.say("Intervalle et valeurs dessinés sur une échelle de 0 à 100 %")
    columns = [
        TableColumn(ctx.say("Recommandation et signe"), width=32),
        TableColumn(ctx.period, number=True, phone=ctx.say("Valeur : ")),
        TableColumn(scale_head("0", "50", ctx.say("100 %"), words), width=16),
        TableColumn(ctx.say("Depuis {period}", period=earlier) if earlier else ctx.say("Changement"), width=22),
        TableColumn(ctx.say("Écart"), number=True, phone=ctx.say("Écart : ")),
        TableColumn(ctx.say("Jalons"), phone=ctx.say("Jalons : ")),
        TableColumn(ctx.say("Ce qui manque"), phone=ctx.say("Manque : "), width=12),
    ]
    by_id = {item.subject_id: item for item in headlines}
    before = {item.subject_id: item for item in ctx.reader.headlines(earlier)} if earlier else {}
    rows = [_row(ctx, item, by_id.get(item.id), before.get(item.id)) for item in ctx.reader.catalogue.recommendations]
    summary_table(ctx.say("Les douze recommandations et leur signe déclaré"), columns, rows)


def _row(ctx: PageContext, item: Recommendation, verdict: Verdict | None, before: Verdict | None) -> list[Child]:
    words = item.words(ctx.language)
    title = link_html(link("recommendation", id=item.id), words.title)
    said = finding(verdict, ctx.language) if verdict else words.headline
    return [
        [code_label(item.id), title, quiet_line(said)],
        value_cell(verdict, ctx.language),
        range_cell(verdict, before, ctx.language),
        change_cell(verdict, ctx.language),
        (verdict and gap_text(verdict, ctx.language)) or "—",
        milestone_signs(ctx, item.milestones),
        missing_cell(verdict, ctx.language),
    ]


def recent_changes(ctx: PageContext) -> Markup:
    """What the release being read changed."""
    previous = ctx.release.previous_id
    found = previous and differences_of(ctx.release.audience, previous, ctx.release.id)
    lines: list[Child] = [[kind_label(item.tag), item.words] for item in since(found or None, ctx.reader, ctx.language)]
    if not found:
        lines.append(ctx.say("Aucune version plus ancienne à comparer."))
    elif found.is_empty:
        lines.append(ctx.say("Aucun résultat ne se lit autrement que dans la version précédente."))
    else:
        address = link("releases", apres=ctx.release.id, avant=found.before_id) + "#changements"
        lines.append(link_html(address, ctx.say("Tous les changements, un par un")))
    return section_html(ctx.say("Ce qui a changé avec cette version"), fragment_id="changements") + bullets(lines)


def executive_summary(ctx: PageContext) -> Markup:
    """At most three sentences for an establishment's board."""
    lines = to_the_board(ctx.reader, ctx.period, ctx.language)
    return section_html(ctx.say("À porter au conseil d’administration")) + bullets(lines)
