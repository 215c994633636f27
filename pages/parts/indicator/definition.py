"""Definition, formula with numbers and cautions of an indicator, and its values over the waves."""

from data.facts import load_facts
from indicators.figures.series import series_figure
from indicators.figures.split import split_figure
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_sentence
from indicators.wording.distribution import part_name
from indicators.wording.formula import formula
from indicators.wording.language import pick
from indicators.wording.note import note_sentences, rung_sentence
from pages.parts.indicator.choice import Selection
from pages.ui.chart import chart_style
from pages.ui.figures import draw_figure
from pages.ui.markup import draw, el
from pages.ui.page_context import PageContext
from pages.ui.signs import change_sign
from pages.ui.styles import section_html
from pages.ui.wording import typeset_text


def definition(ctx: PageContext, chosen: Selection) -> None:
    """Draw the definition, the formula with its numbers, direction, comparability and caution."""
    words = chosen.indicator.words(ctx.language)
    title = section_html(ctx.say("Ce que mesure l’indicateur"), chart=True)
    numbers = [formula(item, chosen.indicator, ctx.language) for item in _province(ctx, chosen)]
    lines = [el("p", line, class_="o-text o-formula") for line in numbers if line]
    direction = next(
        pick(item, "label", ctx.language)
        for item in load_facts().choice_lists["direction"]
        if item.choice_id == chosen.indicator.direction
    )
    notes = [f"{direction}.", words.comparability, words.caveat]
    if chosen.province is not None:
        notes += note_sentences(chosen.province, ctx.language)
    small = [el("p", typeset_text(text, ctx.language), class_="o-note") for text in notes if text]
    draw(title, el("p", typeset_text(words.definition, ctx.language), class_="o-text"), lines, small)


def over_time(ctx: PageContext, chosen: Selection) -> None:
    """Draw the change in a sentence, what stronger evidence would need, and the values of all waves."""
    parts = _province(ctx, chosen)
    lines = [section_html(ctx.say("Dans le temps"), chart=True)]
    for item in parts:
        mark = change_sign(item.change_state, item.change_judgement)
        words = change_sentence(item, ctx.language)
        if chosen.is_split:
            words = ctx.say("{label} : {said}", label=part_name(item, ctx.language), said=words)
        lines.append(el("p", mark, " ", words, class_="o-text"))
    if parts and (rung := rung_sentence(parts[0], ctx.language)):
        lines.append(el("p", rung, class_="o-note"))
    draw(lines)
    if chosen.is_split:
        _parts_by_wave(ctx, chosen)
    else:
        _line(ctx, chosen)


def _province(ctx: PageContext, chosen: Selection) -> list[Verdict]:
    found = (
        ctx.reader.verdict("indicator", chosen.indicator.id, ctx.period, segment=part)
        for part in chosen.indicator.segments
    )
    return [item for item in found if item is not None]


def _line(ctx: PageContext, chosen: Selection) -> None:
    waves = ctx.reader.series("indicator", chosen.indicator.id)
    draw_figure(ctx, series_figure(waves, ctx.period, chart_style(ctx)), "series")


def _parts_by_wave(ctx: PageContext, chosen: Selection) -> None:
    language, indicator = ctx.language, chosen.indicator
    by_part = [ctx.reader.series("indicator", indicator.id, segment=part) for part in indicator.segments]
    wholes = [list(parts) for parts in zip(*by_part, strict=True)]
    names = [part_name(part[0], language) for part in by_part]
    label = indicator.words(language).short_title
    draw_figure(ctx, split_figure(wholes, names, label, chart_style(ctx), by_wave=True), "split-waves")
