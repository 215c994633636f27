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
from pages.ui.data_table import twin
from pages.ui.list_entries import choice_label
from pages.ui.page_context import Visit
from pages.ui.signs import sign
from pages.ui.styles import note, section
from pages.ui.tables import Column, summary_table

WORKSHOPS, FIRST, SECOND = "gmf-oc-p1-workshops", "gmf-oc-p1", "gmf-oc-p2"
EVERYONE = "gmf-oc-06"
COMMUNITY = "gmf-oc-08"
#: Of whom the participants were: the reference prints one number a profession.
PROFESSIONS = tuple(f"gmf-oc-{number:02d}" for number in range(7, 14))


def gmf_view(here: Visit) -> None:
    """Draw the view."""
    held = tree("gmf-oc")
    modules = held.of_type("module")
    everyone, priorities = fact_of(held, EVERYONE), fact_of(held, "gmf-oc-16")
    view_head(
        here,
        held,
        here.say(
            "{people} ont choisi {priorities}; les résultats de la formation ne sont pas publiés",
            people=everyone.words(here.language),
            priorities=priorities.words(here.language),
        ),
        [
            here.say(
                "Phase 1 : {groups}, {workshops} avec {people}.",
                groups=count_words(here, fact_of(held, "gmf-oc-02")),
                workshops=count_words(here, fact_of(held, "gmf-oc-05")),
                people=everyone.words(here.language),
            ),
            here.say(
                "{n} priorités d’innovation et un modèle d’intervention.", n=len(texts_of(held, "priority"))
            ),
            here.say(
                "Phase 2 financée ({amount}) : {n} modules de formation décrits.",
                amount=fact_of(held, "gmf-oc-18").words(here.language),
                n=len(modules),
            ),
        ],
        [
            here.say("L’effet de la formation à 0, 1 et 3 mois : non publié."),
            here.say("Les {n} modules sont projetés, sans résultat publié.", n=len(modules)),
            here.say("Le nombre de personnes formées : non publié."),
        ],
    )
    _phases(here, held)
    _participants(here, held)
    _choices(here, held)
    _modules(here, modules)
    training(here)
    qualitative_log(here, "gmf-oc")
    practices_of(here, initiative_id="gmf-oc")
    sources_of(here, held)


def _part(held: Tree, component_id: str) -> Part:
    return next(item for item in held.parts if item.component.component_id == component_id)


def _phases(here: Visit, held: Tree) -> None:
    first, second = fact_of(held, "gmf-oc-01"), fact_of(held, "gmf-oc-18")
    total = (first.exact or 0) + (second.exact or 0)
    section(
        here.say(
            "Deux phases : {first}, puis {second}",
            first=first.words(here.language),
            second=second.words(here.language),
        ),
        here.say(
            "Financement imprimé pour chaque phase; ensemble {total}, somme calculée ici et non imprimée par la source",
            total=money(total, here.language),
        ),
    )
    groups(
        group(
            here.say("Phase 1 · comprendre et choisir"),
            _amount(here, first),
            _said(here, held, "objective", FIRST),
            _lead(here, "Résultat", _said(here, held, "outcome", FIRST)),
        ),
        group(
            here.say("Phase 2 · former et mesurer"),
            _amount(here, second),
            _said(here, held, "aim", SECOND),
            _lead(here, "Complément", _said(here, held, "complement", SECOND)),
            _lead(here, "Suite prévue", _said(here, held, "next_step", SECOND)),
        ),
        group(
            here.say("Partenaires clés de la phase 2"),
            _said(here, held, "partner", SECOND),
        ),
    )
    st.html(cited(here, first, second))


def _amount(here: Visit, measure: Measure) -> str:
    """The funding of a phase, large, with the days it stands for where the source gives them."""
    when = measure.time_point(here.language)
    place = pick(measure.fact, "scope", here.language)
    return (
        f'<span class="o-amount">{escape(measure.words(here.language))}</span>'
        f'<span class="o-amount-line">{escape(when)} · {escape(place)}</span>'
    )


def _said(here: Visit, held: Tree, kind: str, component_id: str) -> str:
    return text_items(here, texts_of(held, kind, component_id))


def _lead(here: Visit, words: str, content: str) -> str:
    return f"<p><strong>{escape(here.say(words))}</strong></p>{content}"


def _participants(here: Visit, held: Tree) -> None:
    everyone = fact_of(held, EVERYONE)
    listed = [fact_of(held, name) for name in PROFESSIONS]
    ranked = sorted(listed, key=lambda item: -(item.exact or 0))
    counted = [(_profession(here, item), int(item.exact or 0)) for item in ranked]
    community = fact_of(held, COMMUNITY)
    section(
        here.say(
            "{count} personnes participantes sur {n} sont des intervenantes communautaires",
            count=int(community.exact or 0),
            n=int(everyone.exact or 0),
        ),
        here.say(
            "Personnes aux ateliers, par profession · n = {n} · {period}",
            n=int(everyone.exact or 0),
            period=everyone.time_point(here.language),
        ),
        chart=True,
    )
    chart(
        counts.spec(here.language, chart_theme(), rows=len(counted), fictitious=False),
        {"counts": counts.rows(counted, "published")},
        here.say(
            "Barres du nombre de personnes par profession : {counts}.",
            counts=", ".join(f"{name} {count}" for name, count in counted),
        ),
        key="participants",
    )
    shown = pl.DataFrame(
        {
            here.say("Profession ou rôle"): [name for name, _ in counted],
            here.say("Personnes"): [str(count) for _, count in counted],
        }
    )
    twin(here, "gmf-participants", shown)
    st.html(cited(here, everyone))


def _profession(here: Visit, measure: Measure) -> str:
    """« intervenantes communautaires » of « Dont intervenantes communautaires »."""
    words = pick(measure.fact, "metric", here.language).split(" ")
    lead = 2 if here.language == "en" else 1
    kept = " ".join(words[lead:])
    return kept[:1].upper() + kept[1:]


def _choices(here: Visit, held: Tree) -> None:
    stages, priorities = texts_of(held, "step", WORKSHOPS), texts_of(held, "priority", WORKSHOPS)
    section(
        here.say("{n} priorités d’innovation, choisies en {k} étapes", n=len(priorities), k=len(stages)),
        here.say("Démarche appréciative, avec les deux milieux; notre résumé de la source"),
    )
    groups(
        group(here.say("Les priorités retenues"), text_items(here, priorities, numbered=True)),
        group(here.say("Les étapes de la démarche"), text_items(here, stages, numbered=True)),
    )
    st.html(cited(here, fact_of(held, "gmf-oc-16"), fact_of(held, "gmf-oc-17")))


def _modules(here: Visit, modules: tuple[Part, ...]) -> None:
    total = sum(part.component.duration_h_min or 0 for part in modules)
    section(
        here.say("{n} modules annoncés, évalués à 0, 1 et 3 mois", n=len(modules)),
        here.say(
            "Durées et débuts projetés par la source; ensemble {hours}, somme calculée ici",
            hours=hours(here, float(total)),
        ),
    )
    columns = [
        Column(here.say("Module"), width=34),
        Column(here.say("Pour qui"), phone=here.say("Pour qui : ")),
        Column(here.say("Durée"), number=True, phone=here.say("Durée : ")),
        Column(here.say("Début projeté"), phone=here.say("Début projeté : ")),
        Column(here.say("Évaluation"), phone=here.say("Évaluation : ")),
        Column(here.say("Résultat publié"), phone=here.say("Résultat publié : ")),
    ]
    rows = [_module(here, part) for part in modules]
    summary_table(here.say("Les modules de formation"), columns, rows)
    measures = [measure for part in modules for measure in part.measures]
    st.html(cited(here, *measures))
    note(
        here.say(
            "Volet quantitatif : questionnaires; volet qualitatif : entrevues semi-dirigées et notes de terrain."
        )
    )


def _module(here: Visit, part: Part) -> list[str]:
    item, language = part.component, here.language
    start = season(here, item.planned_start) if item.planned_start else here.say("non publié")
    length = (
        here.say("non publié") if item.duration_h_min is None else hours(here, float(item.duration_h_min))
    )
    months = here.say("à {months} mois", months=", ".join(item.evaluation_points))
    planned = sign(STATUS_SIGNS["planned"], choice_label(here, "fact_status", "planned"))
    return [
        escape(pick(item, "label", language)),
        escape(pick(item, "audience", language)),
        escape(length),
        f"{planned} {escape(start)}",
        escape(months),
        f'<span class="o-later">{escape(here.say("non publié"))}</span>',
    ]
