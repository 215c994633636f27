"""A long series on a page: control chart and run chart where it has enough points, else a plain line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from indicators.figures.series import control_figure, run_figure, series_figure
from indicators.release_reader.reader import PROVINCE
from indicators.verdicts.model import Verdict
from indicators.verdicts.series import has_control_limits, last_with_median
from indicators.wording.change import change_sentence
from indicators.wording.finding import finding
from indicators.wording.language import pick
from indicators.wording.note import rung_sentence
from indicators.wording.numbers import day
from indicators.wording.periods import period_text
from indicators.wording.series import xmr_rules
from indicators.wording.signal import run_sentence, signal_sentence, trend_sentence
from indicators.wording.value import value_text
from pages.ui import url_state
from pages.ui.chart import chart_style
from pages.ui.data_table import verdicts_table
from pages.ui.figures import draw_figure
from pages.ui.multiples_section import draw_multiples
from pages.ui.page_context import PageContext
from pages.ui.styles import note, section, text
from pages.ui.wording import colon

#: In the address: the kind of period read, the quarters first since they say more.
CADENCES: dict[str, Literal["quarter", "year"]] = {"trimestre": "quarter", "vague": "year"}


@dataclass(frozen=True)
class LongSeries:
    """A subject followed by period, the establishment marked (empty: none), and a name for files."""

    kind: str
    id: str
    establishment_id: str
    name: str


def long_series(ctx: PageContext, chosen: LongSeries) -> None:
    """Draw the series of the network, or of the marked establishment where its periods may be shown."""
    if not _series(ctx, chosen, "quarter"):
        return
    cadences = [name for name, kind in CADENCES.items() if _series(ctx, chosen, kind)]
    names = {"trimestre": ctx.say("Par trimestre"), "vague": ctx.say("Par vague annuelle")}
    cadence = url_state.param("cadence", cadences, "trimestre")
    held = _series(ctx, chosen, CADENCES[cadence])
    last = [item for item in held if item.valued][-1:] or held[-1:]
    told = last[0]
    section(
        signal_sentence(told, ctx.language).rstrip(".") or finding(told, ctx.language),
        ctx.say(
            "{place} · {unit} · de {first} à {last}",
            place=told.place(ctx.language),
            unit=told.unit(ctx.language),
            first=period_text(held[0].period, ctx.language),
            last=period_text(held[-1].period, ctx.language),
        ),
    )
    if len(cadences) > 1:
        url_state.segmented("cadence", ctx.say("Genre de période"), cadences, names.__getitem__)
    _charts(ctx, held)
    lines = [
        f"{period_text(told.period, ctx.language)}{colon(ctx.language)}{value_text(told, ctx.language)}.",
        change_sentence(told, ctx.language),
        trend_sentence(told, ctx.language),
        rung_sentence(told, ctx.language),
    ]
    text(" ".join(line for line in lines if line))
    if len(cadences) > 1:
        note(ctx.say("Les trimestres et les vagues annuelles ne forment jamais une même série."))
    verdicts_table(ctx, f"periodes-{chosen.name}", held, "period", "value", "interval", "signal")


def groups_by_period(ctx: PageContext, chosen: LongSeries) -> None:
    """Draw the quarters of each peer group as small views; nothing where none may be shown."""
    views = [
        (
            pick(group, "label", ctx.language),
            ctx.reader.series(chosen.kind, chosen.id, ("peer_group", group.peer_group_id), period_kind="quarter"),
        )
        for group in ctx.reader.peer_groups
    ]
    draw_multiples(ctx, [view for view in views if view[1]], "trimestres", ctx.say("Groupe de pairs"))


def _series(ctx: PageContext, chosen: LongSeries, kind: Literal["quarter", "year"]) -> list[Verdict]:
    """The series of the marked establishment where it has a visible value, else of the network, else nothing."""
    for place in (("establishment", chosen.establishment_id), PROVINCE):
        held = ctx.reader.series(chosen.kind, chosen.id, place, period_kind=kind)
        if any(item.valued for item in held):
            return held
    return []


def _charts(ctx: PageContext, held: Sequence[Verdict]) -> None:
    """Control chart and run chart side by side; with fewer points, the plain line."""
    style, last = chart_style(ctx), last_with_median(held)
    if last is None:
        draw_figure(ctx, series_figure(held, ctx.period, style), "closely")
        return
    limits = has_control_limits(held)
    columns = st.columns(2, gap="large") if limits else [st.container()]
    if limits:
        with columns[0]:
            draw_figure(ctx, control_figure(held, style, _rebases(ctx, held[0])), "xmr")
            note(xmr_rules(held, ctx.language))
    with columns[-1]:
        draw_figure(ctx, run_figure(held, style), "run")
        note(run_sentence(last, ctx.language))


def _rebases(ctx: PageContext, item: Verdict) -> dict[str, str]:
    """Period → date and reason of the new limits that the series has from then on."""
    place = (item.subject_id, item.place_kind, item.place_id)
    return {
        held.period: f"{day(held.decided_on, ctx.language)} : {held.reason}"
        for held in ctx.reader.rebases
        if (held.subject_id, held.place_kind, held.place_id) == place
    }
