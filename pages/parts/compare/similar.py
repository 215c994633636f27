"""The establishments most like the focus, each criterion in words."""

from markupsafe import Markup

from indicators.release_reader.similarity import Likeness, likeness_text, similar_establishments
from indicators.wording.value import value_text
from pages.parts.compare.choice import Comparison
from pages.ui.markup import draw
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.styles import bullets, link_html, note, quiet_line, section
from pages.ui.url_state import SEPARATOR, same_page
from pages.ui.wording import colon, short_name

#: How many are named: the list helps to choose whom to read, it is no table.
NAMED = 5


def draw_similar(ctx: PageContext, chosen: Comparison) -> None:
    """Draw the establishments most like the focus, with what they share and their values."""
    if not chosen.focus:
        return
    name = short_name(chosen.focus, ctx.language)
    section(
        ctx.say("Qui ressemble à {name}", name=name),
        ctx.say("Type, personnel, population et région, à parts égales · les plus semblables d’abord"),
    )
    nearest = similar_establishments(ctx.reader, released_facts(ctx), chosen.focus, ctx.period)[:NAMED]
    values = {item.place_id: item for item in chosen.everywhere}
    lines = [
        [
            _name_link(ctx, chosen, item),
            colon(ctx.language),
            likeness_text(item, ctx.language),
            quiet_line(value_text(values[item.establishment_id], ctx.language)),
        ]
        for item in nearest
    ]
    draw(bullets(lines, "o-cells"))
    note(
        ctx.say(
            "Seules des données publiées servent : un personnel non publié ne rapproche ni n’éloigne. La ressemblance "
            "ne dit rien de la qualité."
        )
    )


def _name_link(ctx: PageContext, chosen: Comparison, item: Likeness) -> Markup:
    """The name, as a link that puts this establishment beside the focus."""
    address = same_page(avec=SEPARATOR.join((chosen.focus, item.establishment_id)))
    return link_html(address, short_name(item.establishment_id, ctx.language))
