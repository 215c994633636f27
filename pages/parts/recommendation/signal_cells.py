"""What the summary table says of one indicator beyond its value: its peers' medians, and the signal with its rule. Returns HTML."""

from dataclasses import dataclass
from html import escape

from indicators.catalogue.model import IndicatorBase
from indicators.charts.strip import median_text
from indicators.verdicts.model import Verdict
from indicators.wording.periods import period_text
from indicators.wording.sentences import change_sentence, rung_sentence, signal_sentence
from pages.ui.page_context import Visit
from pages.ui.styles import anchor
from pages.ui.typography import colon
from pages.ui.url_state import link


@dataclass(frozen=True)
class Followed:
    """An indicator that follows the recommendation (one segment of a split), this wave and the one before."""

    indicator: IndicatorBase
    segment: str
    verdict: Verdict | None
    before: Verdict | None


def peer_medians(here: Visit, row: Followed) -> str:
    """The median of each declared peer group, a line each; a dash where no group has one."""
    found = here.reading.distribution("indicator", row.indicator.id, here.period, row.segment)
    lines = []
    for group in here.reading.by_peer_group("indicator", row.indicator.id, here.period, row.segment):
        member = next((item for item in found if item.peer_group_id == group.place_id and item.valued), None)
        if member is not None and member.peer_median is not None and not member.is_answer:
            median = median_text(member, here.language)
            name = group.place(here.language)
            lines.append(
                f'<span class="o-line">{escape(name)}{colon(here.language)}<b>{escape(median)}</b></span>'
            )
    return "".join(lines) or "—"


def signal_cell(here: Visit, row: Followed) -> str:
    """The change in words, then what the longest series says with the rule that fired, and a link to its chart."""
    if row.verdict is None:
        return "—"
    language = here.language
    lines = [escape(change_sentence(row.verdict, language))]
    told, cadence = _longest(here, row, row.verdict)
    said = signal_sentence(told, language) or rung_sentence(told, language)
    if said and told is not row.verdict:
        words = here.say("{period} : {said}", period=period_text(told.period, language), said=said)
        lines.append(f'<span class="o-line">{escape(words)}</span>')
    elif said:
        lines.append(f'<span class="o-line">{escape(said)}</span>')
    chart = anchor(link("indicator", id=row.indicator.id, **cadence), here.say("Voir le graphique"))
    hidden = f'<span class="o-hidden">{colon(language)}{escape(row.verdict.label(language))}</span>'
    lines.append(f'<span class="o-line">{chart}{hidden}</span>')
    return "".join(lines)


def _longest(here: Visit, row: Followed, own: Verdict) -> tuple[Verdict, dict[str, str]]:
    """The last valued quarter where the indicator is followed by quarter, else the wave's own verdict."""
    quarters = here.reading.series("indicator", row.indicator.id, segment=row.segment, period_kind="quarter")
    valued = [item for item in quarters if item.valued]
    if valued:
        return valued[-1], {"cadence": "trimestre"}
    return own, {}
