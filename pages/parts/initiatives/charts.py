"""Charts of published facts: counts of one whole as bars, shares on one scale, the regions of members on a map."""

import polars as pl
import streamlit as st

from data.facts import load_facts
from indicators.charts import attainment, counts, initiative_map
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.model import Counts, MemberMap, Shares
from indicators.wording.language import pick
from pages.parts.initiatives.elements import chart_or_list, groups
from pages.parts.initiatives.groups import group_list
from pages.ui.chart import chart, chart_style
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.styles import note
from pages.ui.wording import choice_label


def counts_chart(ctx: PageContext, tree: Tree, item: Counts) -> None:
    """Draw the bars and their table."""
    ranked = sorted(item.facts, key=lambda one: -(tree.measure_of[one.fact].exact or 0))
    counted = [(one.label.words(tree, ctx.language), int(tree.measure_of[one.fact].exact or 0)) for one in ranked]
    counts_bars(ctx, counted, item.alt.words(tree, ctx.language), item.name, "published")
    shown = pl.DataFrame(
        {
            item.row_head.words(tree, ctx.language): [name for name, _ in counted],
            item.count_head.words(tree, ctx.language): [str(count) for _, count in counted],
        }
    )
    data_table(ctx, item.name, shown)


def counts_bars(ctx: PageContext, counted: list[tuple[str, int]], alt: str, key: str, kind: str) -> None:
    """Draw names with their numbers as bars, `alt` before them for those who do not see the bars."""
    chart(
        counts.spec(chart_style(ctx, fictitious=kind == "fictif"), rows=len(counted)),
        {"counts": counts.rows(counted, kind)},
        ctx.say("{label} : {body}.", label=alt, body=", ".join(f"{name} {count}" for name, count in counted)),
        key=key,
    )


def shares_chart(ctx: PageContext, tree: Tree, item: Shares) -> None:
    """Draw the shares, those of another denominator as rings, and their table."""
    language = ctx.language
    named = [(pick(tree.measure_of[name].fact, "metric", language), name, False) for name in item.facts]
    named += [(one.label.words(tree, language), one.fact, True) for one in item.apart]
    shares = [
        (name, tree.measure_of[fact].exact or 0.0, tree.measure_of[fact].words(language), apart)
        for name, fact, apart in named
    ]
    chart(
        attainment.spec(chart_style(ctx, fictitious=False), rows=len(shares), has_apart=bool(item.apart)),
        {"shares": attainment.rows(shares)},
        ctx.say(
            "Points de 0 à 100 % : {shares}. Les dénominateurs diffèrent.",
            shares="; ".join(f"{name} {words}" for name, _, words, _ in shares),
        ),
        key=item.name,
    )
    if item.apart:
        note(
            ctx.say(
                "Les deux sortes de parts n’ont pas le même dénominateur : elles ne se comparent ni ne s’additionnent."
            )
        )
    unknown = ctx.say("non publié")
    base = item.base.words(tree, language) if item.base else unknown
    shown = pl.DataFrame(
        {
            ctx.say("Ce qui est mesuré"): [name for name, *_ in shares],
            ctx.say("Valeur imprimée"): [words for _, _, words, _ in shares],
            ctx.say("Dénominateur"): [base if apart else unknown for *_, apart in shares],
        }
    )
    data_table(ctx, item.name, shown)


def member_map(ctx: PageContext, tree: Tree, item: MemberMap) -> None:
    """Draw the regions of the members that are establishments, and the groups beside the map."""
    language, reference = ctx.language, load_facts()
    regions = {region.code: pick(region, "name", language) for region in reference.regions}
    known = {place.short_name_fr: place for place in reference.establishments}
    members = tree.texts_of(item.members)
    kinds_by_region: dict[str, list[str]] = {}
    region_names = []
    for text in members:
        place = known.get(text.text_fr)
        region_names.append(regions[place.rss_code] if place else ctx.say("non publiée"))
        if place:
            kind = choice_label("establishment_type", place.type, language)
            kinds_by_region.setdefault(place.rss_code, []).append(kind)
    names = [regions[code] for code in sorted(kinds_by_region)]
    left, right = st.columns([3, 2], gap="large")
    with left:
        chart_or_list(
            initiative_map.spec(chart_style(ctx, fictitious=False)),
            initiative_map.rows(kinds_by_region, reference.regions, language),
            ctx.say("Carte en tuiles des régions des établissements membres : {places}.", places=", ".join(names)),
            names,
            item.name,
        )
    with right:
        groups(group_list(ctx, tree, item.groups))
    shown = pl.DataFrame(
        {
            ctx.say("Membre"): [pick(text, "text", language) for text in members],
            ctx.say("Région"): region_names,
        }
    )
    data_table(ctx, item.name, shown)
