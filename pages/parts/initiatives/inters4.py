"""Consortium InterS4: members on the map, objectives beside activities, what three streams produced, aims for 2024."""

from html import escape

import polars as pl
import streamlit as st

from data.facts import load_facts
from indicators.charts import attainment, initiative_map
from indicators.initiatives.tree import Measure, Part, Tree, tree
from indicators.wording.language import pick
from indicators.wording.lists import list_text
from indicators.wording.numbers import number
from pages.parts.initiatives.choice import fact_of
from pages.parts.initiatives.heading import view_head
from pages.parts.initiatives.outputs import outputs_tracker
from pages.parts.initiatives.practice_notes import practices_of
from pages.parts.initiatives.sources import cited, count_words, group, groups, sources_of, text_items, texts_of
from pages.ui.chart import chart, chart_theme
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section

START, NOW = "inters4-01", "inters4-02"
ACTIVITIES = "inters4-06"
SATISFACTION = ("inters4-12", "inters4-13")
#: Texts 1 to 5 name establishments, the rest universities: the facts give both numbers.
ESTABLISHMENTS = "inters4-03"


def inters4_view(ctx: PageContext) -> None:
    """Draw the view."""
    held = tree("inters4")
    activities = fact_of(held, ACTIVITIES)
    objectives = [measure for part in held.of_type("objective") for measure in part.measures]
    view_head(
        ctx,
        held,
        ctx.say(
            "InterS4 : {share} des activités prévues sont réalisées, {when}",
            share=activities.words(ctx.language),
            when=_period(ctx, activities),
        ),
        [
            ctx.say(
                "De {low} à {high}, dans {regions}.",
                low=_counted(ctx, fact_of(held, START)),
                high=fact_of(held, NOW).words(ctx.language).replace(" ", "\u00a0", 1),
                regions=fact_of(held, "inters4-05").words(ctx.language),
            ),
            ctx.say(
                "Objectifs atteints à {shares}.",
                shares=list_text([item.words(ctx.language) for item in objectives], ctx.language),
            ),
            ctx.say(
                "{people} et {projects}.",
                people=count_words(ctx, fact_of(held, "inters4-11")),
                projects=count_words(ctx, fact_of(held, "inters4-17")),
            ),
        ],
        [
            ctx.say("Le nombre de réponses derrière la satisfaction : non publié."),
            ctx.say("Ce qui a été mesuré pour dire un objectif atteint : non publié."),
            ctx.say("Les résultats des visées de 2024, et tout bilan depuis cette date : non publiés."),
        ],
    )
    _members(ctx, held)
    _attainment(ctx, held, objectives)
    _streams(ctx, held)
    _aims(ctx, held)
    outputs_tracker(ctx)
    practices_of(ctx, initiative_id="inters4")
    sources_of(ctx, held)


def _period(ctx: PageContext, measure: Measure) -> str:
    words = measure.time_point(ctx.language)
    return words[:1].lower() + words[1:]


def _members(ctx: PageContext, held: Tree) -> None:
    language = ctx.language
    start, now = fact_of(held, START), fact_of(held, NOW)
    members = texts_of(held, "member")
    count = int(fact_of(held, ESTABLISHMENTS).exact or 0)
    establishments, universities = members[:count], members[count:]
    by_name = {item.short_name_fr: item.rss_code for item in load_facts().establishments}
    placed = {by_name[item.text_fr]: [item.text_fr.split(" ")[0]] for item in establishments if item.text_fr in by_name}
    section(
        ctx.say(
            "De {low} à {high} : {count} établissements et {others} universités",
            low=_counted(ctx, start),
            high=now.words(language),
            count=len(establishments),
            others=len(universities),
        ),
        ctx.say(
            "{period} · tuile pleine : région d’un établissement membre; lesquels étaient là au départ : non publié",
            period=now.time_point(language),
        ),
        chart=True,
    )
    left, right = st.columns([3, 2], gap="large")
    regions = {item.code: pick(item, "name", language) for item in load_facts().regions}
    with left:
        with st.container(key="wide-members"):
            chart(
                initiative_map.spec(language, chart_theme()),
                initiative_map.rows(placed, load_facts().regions, language),
                ctx.say(
                    "Carte en tuiles des régions des établissements membres : {places}.",
                    places=", ".join(regions[code] for code in sorted(placed)),
                ),
                key="members",
            )
        with st.container(key="narrow-members"):
            names = "".join(f"<li>{escape(regions[code])}</li>" for code in sorted(placed))
            st.html(f'<ul class="o-plain">{names}</ul>')
    with right:
        groups(
            group(ctx.say("Établissements : {n}", n=len(establishments)), text_items(ctx, establishments)),
            group(
                ctx.say("Universités : {n}", n=len(universities)),
                text_items(ctx, universities),
                f'<p class="o-note">{escape(ctx.say("La source ne les situe pas : elles ne sont pas sur la carte."))}</p>',
            ),
        )
    shown = pl.DataFrame(
        {
            ctx.say("Membre"): [pick(item, "text", language) for item in members],
            ctx.say("Région"): [
                regions[by_name[item.text_fr]] if item.text_fr in by_name else ctx.say("non publiée")
                for item in members
            ],
        }
    )
    data_table(ctx, "inters4-membres", shown)
    st.html(cited(ctx, start, now))


def _attainment(ctx: PageContext, held: Tree, objectives: list[Measure]) -> None:
    language = ctx.language
    activities = fact_of(held, ACTIVITIES)
    values = [item.exact or 0.0 for item in objectives]
    section(
        ctx.say(
            "Les {n} objectifs sont atteints à au moins {least}",
            n=len(objectives),
            least=min(objectives, key=lambda item: item.exact or 0.0).words(language),
        ),
        ctx.say(
            "Disque : atteinte d’un objectif, dénominateur non publié · anneau : activités réalisées, sur celles de la planification"
        ),
        chart=True,
    )
    told = [
        (pick(item.fact, "metric", language), value, item.words(language), False)
        for item, value in zip(objectives, values, strict=True)
    ]
    told.append((ctx.say("Activités prévues réalisées"), activities.exact or 0.0, activities.words(language), True))
    chart(
        attainment.spec(language, chart_theme(), rows=len(told), has_apart=True),
        {"shares": attainment.rows(told)},
        ctx.say(
            "Points de 0 à 100 % : {shares}. Les dénominateurs diffèrent.",
            shares="; ".join(f"{name} {words}" for name, _, words, _ in told),
        ),
        key="attainment",
    )
    note(
        ctx.say("Les deux sortes de parts n’ont pas le même dénominateur : elles ne se comparent ni ne s’additionnent.")
    )
    unknown = ctx.say("non publié")
    shown = pl.DataFrame(
        {
            ctx.say("Ce qui est mesuré"): [name for name, *_ in told],
            ctx.say("Valeur imprimée"): [words for _, _, words, _ in told],
            ctx.say("Dénominateur"): [
                ctx.say("activités de la planification") if apart else unknown for *_, apart in told
            ],
        }
    )
    data_table(ctx, "inters4-objectifs", shown)
    groups(
        *(
            group(pick(part.component, "label", language), text_items(ctx, list(part.texts)))
            for part in held.of_type("objective")
        )
    )
    st.html(cited(ctx, activities, *objectives))


def _streams(ctx: PageContext, held: Tree) -> None:
    streams = held.of_type("stream")
    measures = [measure for part in streams for measure in part.measures]
    section(
        ctx.say("{n} volets et leurs produits", n=len(streams)),
        ctx.say(
            "Nombres imprimés, {period}; la satisfaction et l’appréciation sont des moyennes dont le n n’est pas publié",
            period=_period(ctx, measures[0]),
        ),
    )
    groups(*(group(pick(part.component, "label", ctx.language), _stream(ctx, part)) for part in streams))
    st.html(cited(ctx, *measures))


def _counted(ctx: PageContext, item: Measure) -> str:
    """An output as a whole number, without its unit; its words where the source prints no exact number."""
    return item.words(ctx.language) if item.exact is None else number(item.exact, 0, ctx.language)


def _stream(ctx: PageContext, part: Part) -> str:
    lines = []
    for item in part.measures:
        unknown = ""
        metric = pick(item.fact, "metric", ctx.language).split(" (")[0]
        if item.fact.fact_id in SATISFACTION:
            unknown = f' <span class="o-later">{escape(ctx.say("n non publié"))}</span>'
        value = item.words(ctx.language) if item.fact.unit_fr == "%" else _counted(ctx, item)
        lines.append(f"<li><b>{escape(value)}</b><span>{escape(metric)}{unknown}</span></li>")
    return f'<ul class="o-figures">{"".join(lines)}</ul>{text_items(ctx, list(part.texts))}'


def _aims(ctx: PageContext, held: Tree) -> None:
    outlook, needs = texts_of(held, "outlook"), texts_of(held, "need")
    evaluated = texts_of(held, "evaluation_component")
    section(
        ctx.say("{n} visées pour 2024, sans résultat publié", n=len(outlook)),
        ctx.say("Besoins de départ, visées et évaluation annoncée; notre résumé de la source"),
    )
    groups(
        group(ctx.say("Visées pour 2024"), text_items(ctx, outlook)),
        group(ctx.say("Besoins de départ"), text_items(ctx, needs)),
        group(ctx.say("Évaluation de recherche annoncée"), text_items(ctx, evaluated)),
    )
    st.html(cited(ctx, fact_of(held, "inters4-23")))
