"""GMF et organismes communautaires: two phases, who took part, what was chosen, four modules and their evaluation."""

from html import escape

import polars as pl
import streamlit as st

from indicators.charts import counts
from indicators.initiatives.tree import Measure, Part, Tree, tree
from indicators.wording.language import pick
from indicators.wording.numbers import money
from pages.parts.initiatives.choice import fact_of
from pages.parts.initiatives.evidence_log import qualitative_log
from pages.parts.initiatives.heading import view_head
from pages.parts.initiatives.practice_notes import practices_of
from pages.parts.initiatives.sources import (
    STATUS_SIGNS,
    cited,
    count_words,
    group,
    groups,
    hours,
    season,
    sources_of,
    text_items,
    texts_of,
)
from pages.parts.initiatives.training import training
from pages.ui.chart import chart, chart_theme
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import note, section
from pages.ui.tables import TableColumn, summary_table
from pages.ui.wording import choice_label

WORKSHOPS, FIRST, SECOND = "gmf-oc-p1-workshops", "gmf-oc-p1", "gmf-oc-p2"
EVERYONE = "gmf-oc-06"
COMMUNITY = "gmf-oc-08"
#: Of whom the participants were: the reference prints one number a profession.
PROFESSIONS = tuple(f"gmf-oc-{number:02d}" for number in range(7, 14))


def gmf_view(ctx: PageContext) -> None:
    """Draw the view."""
    held = tree("gmf-oc")
    modules = held.of_type("module")
    everyone, priorities = fact_of(held, EVERYONE), fact_of(held, "gmf-oc-16")
    view_head(
        ctx,
        held,
        ctx.say(
            "{people} ont choisi {priorities}; les résultats de la formation ne sont pas publiés",
            people=everyone.words(ctx.language),
            priorities=priorities.words(ctx.language),
        ),
        [
            ctx.say(
                "Phase 1 : {groups}, {workshops} avec {people}.",
                groups=count_words(ctx, fact_of(held, "gmf-oc-02")),
                workshops=count_words(ctx, fact_of(held, "gmf-oc-05")),
                people=everyone.words(ctx.language),
            ),
            ctx.say("{n} priorités d’innovation et un modèle d’intervention.", n=len(texts_of(held, "priority"))),
            ctx.say(
                "Phase 2 financée ({amount}) : {n} modules de formation décrits.",
                amount=fact_of(held, "gmf-oc-18").words(ctx.language),
                n=len(modules),
            ),
        ],
        [
            ctx.say("L’effet de la formation à 0, 1 et 3 mois : non publié."),
            ctx.say("Les {n} modules sont projetés, sans résultat publié.", n=len(modules)),
            ctx.say("Le nombre de personnes formées : non publié."),
        ],
    )
    _phases(ctx, held)
    _participants(ctx, held)
    _choices(ctx, held)
    _modules(ctx, modules)
    training(ctx)
    qualitative_log(ctx, "gmf-oc")
    practices_of(ctx, initiative_id="gmf-oc")
    sources_of(ctx, held)


def _part(held: Tree, component_id: str) -> Part:
    return next(item for item in held.parts if item.component.component_id == component_id)


def _phases(ctx: PageContext, held: Tree) -> None:
    first, second = fact_of(held, "gmf-oc-01"), fact_of(held, "gmf-oc-18")
    total = (first.exact or 0) + (second.exact or 0)
    section(
        ctx.say(
            "Deux phases : {first}, puis {second}",
            first=first.words(ctx.language),
            second=second.words(ctx.language),
        ),
        ctx.say(
            "Financement imprimé pour chaque phase; ensemble {total}, somme calculée ici et non imprimée par la source",
            total=money(total, ctx.language),
        ),
    )
    groups(
        group(
            ctx.say("Phase 1 · comprendre et choisir"),
            _amount(ctx, first),
            _said(ctx, held, "objective", FIRST),
            _lead(ctx, "Résultat", _said(ctx, held, "outcome", FIRST)),
        ),
        group(
            ctx.say("Phase 2 · former et mesurer"),
            _amount(ctx, second),
            _said(ctx, held, "aim", SECOND),
            _lead(ctx, "Complément", _said(ctx, held, "complement", SECOND)),
            _lead(ctx, "Suite prévue", _said(ctx, held, "next_step", SECOND)),
        ),
        group(
            ctx.say("Partenaires clés de la phase 2"),
            _said(ctx, held, "partner", SECOND),
        ),
    )
    st.html(cited(ctx, first, second))


def _amount(ctx: PageContext, measure: Measure) -> str:
    """The funding of a phase, large, with the days it stands for where the source gives them."""
    when = measure.time_point(ctx.language)
    place = pick(measure.fact, "scope", ctx.language)
    return (
        f'<span class="o-amount">{escape(measure.words(ctx.language))}</span>'
        f'<span class="o-amount-line">{escape(when)} · {escape(place)}</span>'
    )


def _said(ctx: PageContext, held: Tree, kind: str, component_id: str) -> str:
    return text_items(ctx, texts_of(held, kind, component_id))


def _lead(ctx: PageContext, words: str, content: str) -> str:
    return f"<p><strong>{escape(ctx.say(words))}</strong></p>{content}"


def _participants(ctx: PageContext, held: Tree) -> None:
    everyone = fact_of(held, EVERYONE)
    listed = [fact_of(held, name) for name in PROFESSIONS]
    ranked = sorted(listed, key=lambda item: -(item.exact or 0))
    counted = [(_profession(ctx, item), int(item.exact or 0)) for item in ranked]
    community = fact_of(held, COMMUNITY)
    section(
        ctx.say(
            "{count} personnes participantes sur {n} sont des intervenantes communautaires",
            count=int(community.exact or 0),
            n=int(everyone.exact or 0),
        ),
        ctx.say(
            "Personnes aux ateliers, par profession · n = {n} · {period}",
            n=int(everyone.exact or 0),
            period=everyone.time_point(ctx.language),
        ),
        chart=True,
    )
    chart(
        counts.spec(ctx.language, chart_theme(), rows=len(counted), fictitious=False),
        {"counts": counts.rows(counted, "published")},
        ctx.say(
            "Barres du nombre de personnes par profession : {counts}.",
            counts=", ".join(f"{name} {count}" for name, count in counted),
        ),
        key="participants",
    )
    shown = pl.DataFrame(
        {
            ctx.say("Profession ou rôle"): [name for name, _ in counted],
            ctx.say("Personnes"): [str(count) for _, count in counted],
        }
    )
    data_table(ctx, "gmf-participants", shown)
    st.html(cited(ctx, everyone))


def _profession(ctx: PageContext, measure: Measure) -> str:
    """« intervenantes communautaires » of « Dont intervenantes communautaires »."""
    words = pick(measure.fact, "metric", ctx.language).split(" ")
    lead = 2 if ctx.language == "en" else 1
    kept = " ".join(words[lead:])
    return kept[:1].upper() + kept[1:]


def _choices(ctx: PageContext, held: Tree) -> None:
    stages, priorities = texts_of(held, "step", WORKSHOPS), texts_of(held, "priority", WORKSHOPS)
    section(
        ctx.say("{n} priorités d’innovation, choisies en {k} étapes", n=len(priorities), k=len(stages)),
        ctx.say("Démarche appréciative, avec les deux milieux; notre résumé de la source"),
    )
    groups(
        group(ctx.say("Les priorités retenues"), text_items(ctx, priorities, numbered=True)),
        group(ctx.say("Les étapes de la démarche"), text_items(ctx, stages, numbered=True)),
    )
    st.html(cited(ctx, fact_of(held, "gmf-oc-16"), fact_of(held, "gmf-oc-17")))


def _modules(ctx: PageContext, modules: tuple[Part, ...]) -> None:
    total = sum(part.component.duration_h_min or 0 for part in modules)
    section(
        ctx.say("{n} modules annoncés, évalués à 0, 1 et 3 mois", n=len(modules)),
        ctx.say(
            "Durées et débuts projetés par la source; ensemble {hours}, somme calculée ici",
            hours=hours(ctx, float(total)),
        ),
    )
    columns = [
        TableColumn(ctx.say("Module"), width=34),
        TableColumn(ctx.say("Pour qui"), phone=ctx.say("Pour qui : ")),
        TableColumn(ctx.say("Durée"), number=True, phone=ctx.say("Durée : ")),
        TableColumn(ctx.say("Début projeté"), phone=ctx.say("Début projeté : ")),
        TableColumn(ctx.say("Évaluation"), phone=ctx.say("Évaluation : ")),
        TableColumn(ctx.say("Résultat publié"), phone=ctx.say("Résultat publié : ")),
    ]
    rows = [_module(ctx, part) for part in modules]
    summary_table(ctx.say("Les modules de formation"), columns, rows)
    measures = [measure for part in modules for measure in part.measures]
    st.html(cited(ctx, *measures))
    note(ctx.say("Volet quantitatif : questionnaires; volet qualitatif : entrevues semi-dirigées et notes de terrain."))


def _module(ctx: PageContext, part: Part) -> list[str]:
    item, language = part.component, ctx.language
    start = season(ctx, item.planned_start) if item.planned_start else ctx.say("non publié")
    length = ctx.say("non publié") if item.duration_h_min is None else hours(ctx, float(item.duration_h_min))
    months = ctx.say("à {months} mois", months=", ".join(item.evaluation_points))
    planned = sign(STATUS_SIGNS["planned"], choice_label("fact_status", "planned", ctx.language))
    return [
        escape(pick(item, "label", language)),
        escape(pick(item, "audience", language)),
        escape(length),
        f"{planned} {escape(start)}",
        escape(months),
        f'<span class="o-later">{escape(ctx.say("non publié"))}</span>',
    ]
