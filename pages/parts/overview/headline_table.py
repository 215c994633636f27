"""The parts of the Sommaire: four cards, the strip of totals, the table of the twelve headlines."""

from collections.abc import Sequence
from html import escape

from indicators.catalogue.model import Recommendation
from indicators.verdicts.model import Verdict
from indicators.wording.headlines import chance_words, moves, sentence, since, to_the_board
from indicators.wording.sentences import coverage_text, value_text
from indicators.wording.value_labels import gap_text, total_change
from pages.ui.cards import Card, Total, cards, strip, waffle
from pages.ui.establishment_names import short_name
from pages.ui.milestones import counted_states, milestone_signs, state_of
from pages.ui.page_context import Visit
from pages.ui.release_cache import differences_of
from pages.ui.signs import change_sign, sign
from pages.ui.styles import anchor, bullets, section_html, tag
from pages.ui.tables import Column, scale_head, summary_table
from pages.ui.url_state import link
from pages.ui.verdict_cells import change_cell, missing_cell, range_cell, value_cell


def headline_cards(here: Visit, headlines: Sequence[Verdict]) -> None:
    """Draw who answered, who has no office, what moved, which milestones are documented."""
    cards([_answered(here), _offices(here), _moved(here, headlines), _milestones(here)])


def _answered(here: Visit) -> Card:
    seen = here.reading.respondents(here.period)
    absent = seen.frame - seen.received
    names = ", ".join(short_name(name, here.language) for name in seen.absent_ids)
    foot = here.say("Manquent : {names}", names=names) if absent else here.say("Tous ont répondu")
    return Card(
        here.say("Établissements ayant répondu"),
        str(seen.received),
        here.say("sur {n}", n=seen.frame),
        waffle(seen.received, 0, absent),
        foot,
    )


def _offices(here: Visit) -> Card:
    label = here.say("Établissements sans bureau")
    verdict = here.reading.verdict("indicator", "office_share", here.period)
    if verdict is None or verdict.numerator is None or verdict.denominator is None:
        return Card(label, "—", foot=here.say("Valeur non disponible"))
    n, with_office = int(verdict.denominator), int(verdict.numerator)
    frame = here.reading.respondents(here.period).frame
    return Card(
        label,
        str(n - with_office),
        here.say("sur {n} répondants", n=n),
        waffle(with_office, n - with_office, frame - n),
        here.say("Carré creux : sans bureau · pointillé : sans réponse"),
    )


def _moved(here: Visit, headlines: Sequence[Verdict]) -> Card:
    seen = moves(headlines)
    by_id = {item.subject_id: item for item in headlines}
    lines = []
    for ids, state, text in ((seen.up, "up", "{n} en hausse"), (seen.down, "down", "{n} en baisse")):
        if ids:
            mark = change_sign(state, by_id[ids[0]].change_judgement)
            words = here.say(text, n=len(ids))
            lines.append(f"<p>{mark} <strong>{escape(words)}</strong> ({', '.join(ids)})</p>")
    if not lines:
        lines.append(f"<p>{sign('flat', here.say('pas de changement décelable'))}</p>")
    return Card(
        here.say("Changements plus grands que le hasard"),
        str(seen.count),
        here.say("sur {n} comparables", n=seen.compared),
        "".join(lines),
        chance_words(seen.compared, here.language),
    )


def _milestones(here: Visit) -> Card:
    states = [
        state_of(here, milestone)
        for item in here.reading.catalogue.recommendations
        for milestone in item.milestones
    ]
    marks = [sign(name, words) for name, words in counted_states(states, here.language)]
    return Card(
        here.say("Jalons réalisés et vérifiés"),
        str(states.count("milestone_done")),
        here.say("sur {n}", n=len(states)),
        f"<p>{'<br>'.join(marks)}</p>",
        here.say("Sans document public, l’état d’un jalon n’est pas connu"),
    )


def total_strip(here: Visit) -> None:
    """Draw the six network totals, each with its coverage and its change."""
    items = []
    for total in here.reading.totals:
        verdict = here.reading.verdict("total", total.total_id, here.period)
        if verdict is None:
            continue
        items.append(
            Total(
                verdict.label(here.language),
                value_text(verdict, here.language),
                here.say("{coverage} établissements", coverage=coverage_text(verdict, here.language)),
                total_change(verdict, here.language),
                verdict.coverage_low,
            )
        )
    strip(items)


def headline_table(here: Visit, headlines: Sequence[Verdict]) -> None:
    """Draw the twelve recommendations: headline in words, value, dot-range, change, milestones, what is missing."""
    earlier = here.reading.before(here.period)
    words = here.say("Intervalle et valeurs dessinés sur une échelle de 0 à 100 %")
    columns = [
        Column(here.say("Recommandation et signe"), width=32),
        Column(here.period, number=True, phone=here.say("Valeur : ")),
        Column("", head_html=scale_head("0", "50", here.say("100 %"), words), width=16),
        Column(here.say("Depuis {period}", period=earlier) if earlier else here.say("Changement"), width=22),
        Column(here.say("Écart"), number=True, phone=here.say("Écart : ")),
        Column(here.say("Jalons"), phone=here.say("Jalons : ")),
        Column(here.say("Ce qui manque"), phone=here.say("Manque : "), width=12),
    ]
    by_id = {item.subject_id: item for item in headlines}
    before = {item.subject_id: item for item in here.reading.headlines(earlier)} if earlier else {}
    rows = [
        _row(here, item, by_id.get(item.id), before.get(item.id))
        for item in here.reading.catalogue.recommendations
    ]
    summary_table(here.say("Les douze recommandations et leur signe déclaré"), columns, rows)


def _row(here: Visit, item: Recommendation, verdict: Verdict | None, before: Verdict | None) -> list[str]:
    words = item.words(here.language)
    title = anchor(link("recommendation", id=item.id), words.title)
    said = sentence(verdict, here.language) if verdict else words.headline
    name = f'<span class="o-code">{item.id}</span>{title}<span class="o-line">{escape(said)}</span>'
    return [
        name,
        value_cell(verdict, here.language),
        range_cell(verdict, before, here.language),
        change_cell(verdict, here.language),
        escape((verdict and gap_text(verdict, here.language)) or "—"),
        milestone_signs(here, item.milestones),
        missing_cell(verdict, here.language),
    ]


def changes_html(here: Visit) -> str:
    """What the release being read changed, as HTML."""
    previous = here.release.previous_id
    found = previous and differences_of(here.release.audience, previous, here.release.id)
    lines = [tag(item.tag) + escape(item.words) for item in since(found or None, here.reading, here.language)]
    if not found:
        lines.append(escape(here.say("Aucune version plus ancienne à comparer.")))
    elif found.is_empty:
        lines.append(escape(here.say("Aucun résultat ne se lit autrement que dans la version précédente.")))
    else:
        address = link("releases", apres=here.release.id, avant=found.before_id) + "#changements"
        lines.append(anchor(address, here.say("Tous les changements, un par un")))
    return section_html(here.say("Ce qui a changé avec cette version"), anchor="changements") + bullets(lines)


def board_html(here: Visit) -> str:
    """At most three sentences for a board, as HTML."""
    lines = [escape(line) for line in to_the_board(here.reading, here.period, here.language)]
    return section_html(here.say("À porter au conseil d’administration")) + bullets(lines)
