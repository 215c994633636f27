"""Change between two waves, a row a place: ring before, disc after, each with its interval, a little apart."""

from collections.abc import Sequence
from functools import lru_cache

import altair as alt
import polars as pl

from indicators.catalogue.model import Language
from indicators.charts.axes import row_axis, row_scale, spread_within, value_axis, value_scale
from indicators.charts.data import columns
from indicators.charts.marks import halo_text, named_data
from indicators.charts.theme import Scale, Spec, Style, chart_spec, wrap_label
from indicators.verdicts.model import Verdict
from indicators.wording.periods import period_text
from indicators.wording.value import value_text

ROW = 62
#: Half a row, and how far each wave stands from its middle, in the same unit.
REACH = 4.0
APART = 0.7
NAME_WIDTH = 18
SCHEMA = columns(text="row text tone tooltip", number="value low high offset", flag="later")
#: The colour of a row's disc: a change within chance stays grey.
TONES = {"favourable": "good", "unfavourable": "bad"}


@lru_cache(maxsize=64)
def spec(style: Style, scale: Scale, *, has_intervals: bool, rows: int) -> Spec:
    """The chart without its data: the named set `ends`, two rows a place."""
    token, ends = style.token, named_data("ends")
    y = alt.Y("row:N", sort=None, axis=row_axis(), scale=row_scale())
    offset = spread_within("offset", REACH, ROW)
    x = alt.X("value:Q", scale=value_scale(scale), axis=value_axis(scale, style, domain=True))
    tones = alt.Scale(domain=["good", "bad", "flat"], range=[token.good, token.bad, token.flat])
    tone = alt.Color("tone:N", scale=tones, legend=None)
    outline = alt.Stroke("tone:N", scale=tones, legend=None)
    before, after = ends.transform_filter("!datum.later"), ends.transform_filter("datum.later")
    layers = []
    if has_intervals:
        low = alt.X("low:Q", scale=value_scale(scale))
        layers.append(ends.mark_rule(strokeWidth=1.5).encode(y=y, yOffset=offset, x=low, x2="high:Q", color=tone))

    def words(of: alt.Chart) -> alt.Chart:
        return of.encode(y=y, yOffset=offset, x="value:Q", text="text:N")

    layers += [
        before.mark_point(filled=True, opacity=1, fill=token.bg, size=75, strokeWidth=1.8).encode(
            y=y, yOffset=offset, x=x, stroke=outline, tooltip="tooltip:N"
        ),
        after.mark_point(filled=True, opacity=1, size=90, stroke=token.bg, strokeWidth=1).encode(
            y=y, yOffset=offset, x=x, color=tone, tooltip="tooltip:N"
        ),
        *halo_text(words(before), token, dy=-13, color=token.ink3),
        *halo_text(words(after), token, dy=14, color=token.ink, fontWeight=600),
    ]
    return chart_spec(layers, style, ROW * rows)


def layer_flags(ends: pl.DataFrame) -> dict[str, bool]:
    """Which layers the data call for."""
    return {"has_intervals": ends["low"].null_count() < ends.height}


def rows(pairs: Sequence[tuple[Verdict, Verdict]], language: Language) -> pl.DataFrame:
    """The data set `ends` for places known in both waves, given as (earlier, later); the first row names the waves.

    A place whose series breaks between the two waves has no pair and is left to the words beside the chart.
    """
    made = []
    known = [(before, after) for before, after in pairs if drawable(before, after)]
    for rank, (before, after) in enumerate(known):
        name = wrap_label(after.place(language), NAME_WIDTH)
        tone = TONES.get(after.change_judgement, "flat") if after.change_state in ("up", "down") else "flat"
        for item, later in ((before, False), (after, True)):
            words = value_text(item, language)
            made.append(
                {
                    "row": name,
                    "value": item.value,
                    "low": item.interval_low,
                    "high": item.interval_high,
                    "later": later,
                    "offset": APART if later else -APART,
                    "text": f"{words} · {period_text(item.period, language)}" if rank == 0 else words,
                    "tone": tone,
                    "tooltip": f"{item.place(language)} · {period_text(item.period, language)} · {words}",
                }
            )
    return pl.DataFrame(made, schema=SCHEMA)


def drawable(before: Verdict, after: Verdict) -> bool:
    """Whether two periods of a place can be drawn as one pair: both known, and nothing breaks between them."""
    breaks = after.series_break or after.change_state == "break"
    return before.value is not None and after.value is not None and not breaks
