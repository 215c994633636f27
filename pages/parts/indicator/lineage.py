"""« D’où vient chaque chiffre » : each term of one establishment's number, down to its workbook cell."""

from markupsafe import Markup

from indicators.release_reader.lineage import Lineage, TermSource, lineage
from indicators.wording.numbers import day
from pages.parts.indicator.choice import Selection
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.signs import state_sign
from pages.ui.styles import bullets, link_html, note, quiet_line, section
from pages.ui.url_state import link
from pages.ui.wording import colon, short_name


def example_of(chosen: Selection) -> str:
    """The establishment whose sources are shown: the marked one, else the first with a visible value."""
    if chosen.establishment_id:
        return chosen.establishment_id
    visible = (item.place_id for item in chosen.places if item.valued)
    return next(visible, chosen.places[0].place_id if chosen.places else "")


def value_sources(ctx: PageContext, chosen: Selection) -> None:
    """Draw the terms and their cells; of a hidden answer only the state."""
    establishment_id = example_of(chosen)
    if not establishment_id:
        return
    name = short_name(establishment_id, ctx.language)
    text = "{name}" if chosen.establishment_id else "{name}, en exemple; repérez un établissement pour voir le sien"
    section(ctx.say("D’où vient chaque chiffre"), ctx.say(text, name=name), chart=True)
    facts = released_facts(ctx)
    found = lineage(ctx.reader, facts, chosen.indicator, establishment_id, ctx.period, ctx.language)
    if not found.sources:
        note(ctx.say("Question non posée dans cette vague : aucune cellule."))
        return
    draw(bullets((_source(ctx, item) for item in found.sources), "o-cells"), _terms(ctx, found))
    received = ctx.reader.respondents(ctx.period)
    accepted = ctx.say("{k} classeurs acceptés sur {n} attendus", k=received.received, n=received.frame)
    more = link_html(link("completeness"), ctx.say("qui a répondu"))
    note(accepted, "; ", more)


def _source(ctx: PageContext, item: TermSource) -> list[Child]:
    role = ctx.say("numérateur") if item.role == "numerator" else ctx.say("dénominateur")
    dated = ctx.say("reçu le {day}", day=day(item.received_on, ctx.language)) if item.received_on else ""
    why = ctx.say("Explication : {text}", text=item.explanation) if item.explanation else ""
    facts = [state_sign(item.state, ctx.language), role, item.code, item.file_label, dated]
    return [
        [el("code", item.address, class_="o-cell"), " "] if item.address else None,
        item.label,
        [colon(ctx.language), el("strong", item.value)] if item.value else None,
        quiet_line(join(facts, " · ")),
        quiet_line(why) if why else None,
    ]


def _terms(ctx: PageContext, found: Lineage) -> Markup:
    """The declared terms, as the catalogue writes them."""
    base = ctx.say("l’établissement lui-même") if found.counts_establishments else found.denominator
    words = ctx.say("Termes déclarés : ")
    return el("p", words, el("code", found.numerator), " ÷ ", el("code", base), class_="o-note")
