"""The establishments whose answer changed since the previous wave, and how many differences chance alone gives."""

from indicators.verdicts.model import Verdict
from indicators.wording.comparison import bands, expected
from pages.ui.markup import Child, draw, join
from pages.ui.page_context import PageContext
from pages.ui.signs import change_sign
from pages.ui.styles import bullets, link_html, note, section
from pages.ui.url_state import link
from pages.ui.wording import colon

TITLES = {"no_to_yes": "disent maintenant oui", "yes_to_no": "ne disent plus oui"}


def who_moved(ctx: PageContext) -> None:
    """Draw, recommendation by recommendation, the named establishments whose answer changed."""
    earlier = ctx.reader.before(ctx.period)
    if earlier is None:
        return
    moved = {
        item.id: [
            place for place in ctx.reader.distribution("headline", item.id, ctx.period) if place.change_state in TITLES
        ]
        for item in ctx.reader.catalogue.recommendations
    }
    count = sum(len(places) for places in moved.values())
    title = ctx.say("Qui a bougé depuis {earlier} : {n} réponses", earlier=earlier, n=count)
    section(
        title,
        ctx.say("Établissements nommés dont la réponse au signe a changé, dans l’ordre du répertoire"),
    )
    lines = [_line(ctx, code, places, way) for code, places in moved.items() for way in TITLES]
    draw(bullets(line for line in lines if line))
    note(_by_chance(ctx))


def _line(ctx: PageContext, code: str, places: list[Verdict], way: str) -> list[Child]:
    held = [item for item in places if item.change_state == way]
    if not held:
        return []
    mark = change_sign(way, held[0].change_judgement)
    code_link = link_html(link("recommendation", id=code), code)
    names = [link_html(link("establishment", id=item.place_id), item.place(ctx.language)) for item in held]
    counted = f", {ctx.say(TITLES[way])} ({len(held)})"
    return [mark, " ", code_link, counted, colon(ctx.language), join(names, ", ")]


def _by_chance(ctx: PageContext) -> str:
    """How many establishment values differ from their peers' over all indicators, and how many would by chance."""
    cells = [
        item
        for indicator in ctx.reader.catalogue.indicator
        for item in ctx.reader.distribution("indicator", indicator, ctx.period)
    ]
    held = bands(cells)
    return ctx.say(
        "Tous indicateurs réunis, {k} valeurs d’établissement sur {n} se distinguent de celles des pairs; le hasard "
        "seul en ferait ressortir {chance}.",
        k=held.apart,
        n=held.compared,
        chance=expected(held.compared, ctx.language),
    )
