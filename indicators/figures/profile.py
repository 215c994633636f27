"""The figure of an establishment's profile: its shares beside its peers'."""

from collections.abc import Mapping, Sequence

import polars as pl

from indicators.charts import profile
from indicators.charts.theme import Style
from indicators.figures.figure import Figure, text_columns
from indicators.verdicts.model import Verdict
from indicators.wording.comparison import profile_finding
from indicators.wording.language import say
from indicators.wording.value import value_text

COLUMNS = ("indicator", "value", "counts", "interval", "peer_median", "comparison", "state")


def profile_figure(own: Sequence[Verdict], peers: Mapping[str, Sequence[Verdict]], style: Style) -> Figure:
    """The shares of one establishment, in the order of the rows.

    Args:
        peers: the verdicts of its peers, by indicator id.
    """
    language = style.language
    data = profile.rows(own, peers, language)
    known = bool(own) and not data["peers"].is_empty()
    said = ", ".join(f"{item.label(language)} {value_text(item, language)}" for item in own)
    name = own[0].place(language) if own else ""
    text = "Points par indicateur, {name} parmi ses pairs : {said}."
    return Figure(
        title=profile_finding(own, language),
        subtitle=say(
            "% · disque : cet établissement · traits fins : ses pairs · bande : leur moitié centrale", language
        ),
        alt=say(text, language, name=name, said=said),
        spec=profile.spec(style, **profile.layer_flags(data)) if known else None,
        data=data,
        table=pl.DataFrame(text_columns(own, COLUMNS, language)),
        verdicts=tuple(own),
        height=profile.ROW * len(own),
    )
