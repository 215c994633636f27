"""The training evaluation of a release: who answered, how much changed among those who did, item by item, by setting."""

from html import escape

import polars as pl
import streamlit as st

from indicators.charts import paired
from indicators.initiatives.collected import Collected, Module, TrainingResult
from indicators.initiatives.sentences import (
    completers_note,
    effect_sentence,
    lineage_sentence,
    measure_name,
    module_name,
    result_sentence,
    when_words,
)
from indicators.initiatives.training import FOLLOW_UPS, LEAST_PAIRS, MONTHS
from indicators.wording import training as training_words
from indicators.wording.language import pick
from indicators.wording.lists import list_text
from indicators.wording.numbers import number
from pages.parts.initiatives.collected_section import collected_block, collected_of, collected_section, to_come
from pages.ui import url_state
from pages.ui.chart import chart, chart_theme
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section, text
from pages.ui.tables import TableColumn, cell, summary_table
from pages.ui.wording import colon

Named = list[tuple[str, TrainingResult, str]]


def training(ctx: PageContext) -> None:
    """Draw the evaluation as the release holds it; where nothing was collected, say that it is to come."""
    collected = collected_of(ctx)
    modules = collected.modules()
    if all(item.state == "to_come" for module in modules for item in collected.attendance(module.id)):
        section(ctx.say("Évaluation de la formation"), ctx.say("Questionnaires à 0, 1 et 3 mois"))
        to_come(ctx, ctx.say("aucun questionnaire n’a été recueilli; le classeur de l’initiative est prêt."))
        return
    with collected_block(
        ctx,
        "training",
        training_words.finding(collected, ctx.language),
        ctx.say(
            "Évaluation de la formation · questionnaires à 0, 1 et 3 mois · score moyen de 1 à 5 · dernier suivi de chaque module"
        ),
    ):
        _attendance(ctx, collected, modules)
        followed = [item for item in modules if collected.latest_follow_up(item.id) is not None]
        if followed:
            names = {item.id: module_name(item.id, ctx.language) for item in followed}
            chosen = url_state.segmented("module", ctx.say("Module"), list(names), names.__getitem__)
            _changes(ctx, collected, chosen)
            _items(ctx, collected, chosen)
            _basis(ctx, collected, chosen)


def _attendance(ctx: PageContext, collected: Collected, modules: tuple[Module, ...]) -> None:
    columns = [
        TableColumn(ctx.say("Module"), width=34),
        *(
            TableColumn(
                training_words.month_words(month, ctx.language),
                phone=training_words.month_words(month, ctx.language) + colon(ctx.language),
            )
            for month in MONTHS
        ),
        TableColumn(ctx.say("Dernier changement"), phone=ctx.say("Dernier changement : ")),
    ]
    rows = []
    for item in modules:
        held = collected.attendance(item.id)
        cells = [_answered(ctx, result) for result in held]
        rows.append(
            [
                escape(pick(item.component, "label", ctx.language)),
                *cells,
                escape(training_words.outcome(collected, item.id, ctx.language)),
            ]
        )
    summary_table(ctx.say("Réponses à chaque temps de mesure"), columns, rows)
    note(
        ctx.say(
            "Au départ : part des personnes inscrites; ensuite : part de celles qui avaient répondu au départ. Masqué : moins de "
            "{n} paires complètes, ou un nombre qui laisserait retrouver un si petit groupe.",
            n=LEAST_PAIRS,
        )
    )


def _answered(ctx: PageContext, result: TrainingResult) -> str:
    words = training_words.answered_words(result, ctx.language)
    if result.answered is None:
        return f'<span class="o-later">{escape(words)}</span>'
    share = min(result.response_share or 0.0, 1.0)
    bar = f'<span class="o-bar" aria-hidden="true"><span style="width:{100 * share:.0f}%"></span></span>'
    return f"{cell(words, training_words.lost_words(result, ctx.language))}{bar}"


def _told(ctx: PageContext, name: str, result: TrainingResult) -> tuple[str, TrainingResult, str]:
    return name, result, training_words.mark_words(result, ctx.language)


def _changes(ctx: PageContext, collected: Collected, module_id: str) -> None:
    language = ctx.language
    held = [item for month in FOLLOW_UPS for item in collected.results(module_id, month=month)]
    shown = [
        _told(ctx, training_words.place_words(item.territory_id, item.setting_id, language), item)
        for item in _by_place(held)
        if item.change is not None
    ]
    whole = collected.result(module_id, month=collected.latest_follow_up(module_id) or FOLLOW_UPS[-1])
    collected_section(
        ctx,
        ctx.say(
            "{module} : {change} du score {when}",
            module=module_name(module_id, language),
            change=training_words.change_word(whole, language),
            when=when_words(whole.month, language),
        ),
        ctx.say("Changement apparié en points de l’échelle de 1 à 5, intervalle à 95 % · n : paires complètes"),
        chart=True,
    )
    _chart(ctx, shown, result_sentence(whole, language), "changes")
    hidden = training_words.hidden_places(held, language)
    if hidden:
        note(ctx.say("Masqué, pour que personne ne soit retrouvé : {places}.", places=list_text(hidden, language)))
    text(result_sentence(whole, language))
    if effect := effect_sentence(whole, language):
        text(effect)
    note(completers_note(language))
    data_table(ctx, "formation-changements", _frame(ctx, shown))


def _by_place(results: list[TrainingResult]) -> list[TrainingResult]:
    """The whole first, then settings, then territories, then both; in each place the earlier time point first."""
    return sorted(results, key=lambda item: (bool(item.territory_id), item.territory_id, item.setting_id, item.month))


def _items(ctx: PageContext, collected: Collected, module_id: str) -> None:
    language = ctx.language
    shown = [
        _told(ctx, measure_name(item.measure, language), item)
        for pair in zip(*(collected.item_profile(module_id, month=month) for month in FOLLOW_UPS), strict=True)
        for item in pair
        if item.change is not None
    ]
    last = collected.latest_follow_up(module_id)
    risen = {name for name, item, _ in shown if item.month == last and item.change_state == "up"}
    every = {name for name, _, _ in shown}
    collected_section(
        ctx,
        ctx.say(
            "{module} : {k} énoncés sur {n} en hausse {when}",
            module=module_name(module_id, language),
            k=len(risen),
            n=len(every),
            when=when_words(last or FOLLOW_UPS[-1], language),
        ),
        ctx.say(
            "Profil des énoncés, ensemble · changement apparié, intervalle à 95 % · énoncés proposés par ce projet"
        ),
        chart=True,
    )
    alt = ctx.say(
        "Changement apparié de chaque énoncé : {items}.",
        items="; ".join(f"{name} {words}" for name, item, words in shown if item.month == last),
    )
    _chart(ctx, shown, alt, "items")
    data_table(ctx, "formation-enonces", _frame(ctx, shown))


def _chart(ctx: PageContext, shown: Named, alt: str, key: str) -> None:
    data = paired.rows(shown)
    if data.is_empty():
        return
    ready = paired.spec(
        ctx.language,
        chart_theme(),
        rows=data["row"].n_unique(),
        fictitious=ctx.release.kind == "fictif",
    )
    with st.container(key=f"wide-training-{key}"):
        chart(ready, {"changes": data}, alt, key=f"training-{key}")
    with st.container(key=f"narrow-training-{key}"):
        told: dict[str, list[str]] = {}
        for name, _, words in shown:
            told.setdefault(name, []).append(words)
        lines = "".join(
            f'<li>{escape(name)}<span class="o-line">{escape("; ".join(words))}</span></li>'
            for name, words in told.items()
        )
        st.html(f'<ul class="o-plain">{lines}</ul>')


def _frame(ctx: PageContext, shown: Named) -> pl.DataFrame:
    language = ctx.language
    return pl.DataFrame(
        {
            ctx.say("Où, ou quoi"): [name for name, _, _ in shown],
            ctx.say("Temps"): [training_words.month_words(item.month, language) for _, item, _ in shown],
            ctx.say("Paires complètes"): [str(item.pairs) for _, item, _ in shown],
            ctx.say("Changement"): [number(item.change or 0.0, 2, language, sign=True) for _, item, _ in shown],
            ctx.say("Intervalle à 95 %"): [
                training_words.interval_words(item.change_low, item.change_high, 2, language) for _, item, _ in shown
            ],
            ctx.say("Taille de l’effet"): [
                "—" if item.effect is None else number(item.effect, 2, language) for _, item, _ in shown
            ],
            ctx.say("Lecture"): [training_words.change_word(item, language) for _, item, _ in shown],
        }
    )


def _basis(ctx: PageContext, collected: Collected, module_id: str) -> None:
    last = collected.latest_follow_up(module_id) or FOLLOW_UPS[-1]
    whole = collected.result(module_id, month=last)
    st.html(f'<p class="o-source">{escape(lineage_sentence(whole, ctx.language))}</p>')
