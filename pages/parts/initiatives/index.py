"""The index of the Initiatives page: a row each, the recommendations they touch, where and when they take place."""

from html import escape

import polars as pl
import streamlit as st

from data.facts import load_facts
from indicators.charts import initiative_map, initiative_timeline
from indicators.initiatives.tree import Tree, trees
from indicators.wording.language import pick
from indicators.wording.lists import list_text
from pages.parts.initiatives.choice import PRACTICES, SHORT, fact_of
from pages.parts.initiatives.collected_section import collected_of
from pages.parts.initiatives.heading import linked, years
from pages.parts.initiatives.matrix import matrix
from pages.parts.initiatives.periods import lanes, planned_words
from pages.ui.chart import chart, chart_theme
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.styles import heading, link_html, note, section
from pages.ui.tables import TableColumn, cell, table_html
from pages.ui.url_state import link
from pages.ui.wording import colon

PORTRAIT = "portrait"
#: The figures that a row of the index shows, by id.
SHOWN = {
    "portrait": ("portrait-01", "portrait-02"),
    "gmf-oc": ("gmf-oc-06", "gmf-oc-16", "gmf-oc-21"),
    "communaute-soignante": ("communaute-soignante-05", "communaute-soignante-06"),
    "inters4": ("inters4-02", "inters4-06", "inters4-11"),
    "communaute-strategique-itss": ("communaute-strategique-itss-01", "communaute-strategique-itss-07"),
}
#: What is not known yet of each one.
TO_COME = {
    "portrait": "Les réponses par établissement et l’année du rapport ne sont pas publiées.",
    "gmf-oc": "Les résultats de la phase 2 (formation, 0, 1 et 3 mois) ne sont pas publiés.",
    "communaute-soignante": "Aucun résultat publié depuis la présentation de 2018.",
    "inters4": "Aucun bilan publié depuis le 31 mars 2020; visées de 2024 sans résultat publié.",
    "communaute-strategique-itss": "Aucun résultat chiffré des projets pilotes n’est publié.",
}


def index_view(ctx: PageContext) -> None:
    """Draw the index."""
    held = trees(load_facts())
    four = [item for name, item in held.items() if name != PORTRAIT]
    heading(
        ctx.say("Initiatives · un portrait et {n} initiatives", n=len(four)),
        ctx.say("{n} initiatives documentées : des chiffres publiés, peu de résultats encore", n=len(four)),
        ctx.say(
            "{n} chiffres publiés, réels, chacun avec sa source; ce que les équipes recueillent est montré à part",
            n=len(load_facts().published_facts),
        ),
    )
    _rows(ctx, list(held.values()))
    matrix(ctx, four)
    _map(ctx, four)
    _timeline(ctx, list(held.values()))
    practices = len(collected_of(ctx).practices())
    words = ctx.say("Pratiques partagées : {n}", n=practices)
    st.html(f'<p class="o-source">{link_html(link("initiatives", id=PRACTICES), words)}</p>')


def _rows(ctx: PageContext, held: list[Tree]) -> None:
    columns = [
        TableColumn(ctx.say("Initiative")),
        TableColumn(ctx.say("Lieu et dates"), phone=ctx.say("Lieu et dates : ")),
        TableColumn(ctx.say("Chiffres publiés")),
        TableColumn(ctx.say("Recommandations"), phone=ctx.say("Recommandations : ")),
        TableColumn(ctx.say("À venir"), phone=ctx.say("À venir : ")),
    ]
    rows = [_row(ctx, item) for item in held]
    st.html(f'<div class="o-rows">{table_html(ctx.say("Le portrait et les initiatives"), columns, rows)}</div>')


def _row(ctx: PageContext, held: Tree) -> list[str]:
    item, language = held.initiative, ctx.language
    shown = [fact_of(held, name) for name in SHOWN[item.initiative_id]]
    figures = "".join(
        f"<li>{escape(pick(measure.fact, 'metric', language))}{colon(language)}<b>{escape(measure.words(language))}</b></li>"
        for measure in shown
    )
    source = shown[0].source
    named = f'<span class="o-line"><span lang="fr">{escape(source.authors_or_body)}</span>{f", {source.year}" if source.year else ""}</span>'
    recommendations = linked(ctx, item.recommendations_primary)
    if item.recommendations_secondary:
        further = linked(ctx, item.recommendations_secondary)
        recommendations += f'<span class="o-line">{escape(ctx.say("de plus loin : "))}{further}</span>'
    if item.initiative_id == PORTRAIT:
        recommendations = escape(ctx.say("il énonce les douze"))
    name = link_html(link("initiatives", id=item.initiative_id), pick(item, "name", language))
    return [
        f'{name}<span class="o-line">{escape(pick(item, "summary", language))}</span>',
        cell(pick(item, "territory", language), years(ctx, item)),
        f'<ul class="o-plain">{figures}</ul>{named}',
        recommendations,
        f'<span class="o-later">{escape(ctx.say(TO_COME[item.initiative_id]))}</span>',
    ]


def _map(ctx: PageContext, held: list[Tree]) -> None:
    placed = [item for item in held if item.initiative.regions]
    unnamed = [item for item in held if not item.initiative.regions]
    by_region: dict[str, list[str]] = {}
    for item in placed:
        for code in item.initiative.regions:
            by_region.setdefault(code, []).append(ctx.say(SHORT[item.initiative.initiative_id]))
    regions = load_facts().regions
    language = ctx.language
    section(
        ctx.say("{n} régions sur {all} ont une initiative documentée", n=len(by_region), all=len(regions)),
        ctx.say("Tuile pleine : au moins une initiative y a lieu; faits publiés"),
        chart=True,
    )
    full = {item.code: pick(item, "name", language) for item in regions}
    told = [f"{full[code]} ({', '.join(names)})" for code, names in sorted(by_region.items())]
    with st.container(key="wide-initiatives"):
        alt = ctx.say("Carte en tuiles des régions ayant une initiative : {places}.", places="; ".join(told))
        chart(
            initiative_map.spec(language, chart_theme()),
            initiative_map.rows(by_region, regions, language),
            alt,
            key="initiative-map",
        )
    with st.container(key="narrow-initiatives"):
        st.html(f'<ul class="o-plain">{"".join(f"<li>{escape(item)}</li>" for item in told)}</ul>')
    names = list_text([pick(item.initiative, "name", language) for item in unnamed], language)
    note(ctx.say("{names} : territoires pilotes non nommés par la source, absents de la carte.", names=names))
    note(ctx.say("Le portrait concerne tout le Québec."))
    shown = pl.DataFrame(
        {
            ctx.say("Région"): [full[code] for code in sorted(by_region)],
            ctx.say("Initiatives"): [", ".join(by_region[code]) for code in sorted(by_region)],
        }
    )
    data_table(ctx, "initiatives-regions", shown)


def _timeline(ctx: PageContext, held: list[Tree]) -> None:
    made = lanes(ctx, held)
    section(
        ctx.say(
            "De {low} à {high} : {done} périodes publiées, {planned} annoncées sans résultat",
            low=initiative_timeline.FIRST,
            high=initiative_timeline.LAST - 1,
            done=sum(not lane.planned for lane in made),
            planned=sum(lane.planned for lane in made),
        ),
        ctx.say(
            "Barre pleine : période publiée · barre pointillée : annoncée, sans résultat publié · une année sans jour prend "
            "toute l’année"
        ),
        chart=True,
    )
    data = initiative_timeline.rows(made)
    with st.container(key="wide-timeline"):
        chart(
            initiative_timeline.spec(
                ctx.language,
                chart_theme(),
                lanes=len(made),
                has_planned=bool(data["planned"].any()),
            ),
            {"lanes": data},
            ctx.say("Frise des périodes publiées : {lanes}.", lanes="; ".join(lane.words for lane in made)),
            key="initiative-timeline",
        )
    names, name = [], ""
    for lane in made:
        name = lane.name or name
        names.append(name)
    with st.container(key="narrow-timeline"):
        lines = "".join(f"<li>{escape(who)} · {escape(lane.words)}</li>" for who, lane in zip(names, made, strict=True))
        st.html(f'<ul class="o-plain">{lines}</ul>')
    note(
        ctx.say(
            "Les années des chiffres de contexte sont celles d’autres sources : elles sont dans la vue de l’initiative."
        )
    )
    shown = pl.DataFrame(
        {
            ctx.say("Initiative"): names,
            ctx.say("Période"): [lane.words for lane in made],
            ctx.say("Statut"): [planned_words(ctx, lane.planned) for lane in made],
        }
    )
    data_table(ctx, "initiatives-frise", shown)
