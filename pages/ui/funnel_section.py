"""The funnel on a page: outliers given their size, on raw or adjusted limits, beside those that chance alone gives."""

from collections.abc import Collection, Sequence

from indicators.charts import funnel
from indicators.figures.funnel import FunnelSet, funnel_figure
from indicators.verdicts.model import Verdict
from indicators.wording.numbers import number
from indicators.wording.signal import expected_words, funnel_words, outlier_words
from pages.ui import url_state
from pages.ui.chart import chart_style
from pages.ui.figures import draw_chart, figure_table
from pages.ui.markup import draw, el
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section

RAW, ADJUSTED = "brutes", "ajustees"


def draw_funnel(ctx: PageContext, held: FunnelSet, marked: Collection[str], key: str) -> None:
    """Draw the funnel, its signals in words and its table; where there is none, say why."""
    limits = url_state.param("limites", (RAW, ADJUSTED), RAW)
    adjusted = limits == ADJUSTED
    figure = funnel_figure(held, marked, chart_style(ctx), adjusted=adjusted)
    if figure.spec is None:
        section(ctx.say("Entonnoir"), chart=True)
        note(
            ctx.say(
                "Aucun entonnoir pour cette vague : il faut au moins cinq établissements dont la valeur a un "
                "intervalle."
            )
        )
        return
    section(figure.title, figure.subtitle, chart=True)
    names = {RAW: ctx.say("Limites brutes"), ADJUSTED: ctx.say("Limites ajustées")}
    url_state.segmented("limites", ctx.say("Limites de l’entonnoir"), (RAW, ADJUSTED), names.__getitem__)
    draw_chart(figure, f"funnel-{key}")
    _words(ctx, held, funnel.outside(held.places, adjusted))
    figure_table(ctx, figure, f"entonnoir-{key}")


def _words(ctx: PageContext, held: FunnelSet, out: Sequence[Verdict]) -> None:
    language = ctx.language
    # Those of whom the same is said stand in one sentence.
    alike: dict[tuple[str, str], list[str]] = {}
    for item in out:
        said_of = (funnel_words(item, language), outlier_words(item, language))
        alike.setdefault(said_of, []).append(item.place(language))
    lines = [
        ctx.say("{place} : {where}; {methods}.", place=", ".join(names), where=where, methods=methods)
        for (where, methods), names in alike.items()
    ]
    if held.whole is not None and (said := expected_words(held.whole, language)):
        lines.append(f"{said[:1].upper()}{said[1:]}.")
    if held.whole is not None and held.whole.phi is not None:
        phi = number(held.whole.phi, 2, language)
        lines.append(ctx.say("Dispersion φ = {phi}; les limites ajustées en tiennent compte.", phi=phi))
    draw(el("p", line, class_="o-note") for line in lines)
