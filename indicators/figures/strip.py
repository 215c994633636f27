"""The figure of a distribution: dots by peer group, titled by how one group spreads."""

from collections.abc import Collection, Sequence

import polars as pl

from data.model.survey import PeerGroup
from indicators.charts import strip
from indicators.charts.theme import Style, scale_of
from indicators.figures.figure import Figure, text_columns
from indicators.verdicts.model import Verdict
from indicators.wording.distribution import spread, strip_alt
from indicators.wording.language import say

COLUMNS = ("establishment", "value", "counts", "interval", "comparison", "state")


def strip_figure(
    places: Sequence[Verdict],
    groups: Sequence[PeerGroup],
    style: Style,
    focus: Verdict | None = None,
    marked: Collection[str] | None = None,
) -> Figure:
    """The establishments of `groups`, titled by the peers of `focus`, or by the first group.

    Args:
        places: the verdicts of one subject and period.
        marked: the establishments whose dots are marked; that of `focus` where it is not given.
    """
    language, unit = style.language, places[0].unit(style.language)
    own = focus.place_id if focus else ""
    group = next((item for item in groups if focus and item.peer_group_id == focus.peer_group_id), groups[0])
    data = strip.rows(places, groups, language, {own} if marked is None else marked)
    known = not data["places"].is_empty()
    text = "{unit} · un point par établissement · bande : moitié centrale des pairs, trait : médiane"
    return Figure(
        title=spread(places, group, language),
        subtitle=say(text, language, unit=unit),
        alt=strip_alt(places, groups, focus, language),
        spec=strip.spec(style, scale_of(unit), **strip.layer_flags(data), rows=len(groups)) if known else None,
        data=data,
        table=pl.DataFrame(text_columns(places, COLUMNS, language)),
        verdicts=tuple(places),
    )
