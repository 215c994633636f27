"""What the summary table says of one indicator beyond its value: its peers' medians, and the signal with its rule. Returns HTML."""

from dataclasses import dataclass
from html import escape

from indicators.catalogue.model import IndicatorBase
from indicators.charts.strip import median_text
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_sentence
from indicators.wording.note import rung_sentence
from indicators.wording.periods import period_text
from indicators.wording.signal import signal_sentence
from pages.ui.page_context import PageContext
from pages.ui.styles import link_html
from pages.ui.url_state import link
from pages.ui.wording import colon


@dataclass(frozen=True)
class SignalSeries:
    """An indicator that follows the recommendation (one segment of a split), this wave and the one before."""

    indicator: IndicatorBase
    segment: str
    verdict: Verdict | None
    before: Verdict | None


def peer_medians(ctx: PageContext, row: SignalSeries) -> str:
    """The median of each declared peer group, a line each; a dash where no group has one."""
    found = ctx.reader.distribution("indicator", row.indicator.id, ctx.period, row.segment)
    lines = []
    for group in ctx.reader.by_peer_group("indicator", row.indicator.id, ctx.period, row.segment):
        member = next((item for item in found if item.peer_group_id == group.place_id and item.valued), None)
        if member is not None and member.peer_median is not None and not member.is_answer:
            median = median_text(member, ctx.language)
            name = group.place(ctx.language)
            lines.append(f'<span class="o-line">{escape(name)}{colon(ctx.language)}<b>{escape(median)}</b></span>')
    return "".join(lines) or "—"


def signal_cell(ctx: PageContext, row: SignalSeries) -> str:
    """The change in words, then what the longest series says with the rule that fired, and a link to its chart."""
    if row.verdict is None:
        return "—"
    language = ctx.language
    lines = [escape(change_sentence(row.verdict, language))]
    told, cadence = _longest(ctx, row, row.verdict)
    said = signal_sentence(told, language) or rung_sentence(told, language)
    if said and told is not row.verdict:
        words = ctx.say("{period} : {said}", period=period_text(told.period, language), said=said)
        lines.append(f'<span class="o-line">{escape(words)}</span>')
    elif said:
        lines.append(f'<span class="o-line">{escape(said)}</span>')
    chart = link_html(link("indicator", id=row.indicator.id, **cadence), ctx.say("Voir le graphique"))
    hidden = f'<span class="o-hidden">{colon(language)}{escape(row.verdict.label(language))}</span>'
    lines.append(f'<span class="o-line">{chart}{hidden}</span>')
    return "".join(lines)


def _longest(ctx: PageContext, row: SignalSeries, own: Verdict) -> tuple[Verdict, dict[str, str]]:
    """The last valued quarter where the indicator is followed by quarter, else the wave's own verdict."""
    quarters = ctx.reader.series("indicator", row.indicator.id, segment=row.segment, period_kind="quarter")
    valued = [item for item in quarters if item.valued]
    if valued:
        return valued[-1], {"cadence": "trimestre"}
    return own, {}
