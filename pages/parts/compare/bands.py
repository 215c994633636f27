"""Three bands instead of ranks, and the methods that call an establishment an outlier."""

from collections.abc import Sequence

from markupsafe import Markup

from indicators.verdicts.model import Verdict
from indicators.wording.comparison import bands, comparison_words, methods_of, outliers
from indicators.wording.signal import expected_words, outlier_words
from indicators.wording.value import counts_text, interval_text, value_text
from pages.parts.compare.choice import Comparison
from pages.ui.data_table import verdicts_table
from pages.ui.markup import Child, draw, el
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import hidden, link_html, note, section, section_html
from pages.ui.tables import TableColumn, cell, summary_table
from pages.ui.url_state import link
from pages.ui.wording import colon

TITLES = {"above": "Au-dessus de leurs pairs", "similar": "Semblables", "below": "Au-dessous de leurs pairs"}
#: The reader's own group may hold anyone; a larger list of names says less than a table.
SIGNS = {"above": "higher", "similar": "similar", "below": "lower"}


def three_bands(ctx: PageContext, chosen: Comparison) -> None:
    """Draw the establishments above, like and below their peers, in the order of the reference, never by value."""
    held = bands(chosen.places)
    section(
        ctx.say("Trois bandes, aucun rang"),
        ctx.say(
            "Chacun à côté de la médiane de son groupe de pairs, intervalle à 95 % · ordre du répertoire, jamais celui "
            "des valeurs"
        ),
    )
    blocks = [
        _band(ctx, chosen, name, items)
        for name, items in (("above", held.above), ("similar", held.similar), ("below", held.below))
    ]
    draw(el("div", blocks, class_="o-three"))
    if held.not_compared:
        names = ", ".join(item.place(ctx.language) for item in held.not_compared)
        note(ctx.say("Valeur sans comparaison : {names}.", names=names))
    if gone := sum(not item.valued for item in chosen.places):
        note(ctx.say("Sans valeur à montrer : {n}.", n=gone))


def _band(ctx: PageContext, chosen: Comparison, name: str, items: Sequence[Verdict]) -> Markup:
    title = ctx.say("{band} : {n}", band=ctx.say(TITLES[name]), n=len(items))
    lines = [_line(ctx, chosen, name, item) for item in items]
    return el("div", section_html(title, chart=True), el("ul", lines, class_="o-list o-list-plain") if lines else None)


def _line(ctx: PageContext, chosen: Comparison, name: str, item: Verdict) -> Markup:
    language = ctx.language
    words = comparison_words(item, language)
    mark = sign(item.comparison if item.comparison in ("better", "worse") else SIGNS[name])
    title = link_html(link("establishment", id=item.place_id), item.place(language))
    limits = interval_text(item, language)
    said = f"{value_text(item, language)} ({limits})" if limits else value_text(item, language)
    accent = "o-accent" if item.place_id in chosen.named else None
    return el("li", mark, " ", title, colon(language), said, hidden(", ", words), class_=accent)


def outlier_table(ctx: PageContext, chosen: Comparison) -> None:
    """Draw each establishment that is an outlier by some method, and which of the three methods say so."""
    found = outliers(chosen.places)
    section(
        ctx.say("Qui reste à part, et selon combien de méthodes"),
        ctx.say(
            "Trois méthodes : intervalle à 95 % autour de la valeur, entonnoir, entonnoir ajusté à la dispersion réelle"
        ),
    )
    if not found:
        note(ctx.say("Aucun établissement n’est hors des limites, quelle que soit la méthode."))
        return
    columns = [
        TableColumn(ctx.say("Établissement"), width=28),
        TableColumn(ctx.say("Valeur"), number=True, phone=ctx.say("Valeur : ")),
        TableColumn(ctx.say("Intervalle"), phone=ctx.say("Intervalle : ")),
        TableColumn(ctx.say("Entonnoir"), phone=ctx.say("Entonnoir : ")),
        TableColumn(ctx.say("Entonnoir ajusté"), phone=ctx.say("Entonnoir ajusté : ")),
        TableColumn(ctx.say("En mots"), width=30),
    ]
    summary_table(
        ctx.say("Établissements hors des limites et méthodes qui le disent"),
        columns,
        [_row(ctx, item) for item in found],
    )
    if said := expected_outliers(ctx, chosen):
        note(said)


def _row(ctx: PageContext, item: Verdict) -> list[Child]:
    methods = methods_of(item)
    if methods is None:
        return [item.place(ctx.language), *("—",) * 5]
    verdicts = [
        ctx.say("hors limites") if out else ctx.say("dans les limites")
        for out in (methods.interval, methods.funnel, methods.adjusted)
    ]
    return [
        link_html(link("establishment", id=item.place_id), item.place(ctx.language)),
        cell(value_text(item, ctx.language), counts_text(item, ctx.language), strong=True),
        *verdicts,
        outlier_words(item, ctx.language),
    ]


def expected_outliers(ctx: PageContext, chosen: Comparison) -> str:
    """How many outliers chance alone would give, in the network's funnel or in each peer group's own."""
    whole = chosen.province
    groups = ctx.reader.by_peer_group(chosen.subject_kind, chosen.subject_id, chosen.period, chosen.segment)
    held = {item.peer_group_id for item in chosen.places}
    if whole is not None and (said := expected_words(whole, ctx.language)):
        return f"{said[:1].upper()}{said[1:]}."
    parts = [
        ctx.say("{place} : {said}", place=item.place(ctx.language), said=words)
        for item in groups
        if item.place_id in held and (words := expected_words(item, ctx.language))
    ]
    return "; ".join(parts) + "." if parts else ""


def compared_table(ctx: PageContext, chosen: Comparison) -> None:
    """Draw the table of every establishment compared, in the order of the reference."""
    columns = ("establishment", "value", "counts", "interval", "comparison", "methods", "state")
    verdicts_table(ctx, f"comparer-{chosen.subject_id}", chosen.places, *columns)
