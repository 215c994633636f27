"""Groups of short lists side by side: texts of the sources, fundings, figures, or one group for each component."""

from collections.abc import Iterator

from markupsafe import Markup

from data.model.initiatives import InitiativeText
from indicators.initiatives.tree import Measure, Part, Tree
from indicators.initiatives.views.model import GroupItem, Groups, TextGroup
from indicators.initiatives.views.phrases import fact_number, metric_words
from indicators.wording.language import pick
from pages.parts.initiatives.elements import group, groups, html_list, later
from pages.ui.markup import el, join
from pages.ui.page_context import PageContext


def groups_of(ctx: PageContext, tree: Tree, item: Groups) -> None:
    """Draw the groups of a section."""
    parts = tree.of_type(item.components) if item.components else ()
    groups([*group_list(ctx, tree, item.groups), *(_component(ctx, item, part) for part in parts)])


def group_list(ctx: PageContext, tree: Tree, items: tuple[TextGroup, ...]) -> list[Markup]:
    """The groups that a view spells out."""
    return [
        group(
            item.title.words(tree, ctx.language),
            (_content(ctx, tree, one) for one in item.items),
            el("p", item.note.words(tree, ctx.language), class_="o-note") if item.note else None,
        )
        for item in items
    ]


def texts_list(ctx: PageContext, texts: list[InitiativeText], tag: str = "ul") -> Markup | None:
    """Texts of the sources as a list; nothing for none."""
    return html_list((pick(text, "text", ctx.language) for text in texts), tag=tag)


def _content(ctx: PageContext, tree: Tree, item: GroupItem) -> Markup:
    language = ctx.language
    texts = tree.texts_of(*item.kinds, component_id=item.component)
    texts += [text for text in tree.all_texts if text.order in item.texts]
    return join(
        [
            el("p", el("strong", item.lead.words(tree, language))) if item.lead else None,
            _amount(ctx, tree.measure_of[item.amount]) if item.amount else None,
            (el("p", pick(text, "text", language)) for text in texts)
            if item.look == "paragraphs"
            else texts_list(ctx, texts, "ol" if item.look == "numbered" else "ul"),
        ]
    )


def _amount(ctx: PageContext, measure: Measure) -> Markup:
    """A funding, large, with when and where."""
    when, where = measure.time_point(ctx.language), pick(measure.fact, "scope", ctx.language)
    return join(
        [
            el("span", measure.words(ctx.language), class_="o-amount"),
            el("span", f"{when} · {where}", class_="o-amount-line"),
        ]
    )


def _component(ctx: PageContext, item: Groups, part: Part) -> Markup:
    shown = {
        "audience": el("p", pick(part.component, "audience", ctx.language), class_="o-note"),
        "figures": el("ul", _figures(ctx, item, part), class_="o-figures"),
        "texts": texts_list(ctx, list(part.texts)),
    }
    return group(pick(part.component, "label", ctx.language), *(shown[name] for name in item.show))


def _figures(ctx: PageContext, item: Groups, part: Part) -> Iterator[Markup]:
    for measure in part.measures:
        is_share = measure.fact.unit_fr == "%"
        value = measure.words(ctx.language) if is_share else fact_number(measure, ctx.language)
        unknown = [" ", later(ctx.say("n non publié"))] if measure.fact.fact_id in item.without_base else None
        yield el("li", el("b", value), el("span", metric_words(measure, ctx.language), unknown))
