"""The funnel of the Indicateur page, and a sentence on the marked establishment."""

from indicators.figures.funnel import funnel_set
from indicators.wording.comparison import peers_sentence
from indicators.wording.signal import outlier_words
from pages.parts.indicator.choice import Selection
from pages.ui.funnel_section import draw_funnel
from pages.ui.page_context import PageContext
from pages.ui.styles import note, text

#: What has a funnel: a part of a whole or a rate, whose size is known.
KINDS = ("ratio", "rate")


def indicator_funnel(ctx: PageContext, chosen: Selection) -> None:
    """Draw the funnel; nothing for a quantity without one."""
    if chosen.is_split or not chosen.places or chosen.places[0].kind not in KINDS:
        return
    marked = chosen.chosen
    group = marked.peer_group_id if marked else ctx.reader.peer_groups[0].peer_group_id
    held = funnel_set(ctx.reader, chosen.places, group)
    draw_funnel(ctx, held, (chosen.establishment_id,), chosen.indicator.code)
    if held.group is not None and marked is None:
        note(
            ctx.say(
                "Cet indicateur ne se compare pas d’un type à l’autre : l’établissement à repérer choisit le groupe de "
                "pairs."
            )
        )
    if marked is not None and (said := outlier_words(marked, ctx.language)):
        parts = [said, peers_sentence(marked, ctx.language)]
        text(
            ctx.say(
                "{place} : {said}.",
                place=marked.place(ctx.language),
                said="; ".join(part for part in parts if part),
            )
        )
