"""A long series on a page: control chart and run chart where the ladder allows them, else the rung that is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl
import streamlit as st

from indicators.charts import run, series, xmr
from indicators.charts.theme import scale_of
from indicators.exports.verdict_table import verdict_table
from indicators.release_reader.reader import PROVINCE
from indicators.verdicts.model import Verdict
from indicators.wording.distribution import series_alt
from indicators.wording.language import pick
from indicators.wording.numbers import day
from indicators.wording.periods import period_text
from indicators.wording.sentences import (
    change_sentence,
    finding,
    interval_text,
    rule_words,
    run_sentence,
    rung_sentence,
    signal_sentence,
    trend_sentence,
    value_text,
)
from indicators.wording.series import (
    run_alt,
    run_finding,
    run_subtitle,
    xmr_alt,
    xmr_finding,
    xmr_rules,
    xmr_subtitle,
)
from pages.ui import url_state
from pages.ui.chart import chart, chart_theme
from pages.ui.data_table import twin
from pages.ui.multiples_section import small_multiples
from pages.ui.page_context import Visit
from pages.ui.styles import note, section, section_html, text
from pages.ui.typography import colon

#: In the address: the kind of period read, the quarters first since they say more.
CADENCES: dict[str, Literal["quarter", "year"]] = {"trimestre": "quarter", "vague": "year"}


@dataclass(frozen=True)
class Followed:
    """What is followed by period: its subject, the establishment marked (empty: none), and a name for files."""

    kind: str
    id: str
    establishment_id: str
    name: str


def closely(here: Visit, chosen: Followed) -> None:
    """Draw the series of the network, or of the marked establishment where its periods may be shown."""
    if not _series(here, chosen, "quarter"):
        return
    cadences = [name for name, kind in CADENCES.items() if _series(here, chosen, kind)]
    names = {"trimestre": here.say("Par trimestre"), "vague": here.say("Par vague annuelle")}
    cadence = url_state.chosen("cadence", cadences, "trimestre")
    held = _series(here, chosen, CADENCES[cadence])
    last = [item for item in held if item.valued][-1:] or held[-1:]
    told = last[0]
    section(
        signal_sentence(told, here.language).rstrip(".") or finding(told, here.language),
        here.say(
            "{place} · {unit} · de {first} à {last}",
            place=told.place(here.language),
            unit=told.unit(here.language),
            first=period_text(held[0].period, here.language),
            last=period_text(held[-1].period, here.language),
        ),
    )
    if len(cadences) > 1:
        url_state.segmented("cadence", here.say("Genre de période"), cadences, names.__getitem__)
    _drawn(here, held)
    lines = [
        f"{period_text(told.period, here.language)}{colon(here.language)}{value_text(told, here.language)}.",
        change_sentence(told, here.language),
        trend_sentence(told, here.language),
        rung_sentence(told, here.language),
    ]
    text(" ".join(line for line in lines if line))
    if len(cadences) > 1:
        note(here.say("Les trimestres et les vagues annuelles ne forment jamais une même série."))
    twin(
        here,
        f"periodes-{chosen.name}",
        _table(here, held),
        lambda: verdict_table(held, here.language),
    )


def groups_by_period(here: Visit, chosen: Followed) -> None:
    """Draw the quarters of each peer group as small views; nothing where none may be shown."""
    views = [
        (
            pick(group, "label", here.language),
            here.reading.series(
                chosen.kind, chosen.id, ("peer_group", group.peer_group_id), period_kind="quarter"
            ),
        )
        for group in here.reading.peer_groups
    ]
    small_multiples(here, [view for view in views if view[1]], "trimestres", here.say("Groupe de pairs"))


def _series(here: Visit, chosen: Followed, kind: Literal["quarter", "year"]) -> list[Verdict]:
    """The series of the marked establishment where something of it is shown, else of the network; empty without periods."""
    for place in (("establishment", chosen.establishment_id), PROVINCE):
        held = here.reading.series(chosen.kind, chosen.id, place, period_kind=kind)
        if any(item.valued for item in held):
            return held
    return []


def _drawn(here: Visit, held: Sequence[Verdict]) -> None:
    """Control chart and run chart side by side; under their rungs, the plain line."""
    scale, fictitious = scale_of(held[0].unit(here.language)), here.release.kind == "fictif"
    limits, runs = xmr.drawable(held), run.drawable(held)
    if not runs:
        points = series.rows(held, here.language, here.period)
        ready = series.spec(
            here.language, chart_theme(), scale, **series.shape(points), fictitious=fictitious
        )
        chart(ready, {"points": points}, series_alt(held, here.language), key="closely")
        return
    columns = st.columns(2, gap="large") if limits else [st.container()]
    if limits:
        with columns[0]:
            _control(here, held)
    with columns[-1]:
        _runs(here, held)


def _control(here: Visit, held: Sequence[Verdict]) -> None:
    language = here.language
    st.html(section_html(xmr_finding(held, language), xmr_subtitle(held, language), chart=True))
    data = xmr.rows(held, language, rebases=_rebases(here, held[0]))
    ready = xmr.spec(
        language,
        chart_theme(),
        scale_of(held[0].unit(language)),
        **xmr.shape(data),
        fictitious=here.release.kind == "fictif",
    )
    chart(ready, data, xmr_alt(held, language), key="xmr")
    note(xmr_rules(held, language))


def _runs(here: Visit, held: Sequence[Verdict]) -> None:
    language = here.language
    st.html(section_html(run_finding(held, language), run_subtitle(held, language), chart=True))
    data = run.rows(held, language)
    ready = run.spec(
        language,
        chart_theme(),
        scale_of(held[0].unit(language)),
        **run.shape(data),
        fictitious=here.release.kind == "fictif",
    )
    chart(ready, data, run_alt(held, language), key="run")
    told = run.last_told(held)
    note(run_sentence(told, language) if told else "")


def _rebases(here: Visit, item: Verdict) -> dict[str, str]:
    """From which periods the series has new limits, with date and reason."""
    place = (item.subject_id, item.place_kind, item.place_id)
    return {
        held.period: f"{day(held.decided_on, here.language)} : {held.reason}"
        for held in here.reading.rebases
        if (held.subject_id, held.place_kind, held.place_id) == place
    }


def _table(here: Visit, held: Sequence[Verdict]) -> pl.DataFrame:
    language = here.language
    return pl.DataFrame(
        [
            {
                here.say("Période"): period_text(item.period, language),
                here.say("Valeur"): value_text(item, language),
                here.say("Intervalle à 95 %"): interval_text(item, language) or "—",
                here.say("Signal"): rule_words(item, language) or "—",
            }
            for item in held
        ]
    )
