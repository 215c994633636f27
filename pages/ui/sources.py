"""The source line under blocks and pages."""

from indicators.wording.numbers import day
from indicators.wording.periods import period_text
from pages.ui.markup import draw, el, join
from pages.ui.page_context import PageContext


def source_text(ctx: PageContext, quarter: str = "") -> str:
    """« Source : enquête sur le partenariat, vague 2025-2026 (données fictives), version du 12 octobre 2026. »

    `quarter` names the period of the quarterly follow-up that is read instead of a wave.
    """
    dated = day(ctx.release.published_at, ctx.language)
    fictitious = ctx.release.kind == "fictif"
    if quarter:
        text = "Source : suivi trimestriel, {period}, version du {day}."
        if fictitious:
            text = "Source : suivi trimestriel, {period} (données fictives), version du {day}."
        return ctx.say(text, period=period_text(quarter, ctx.language), day=dated)
    text = "Source : enquête sur le partenariat, vague {period}, version du {day}."
    if fictitious:
        text = "Source : enquête sur le partenariat, vague {period} (données fictives), version du {day}."
    return ctx.say(text, period=ctx.period, day=dated)


def source_line(ctx: PageContext, method: str = "", more: str = "", quarter: str = "") -> None:
    """Draw the source, a word on the method and a link."""
    draw(el("p", join([source_text(ctx, quarter), method, more], " "), class_="o-source"))
