"""The heading of the Indicateur page: the network's finding, with its counts and coverage."""

from indicators.wording.distribution import split_finding
from indicators.wording.finding import detail, finding
from indicators.wording.value import coverage_text
from pages.parts.indicator.choice import Selection
from pages.ui.page_context import PageContext
from pages.ui.styles import heading


def indicator_heading(ctx: PageContext, chosen: Selection) -> None:
    """Draw the finding with its subtitle; of a split, every part."""
    language, indicator, province = ctx.language, chosen.indicator, chosen.province
    words = indicator.words(language)
    eyebrow = ctx.say(
        "{code} · {recommendation} · indicateur",
        code=indicator.code,
        recommendation=ctx.reader.catalogue.recommendation[indicator.recommendation].words(language).title,
    )
    title, subtitle = words.title, ""
    if province is not None:
        title = finding(province, language)
        subtitle = detail(province, language)
    if chosen.is_split:
        parts = [
            item
            for part in indicator.segments
            if (item := ctx.reader.verdict("indicator", indicator.id, ctx.period, segment=part))
        ]
        title = split_finding(parts, words.short_title, language)
        # The first part's own counts would pass for the whole's.
        coverage = coverage_text(parts[0], language) if parts and parts[0].valued else ""
        subtitle = " · ".join(text for text in (words.unit, coverage, ctx.period) if text)
    heading(eyebrow, title, subtitle)
