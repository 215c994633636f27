"""Cells of the summary table beside an indicator's value: its peers' medians, and the signal with its rule."""

from dataclasses import dataclass

from indicators.catalogue.model import IndicatorBase
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_sentence
from indicators.wording.note import rung_sentence
from indicators.wording.periods import period_text
from indicators.wording.signal import signal_sentence
from indicators.wording.value import peer_median_text
from pages.ui.markup import Child, el
from pages.ui.page_context import PageContext
from pages.ui.styles import hidden, link_html, quiet_line
from pages.ui.url_state import link
from pages.ui.wording import colon


@dataclass(frozen=True)
class SignalSeries:
    """An indicator that follows the recommendation (one segment of a split), this wave and the one before."""

    indicator: IndicatorBase
    segment: str
    verdict: Verdict | None
    before: Verdict | None


def peer_medians(ctx: PageContext, row: SignalSeries) -> Child:
    """The median of each declared peer group, a line each; a dash where no group has one."""
    found = ctx.reader.distribution("indicator", row.indicator.id, ctx.period, row.segment)
    lines = []
    for group in ctx.reader.by_peer_group("indicator", row.indicator.id, ctx.period, row.segment):
        member = next((item for item in found if item.peer_group_id == group.place_id and item.valued), None)
        if member is not None and member.peer_median is not None and not member.is_answer:
            median = peer_median_text(member, ctx.language)
            lines.append(quiet_line(group.place(ctx.language), colon(ctx.language), el("b", median)))
    return lines or "—"


def signal_cell(ctx: PageContext, row: SignalSeries) -> Child:
    """The change in words, then the signal of the longest series with its rule, and a link to its chart."""
    if row.verdict is None:
        return "—"
    language = ctx.language
    lines = [change_sentence(row.verdict, language)]
    told, cadence = _longest(ctx, row, row.verdict)
    said = signal_sentence(told, language) or rung_sentence(told, language)
    if said and told is not row.verdict:
        words = ctx.say("{period} : {said}", period=period_text(told.period, language), said=said)
        lines.append(quiet_line(words))
    elif said:
        lines.append(quiet_line(said))
    chart = link_html(link("indicator", id=row.indicator.id, **cadence), ctx.say("Voir le graphique"))
    lines.append(quiet_line(chart, hidden(colon(language), row.verdict.label(language))))
    return lines


def _longest(ctx: PageContext, row: SignalSeries, own: Verdict) -> tuple[Verdict, dict[str, str]]:
    """The last valued quarter where the indicator is followed by quarter, else the wave's own verdict."""
    quarters = ctx.reader.series("indicator", row.indicator.id, segment=row.segment, period_kind="quarter")
    valued = [item for item in quarters if item.valued]
    if valued:
        return valued[-1], {"cadence": "trimestre"}
    return own, {}
