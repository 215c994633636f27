"""The training evaluation: who answered, how much changed among those who did, item by item, by setting."""

from collections.abc import Sequence

import polars as pl

from indicators.charts import paired
from indicators.initiatives import training_words as words
from indicators.initiatives.collected import Collected, Module, TrainingResult
from indicators.initiatives.training import FOLLOW_UPS, LEAST_PAIRS, MONTHS
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import CollectedSection
from indicators.wording.language import pick
from indicators.wording.lists import list_text
from indicators.wording.numbers import number
from pages.parts.initiatives.collected_section import collected_block, collected_of, collected_section, to_come
from pages.parts.initiatives.elements import chart_or_list, later
from pages.ui import url_state
from pages.ui.chart import chart_style
from pages.ui.data_table import data_table
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.styles import note, quiet_line, text
from pages.ui.tables import TableColumn, cell, table_html
from pages.ui.wording import colon

Named = list[tuple[str, TrainingResult, str]]


def training(ctx: PageContext, tree: Tree, _: CollectedSection) -> None:
    """Draw the evaluation as the release holds it; where nothing was collected, say that it is to come."""
    collected = collected_of(ctx)
    modules = [item for item in collected.modules() if item.id in tree.part_of]
    if all(item.state == "to_come" for module in modules for item in collected.attendance(module.id)):
        to_come(
            ctx,
            ctx.say("aucun questionnaire n’a été recueilli; le classeur de l’initiative est prêt."),
            ctx.say("Évaluation de la formation"),
            ctx.say("Questionnaires à 0, 1 et 3 mois"),
        )
        return
    with collected_block(
        ctx,
        "training",
        words.modules_finding(collected, modules, ctx.language),
        ctx.say(
            "Évaluation de la formation · questionnaires à 0, 1 et 3 mois · score moyen de 1 à 5 · dernier suivi de "
            "chaque module"
        ),
    ):
        _attendance(ctx, collected, modules)
        followed = [item.id for item in modules if collected.latest_follow_up(item.id) is not None]
        if followed:
            names = {name: words.module_name(name, ctx.language) for name in followed}
            chosen = url_state.segmented("module", ctx.say("Module"), followed, names.__getitem__)
            last = collected.latest_follow_up(chosen) or FOLLOW_UPS[-1]
            whole = collected.result(chosen, month=last)
            _changes(ctx, collected, whole)
            _items(ctx, collected, whole)
            draw(el("p", words.lineage_sentence(whole, ctx.language), class_="o-source"))


def _attendance(ctx: PageContext, collected: Collected, modules: Sequence[Module]) -> None:
    language = ctx.language
    months = [words.month_words(month, language) for month in MONTHS]
    columns = [
        TableColumn(ctx.say("Module"), width=34),
        *(TableColumn(name, phone=name + colon(language)) for name in months),
        TableColumn(ctx.say("Dernier changement"), phone=ctx.say("Dernier changement : ")),
    ]
    rows: list[list[Child]] = [
        [
            pick(item.component, "label", language),
            *(_answered(ctx, result) for result in collected.attendance(item.id)),
            words.module_outcome(collected, item.id, language),
        ]
        for item in modules
    ]
    draw(table_html(ctx.say("Réponses à chaque temps de mesure"), columns, rows))
    note(
        ctx.say(
            "Au départ : part des personnes inscrites; ensuite : part de celles qui avaient répondu au départ. "
            "Masqué : moins de {n} paires complètes, ou un nombre qui laisserait retrouver un si petit groupe.",
            n=LEAST_PAIRS,
        )
    )


def _answered(ctx: PageContext, result: TrainingResult) -> Child:
    answered = words.answered_words(result, ctx.language)
    if result.answered is None:
        return later(answered)
    share = min(result.response_share or 0.0, 1.0)
    bar = el("span", el("span", style=f"width:{100 * share:.0f}%"), class_="o-bar", aria_hidden="true")
    return join([cell(answered, words.lost_words(result, ctx.language)), bar])


def _changes(ctx: PageContext, collected: Collected, whole: TrainingResult) -> None:
    language = ctx.language
    results = [item for month in FOLLOW_UPS for item in collected.results(whole.module_id, month=month)]
    shown = [
        (words.place_words(item, language), item, words.mark_words(item, language))
        for item in _by_place(results)
        if item.change is not None
    ]
    collected_section(
        ctx,
        ctx.say(
            "{module} : {change} du score {when}",
            module=words.module_name(whole.module_id, language),
            change=words.change_word(whole, language),
            when=words.when_words(whole.month, language),
        ),
        ctx.say("Changement apparié en points de l’échelle de 1 à 5, intervalle à 95 % · n : paires complètes"),
        chart=True,
    )
    _chart(ctx, shown, words.result_sentence(whole, language), "changes")
    hidden = words.hidden_places(results, language)
    if hidden:
        note(ctx.say("Masqué, pour que personne ne soit retrouvé : {places}.", places=list_text(hidden, language)))
    text(words.result_sentence(whole, language))
    if effect := words.effect_sentence(whole, language):
        text(effect)
    note(words.completers_note(language))
    data_table(ctx, "formation-changements", _frame(ctx, shown))


def _by_place(results: list[TrainingResult]) -> list[TrainingResult]:
    """The whole first, then settings, then territories, then both; in each place the earlier time point first."""
    return sorted(results, key=lambda item: (bool(item.territory_id), item.territory_id, item.setting_id, item.month))


def _items(ctx: PageContext, collected: Collected, whole: TrainingResult) -> None:
    language = ctx.language
    shown = [
        (words.measure_name(item.measure, language), item, words.mark_words(item, language))
        for pair in zip(*(collected.item_profile(whole.module_id, month=month) for month in FOLLOW_UPS), strict=True)
        for item in pair
        if item.change is not None
    ]
    risen = {name for name, item, _ in shown if item.month == whole.month and item.change_state == "up"}
    every = {name for name, _, _ in shown}
    collected_section(
        ctx,
        ctx.say(
            "{module} : {k} énoncés sur {n} en hausse {when}",
            module=words.module_name(whole.module_id, language),
            k=len(risen),
            n=len(every),
            when=words.when_words(whole.month, language),
        ),
        ctx.say(
            "Profil des énoncés, ensemble · changement apparié, intervalle à 95 % · énoncés proposés par ce projet"
        ),
        chart=True,
    )
    alt = ctx.say(
        "Changement apparié de chaque énoncé : {items}.",
        items="; ".join(f"{name} {mark}" for name, item, mark in shown if item.month == whole.month),
    )
    _chart(ctx, shown, alt, "items")
    data_table(ctx, "formation-enonces", _frame(ctx, shown))


def _chart(ctx: PageContext, shown: Named, alt: str, key: str) -> None:
    data = paired.rows(shown)
    if data.is_empty():
        return
    ready = paired.spec(
        chart_style(ctx),
        rows=data["row"].n_unique(),
    )
    marks_of: dict[str, list[str]] = {}
    for name, _, mark in shown:
        marks_of.setdefault(name, []).append(mark)
    lines = ([name, quiet_line("; ".join(marks))] for name, marks in marks_of.items())
    chart_or_list(ready, {"changes": data}, alt, lines, f"training-{key}")


def _frame(ctx: PageContext, shown: Named) -> pl.DataFrame:
    language = ctx.language
    return pl.DataFrame(
        {
            ctx.say("Où, ou quoi"): [name for name, _, _ in shown],
            ctx.say("Temps"): [words.month_words(item.month, language) for _, item, _ in shown],
            ctx.say("Paires complètes"): [str(item.pairs) for _, item, _ in shown],
            ctx.say("Changement"): [number(item.change or 0.0, 2, language, sign=True) for _, item, _ in shown],
            ctx.say("Intervalle à 95 %"): [words.interval_words(item, language) for _, item, _ in shown],
            ctx.say("Taille de l’effet"): [
                "—" if item.effect is None else number(item.effect, 2, language) for _, item, _ in shown
            ],
            ctx.say("Lecture"): [words.change_word(item, language) for _, item, _ in shown],
        }
    )
