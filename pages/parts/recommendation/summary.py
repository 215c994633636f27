"""The parts of the Recommandation page: addressees, gap, indicators, peer groups, establishments by answer."""

from collections.abc import Sequence

from markupsafe import Markup

from data.facts import load_facts
from indicators.catalogue.model import Language, Recommendation
from indicators.verdicts.model import Verdict
from indicators.wording.language import pick, say
from indicators.wording.value import gap_words, is_percent
from pages.parts.recommendation.signal_cells import SignalSeries, peer_medians, signal_cell
from pages.parts.recommendation.target_cell import target_cell
from pages.ui.markup import Child, draw, el
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import bullets, code_label, link_html, quiet_line, section_html
from pages.ui.tables import TableColumn, scale_head, summary_table
from pages.ui.url_state import link
from pages.ui.verdict_cells import change_cell, interval_cell, missing_cell, range_cell, value_cell
from pages.ui.wording import short_name

PORTRAIT = "src-portrait"


def addressees(item: Recommendation, language: Language) -> str:
    """The addressees of the recommendation in words, the second one last."""
    labels = {choice.choice_id: pick(choice, "label", language) for choice in load_facts().choice_lists["addressee"]}
    first = labels[item.addressee]
    if item.addressee_secondary is None:
        return first
    return say("{first}; {second}", language, first=first, second=labels[item.addressee_secondary])


def portrait_link(ctx: PageContext) -> Markup:
    """A link to the public page of the portrait."""
    source = next(item for item in load_facts().sources if item.source_id == PORTRAIT)
    words = ctx.say("Page du portrait (CdP et CEPPP)")
    return el("a", words, class_="o-link", href=source.url or "", target="_blank", rel="noopener")


def summary_and_gap(ctx: PageContext, item: Recommendation, headline: Verdict | None) -> None:
    """Draw the recommendation in our words, and the gap still to close, in units."""
    gap = gap_words(headline, ctx.language) if headline else ""
    aimed = sum(
        any(key[0] == indicator.id for key in ctx.reader.targets)
        for indicator in ctx.reader.catalogue.followed_by(item.id)
    )
    target = ctx.say("Aucune cible officielle. L’écart est donné en unités.")
    if aimed == 1:
        target = ctx.say("Une cible est inscrite pour 1 indicateur; elle est dans le tableau.")
    elif aimed:
        target = ctx.say("Des cibles sont inscrites pour {n} indicateurs; elles sont dans le tableau.", n=aimed)
    own_words = ctx.say("Résumé de la recommandation, dans nos mots.")
    left = [
        el("p", item.words(ctx.language).summary, class_="o-quote"),
        el("p", own_words, " ", portrait_link(ctx), class_="o-note"),
    ]
    right = [
        section_html(ctx.say("Écart, en unités"), chart=True),
        el("p", gap or ctx.say("Aucun écart à donner pour cette vague."), class_="o-text"),
        el("p", target, class_="o-note"),
    ]
    draw(el("div", el("div", left), el("div", right), class_="o-two"))


def followed_series(ctx: PageContext, recommendation_id: str) -> list[SignalSeries]:
    """The indicators of a recommendation in the order of the catalogue, each segment of a split by itself."""
    reader, period = ctx.reader, ctx.period
    earlier = reader.before(period)
    rows = []
    for indicator in reader.catalogue.followed_by(recommendation_id):
        for segment in indicator.segments:
            verdict = reader.verdict("indicator", indicator.id, period, segment=segment)
            before = reader.verdict("indicator", indicator.id, earlier, segment=segment) if earlier else None
            rows.append(SignalSeries(indicator, segment, verdict, before))
    return rows


def indicator_table(ctx: PageContext, rows: Sequence[SignalSeries]) -> None:
    """Draw one row an indicator: value, dot-range, interval, target, change, signal in words, what is missing."""
    scale = ctx.say("Intervalle et valeurs dessinés sur une échelle de 0 à 100 %")
    columns = [
        TableColumn(ctx.say("Indicateur"), width=15),
        TableColumn(ctx.say("Valeur"), number=True, phone=ctx.say("Valeur : ")),
        TableColumn(scale_head("0", "50", ctx.say("100 %"), scale), width=12),
        TableColumn(ctx.say("Intervalle à 95 %"), number=True, phone=ctx.say("Intervalle à 95 % : ")),
        TableColumn(ctx.say("Médiane des pairs"), phone=ctx.say("Médiane des pairs : "), width=13),
        TableColumn(ctx.say("Cible"), phone=ctx.say("Cible : "), width=9),
        TableColumn(ctx.say("Changement"), phone=ctx.say("Changement : "), width=9),
        TableColumn(ctx.say("Signal, et sa règle"), phone=ctx.say("Signal : "), width=20),
        TableColumn(ctx.say("Ce qui manque"), phone=ctx.say("Manque : ")),
    ]
    table = [
        [
            _name(ctx, row),
            value_cell(row.verdict, ctx.language),
            range_cell(row.verdict, row.before, ctx.language),
            interval_cell(row.verdict, ctx.language),
            peer_medians(ctx, row),
            target_cell(row.verdict, ctx.language),
            change_cell(row.verdict, ctx.language, short=True),
            signal_cell(ctx, row),
            missing_cell(row.verdict, ctx.language),
        ]
        for row in rows
    ]
    summary_table(ctx.say("Les indicateurs de la recommandation, pour le réseau"), columns, table)


def shares_over_time(
    ctx: PageContext, recommendation_id: str, rows: Sequence[SignalSeries]
) -> list[tuple[str, list[Verdict]]]:
    """The series of the recommendation's sign, then of its shares: other units have each their own scale."""
    reader, language = ctx.reader, ctx.language
    found = [(ctx.say("Signe de la recommandation"), reader.series("headline", recommendation_id))]
    # Where the sign is one of the indicators, it is drawn and counted once.
    sign_id = reader.catalogue.recommendation[recommendation_id].headline.indicator
    found += [
        (
            f"{row.indicator.code} · {row.verdict.label(language)}",
            reader.series("indicator", row.indicator.id, segment=row.segment),
        )
        for row in rows
        if row.verdict is not None and is_percent(row.verdict) and row.indicator.id != sign_id
    ]
    return found


def _name(ctx: PageContext, row: SignalSeries) -> list[Child]:
    title = row.verdict.label(ctx.language) if row.verdict else row.indicator.words(ctx.language).short_title
    unit = row.verdict.unit(ctx.language) if row.verdict else row.indicator.words(ctx.language).unit
    linked = link_html(link("indicator", id=row.indicator.id), title)
    return [code_label(row.indicator.code), linked, quiet_line(unit)]


def peer_group_table(ctx: PageContext, recommendation_id: str) -> None:
    """Draw the headline by declared peer group, with the ring of the previous wave."""
    reader, period = ctx.reader, ctx.period
    earlier = reader.before(period)
    scale = ctx.say("Intervalle et valeurs dessinés sur une échelle de 0 à 100 %")
    columns = [
        TableColumn(ctx.say("Groupe de pairs"), width=18),
        TableColumn(period, number=True, phone=ctx.say("Valeur : ")),
        TableColumn(scale_head("0", "50", ctx.say("100 %"), scale), width=14),
        TableColumn(ctx.say("Intervalle à 95 %"), number=True, phone=ctx.say("Intervalle à 95 % : ")),
        TableColumn(ctx.say("Changement"), phone=ctx.say("Changement : "), width=30),
        TableColumn(ctx.say("Ce qui manque"), phone=ctx.say("Manque : ")),
    ]
    rows = []
    for group in reader.peer_groups:
        place = ("peer_group", group.peer_group_id)
        verdict = reader.verdict("headline", recommendation_id, period, place)
        before = reader.verdict("headline", recommendation_id, earlier, place) if earlier else None
        rows.append(
            [
                pick(group, "label", ctx.language),
                value_cell(verdict, ctx.language),
                range_cell(verdict, before, ctx.language),
                interval_cell(verdict, ctx.language),
                change_cell(verdict, ctx.language),
                missing_cell(verdict, ctx.language),
            ]
        )
    summary_table(ctx.say("Le signe de la recommandation, par groupe de pairs"), columns, rows)


def who_has(ctx: PageContext, recommendation_id: str) -> None:
    """Draw the establishments that answered yes and those that answered no; others are counted."""
    found = ctx.reader.distribution("headline", recommendation_id, ctx.period)
    yes = [item for item in found if item.valued and item.value == 1]
    no = [item for item in found if item.valued and item.value == 0]
    hidden = sum(item.state == "suppressed" for item in found)
    gone = len(found) - len(yes) - len(no) - hidden
    blocks = [
        _names_block(ctx, ctx.say("Établissements nommés pour lesquels c’est le cas : {n}", n=len(yes)), "yes", yes),
        _names_block(
            ctx,
            ctx.say("Établissements nommés pour lesquels ce n’est pas le cas : {n}", n=len(no)),
            "no",
            no,
        ),
    ]
    tail = [ctx.say("Répondants non nommés : {n}.", n=hidden)] if hidden else []
    if gone:
        tail.append(ctx.say("Sans valeur : {n}.", n=gone))
    after = el("p", " ".join(tail), class_="o-note") if tail else None
    draw(el("div", [el("div", block) for block in blocks], class_="o-two"), after)


def _names_block(ctx: PageContext, title: str, mark: str, verdicts: Sequence[Verdict]) -> Markup:
    names = [
        [
            sign(mark),
            " ",
            link_html(link("establishment", id=item.place_id), short_name(item.place_id, ctx.language)),
        ]
        for item in verdicts
    ]
    body = bullets(names, "o-names") if names else el("p", ctx.say("Aucun"), class_="o-text")
    return section_html(title, chart=True) + body
