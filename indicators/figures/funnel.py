"""The funnel's figure: who stands apart given its size, with what chance alone would give."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import polars as pl

from data.model.survey import PeerGroup
from indicators.charts import funnel
from indicators.charts.theme import Style, scale_of
from indicators.figures.figure import Figure, text_columns
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import funnel_alt, funnel_finding
from indicators.wording.language import pick, say

COLUMNS = ("establishment", "value", "counts", "funnel", "methods")


@dataclass(frozen=True)
class FunnelSet:
    """The establishments of one funnel and its own verdict: the network's, or that of a peer group."""

    places: list[Verdict]
    whole: Verdict | None
    group: PeerGroup | None


def funnel_set(reader: ReleaseReader, everywhere: Sequence[Verdict], peer_group_id: str) -> FunnelSet:
    """Whom the funnel holds: everyone where types compare, else one peer group."""
    subject = everywhere[0]
    across = reader.catalogue.indicator[subject.subject_id].comparable_across_types
    group = None if across else next(g for g in reader.peer_groups if g.peer_group_id == peer_group_id)
    place = ("province", "quebec") if group is None else ("peer_group", peer_group_id)
    whole = reader.verdict(subject.subject_kind, subject.subject_id, subject.period, place, subject.segment)
    places = [item for item in everywhere if group is None or item.peer_group_id == peer_group_id]
    return FunnelSet(places, whole, group)


def funnel_figure(members: FunnelSet, marked: Collection[str], style: Style, *, adjusted: bool = False) -> Figure:
    """The funnel on raw limits, or on limits adjusted to the dispersion; `marked` establishments are named in it."""
    language, places = style.language, members.places
    centre = "network" if members.group is None else "peers"
    data = funnel.rows(places, language, chosen_ids=marked, adjusted=adjusted, centre=centre)
    out, unit = funnel.outside(places, adjusted), places[0].unit(language)
    among = pick(members.group, "label", language) if members.group else say("tous les établissements", language)
    text = "{unit} selon la taille · {among} · limites à 95 % en tirets, à 99,8 % en trait plein"
    known = not data["places"].is_empty()
    own = [item for item in places if item.place_id in marked]
    return Figure(
        title=funnel_finding(places, out, members.whole, language, adjusted=adjusted),
        subtitle=say(text, language, unit=unit, among=among),
        alt=funnel_alt(places, out, language, own),
        spec=funnel.spec(style, scale_of(unit), **funnel.layer_flags(data)) if known else None,
        data=data,
        table=pl.DataFrame(text_columns(places, COLUMNS, language)),
        verdicts=tuple(places),
    )
