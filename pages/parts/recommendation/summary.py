"""The parts of the Recommandation page: addressees, its indicators, its peer groups, who has and who has not."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from data.facts import load_facts
from indicators.catalogue.model import Language, Recommendation
from indicators.verdicts.model import Verdict
from indicators.wording.language import pick, say
from indicators.wording.value import is_percent
from indicators.wording.value_labels import gap_words
from pages.parts.recommendation.signal_cells import Followed, peer_medians, signal_cell
from pages.parts.recommendation.target_cell import target_cell
from pages.ui.establishment_names import short_name
from pages.ui.page_context import Visit
from pages.ui.signs import sign
from pages.ui.styles import anchor, section_html
from pages.ui.tables import Column, scale_head, summary_table
from pages.ui.url_state import link
from pages.ui.verdict_cells import change_cell, interval_cell, missing_cell, range_cell, value_cell

PORTRAIT = "src-portrait"


def addressees(item: Recommendation, language: Language) -> str:
    """Whom the recommendation addresses, the second one last."""
    labels = {
        choice.choice_id: pick(choice, "label", language) for choice in load_facts().choice_lists["addressee"]
    }
    first = labels[item.addressee]
    if item.addressee_secondary is None:
        return first
    return say("{first}; {second}", language, first=first, second=labels[item.addressee_secondary])


def portrait_link(here: Visit) -> str:
    """A link to the public page of the portrait, as HTML."""
    source = next(item for item in load_facts().sources if item.source_id == PORTRAIT)
    words = here.say("Page du portrait (CdP et CEPPP)")
    return f'<a class="o-link" href="{escape(source.url or "")}" target="_blank" rel="noopener">{escape(words)}</a>'


def summary_and_gap(here: Visit, item: Recommendation, headline: Verdict | None) -> None:
    """Draw the recommendation in our words, and how many establishments are still to follow, in units."""
    gap = gap_words(headline, here.language) if headline else ""
    aimed = sum(
        any(key[0] == indicator.id for key in here.reading.targets)
        for indicator in here.reading.catalogue.followed_by(item.id)
    )
    target = here.say("Aucune cible officielle. L’écart est donné en unités.")
    if aimed == 1:
        target = here.say("Une cible est inscrite pour 1 indicateur; elle est dans le tableau.")
    elif aimed:
        target = here.say(
            "Des cibles sont inscrites pour {n} indicateurs; elles sont dans le tableau.", n=aimed
        )
    st.html(
        f'<div class="o-two"><div><p class="o-quote">{escape(item.words(here.language).summary)}</p>'
        f'<p class="o-note">{escape(here.say("Résumé de la recommandation, dans nos mots."))} {portrait_link(here)}</p></div>'
        f'<div><h2 class="o-h2 o-h2-chart">{escape(here.say("Écart, en unités"))}</h2>'
        f'<p class="o-text">{escape(gap or here.say("Aucun écart à donner pour cette vague."))}</p>'
        f'<p class="o-note">{escape(target)}</p></div></div>'
    )


def followed(here: Visit, recommendation_id: str) -> list[Followed]:
    """The indicators of a recommendation in the order of the catalogue, each segment of a split by itself."""
    reading, period = here.reading, here.period
    earlier = reading.before(period)
    rows = []
    for indicator in reading.catalogue.followed_by(recommendation_id):
        for segment in indicator.segments:
            verdict = reading.verdict("indicator", indicator.id, period, segment=segment)
            before = reading.verdict("indicator", indicator.id, earlier, segment=segment) if earlier else None
            rows.append(Followed(indicator, segment, verdict, before))
    return rows


def indicator_table(here: Visit, rows: Sequence[Followed]) -> None:
    """Draw one row an indicator: value, dot-range, interval, target, change, signal in words, what is missing."""
    scale = here.say("Intervalle et valeurs dessinés sur une échelle de 0 à 100 %")
    columns = [
        Column(here.say("Indicateur"), width=15),
        Column(here.say("Valeur"), number=True, phone=here.say("Valeur : ")),
        Column("", head_html=scale_head("0", "50", here.say("100 %"), scale), width=12),
        Column(here.say("Intervalle à 95 %"), number=True, phone=here.say("Intervalle à 95 % : ")),
        Column(here.say("Médiane des pairs"), phone=here.say("Médiane des pairs : "), width=13),
        Column(here.say("Cible"), phone=here.say("Cible : "), width=9),
        Column(here.say("Changement"), phone=here.say("Changement : "), width=9),
        Column(here.say("Signal, et sa règle"), phone=here.say("Signal : "), width=20),
        Column(here.say("Ce qui manque"), phone=here.say("Manque : ")),
    ]
    table = [
        [
            _name(here, row),
            value_cell(row.verdict, here.language),
            range_cell(row.verdict, row.before, here.language),
            interval_cell(row.verdict, here.language),
            peer_medians(here, row),
            target_cell(row.verdict, here.language),
            change_cell(row.verdict, here.language, short=True),
            signal_cell(here, row),
            missing_cell(row.verdict, here.language),
        ]
        for row in rows
    ]
    summary_table(here.say("Les indicateurs de la recommandation, pour le réseau"), columns, table)


def shares_over_time(
    here: Visit, recommendation_id: str, rows: Sequence[Followed]
) -> list[tuple[str, list[Verdict]]]:
    """The recommendation's sign, then its indicators that are shares, over the waves: other units have each their scale."""
    reading, language = here.reading, here.language
    found = [(here.say("Signe de la recommandation"), reading.series("headline", recommendation_id))]
    # Where the sign is one of the indicators, it is drawn and counted once.
    sign_id = reading.catalogue.recommendation[recommendation_id].headline.indicator
    found += [
        (
            f"{row.indicator.code} · {row.verdict.label(language)}",
            reading.series("indicator", row.indicator.id, segment=row.segment),
        )
        for row in rows
        if row.verdict is not None and is_percent(row.verdict) and row.indicator.id != sign_id
    ]
    return found


def _name(here: Visit, row: Followed) -> str:
    title = (
        row.verdict.label(here.language) if row.verdict else row.indicator.words(here.language).short_title
    )
    unit = row.verdict.unit(here.language) if row.verdict else row.indicator.words(here.language).unit
    linked = anchor(link("indicator", id=row.indicator.id), title)
    return (
        f'<span class="o-code">{row.indicator.code}</span>{linked}<span class="o-line">{escape(unit)}</span>'
    )


def peer_group_table(here: Visit, recommendation_id: str) -> None:
    """Draw the headline by declared peer group, with the ring of the previous wave."""
    reading, period = here.reading, here.period
    earlier = reading.before(period)
    scale = here.say("Intervalle et valeurs dessinés sur une échelle de 0 à 100 %")
    columns = [
        Column(here.say("Groupe de pairs"), width=18),
        Column(period, number=True, phone=here.say("Valeur : ")),
        Column("", head_html=scale_head("0", "50", here.say("100 %"), scale), width=14),
        Column(here.say("Intervalle à 95 %"), number=True, phone=here.say("Intervalle à 95 % : ")),
        Column(here.say("Changement"), phone=here.say("Changement : "), width=30),
        Column(here.say("Ce qui manque"), phone=here.say("Manque : ")),
    ]
    rows = []
    for group in reading.peer_groups:
        place = ("peer_group", group.peer_group_id)
        verdict = reading.verdict("headline", recommendation_id, period, place)
        before = reading.verdict("headline", recommendation_id, earlier, place) if earlier else None
        rows.append(
            [
                escape(pick(group, "label", here.language)),
                value_cell(verdict, here.language),
                range_cell(verdict, before, here.language),
                interval_cell(verdict, here.language),
                change_cell(verdict, here.language),
                missing_cell(verdict, here.language),
            ]
        )
    summary_table(here.say("Le signe de la recommandation, par groupe de pairs"), columns, rows)


def who_has(here: Visit, recommendation_id: str) -> None:
    """Draw the establishments for which the headline holds and those for which it does not; others are counted."""
    found = here.reading.distribution("headline", recommendation_id, here.period)
    yes = [item for item in found if item.valued and item.value == 1]
    no = [item for item in found if item.valued and item.value == 0]
    hidden = sum(item.state == "suppressed" for item in found)
    gone = len(found) - len(yes) - len(no) - hidden
    blocks = [
        _names_block(
            here, here.say("Établissements nommés pour lesquels c’est le cas : {n}", n=len(yes)), "yes", yes
        ),
        _names_block(
            here,
            here.say("Établissements nommés pour lesquels ce n’est pas le cas : {n}", n=len(no)),
            "no",
            no,
        ),
    ]
    tail = [here.say("Répondants non nommés : {n}.", n=hidden)] if hidden else []
    if gone:
        tail.append(here.say("Sans valeur : {n}.", n=gone))
    after = f'<p class="o-note">{escape(" ".join(tail))}</p>' if tail else ""
    st.html(f'<div class="o-two">{"".join(f"<div>{block}</div>" for block in blocks)}</div>{after}')


def _names_block(here: Visit, title: str, mark: str, verdicts: Sequence[Verdict]) -> str:
    names = [
        f"<li>{sign(mark)} {anchor(link('establishment', id=item.place_id), short_name(item.place_id, here.language))}</li>"
        for item in verdicts
    ]
    body = (
        f'<ul class="o-names">{"".join(names)}</ul>'
        if names
        else f'<p class="o-text">{escape(here.say("Aucun"))}</p>'
    )
    return section_html(title, chart=True) + body
