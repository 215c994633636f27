"""The phases of a project in months since its start, against the usual length of its model."""

import polars as pl

from indicators.charts import gantt
from indicators.initiatives.collected import CollectedRow, Project
from indicators.initiatives.projects import span_of, whole_months
from indicators.initiatives.views.phrases import lower_first
from indicators.wording.numbers import day, number
from pages.parts.initiatives.collected_section import collected_section, list_word, to_come
from pages.parts.initiatives.elements import chart_or_list
from pages.ui.chart import chart_style
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.styles import quiet_line

DAYS_A_MONTH = 365.25 / 12


def project_phases(ctx: PageContext, project: Project, usual: tuple[int, int]) -> None:
    """Draw the phases; `usual` is the shortest and the longest usual length in months."""
    span = span_of(project, ctx.release.published_at.date())
    if span is None:
        to_come(ctx, ctx.say("les dates du projet ne sont pas inscrites."))
        return
    low, high = usual
    finding = ctx.say(
        "La durée habituelle est de {low} à {high} mois; la fin du projet n’est pas inscrite",
        low=low,
        high=high,
    )
    if span.ends_on:
        finding = ctx.say(
            "Terminé en {months} mois; la durée habituelle est de {low} à {high} mois"
            if span.has_ended
            else "Fin prévue à {months} mois; la durée habituelle est de {low} à {high} mois",
            months=whole_months(span.started_on, span.ends_on),
            low=low,
            high=high,
        )
    collected_section(
        ctx,
        finding,
        ctx.say(
            "Mois depuis le {start} · plein : terminée · pâle : en cours · vide : prévue · bande : durée habituelle du "
            "modèle, publiée",
            start=day(span.started_on, ctx.language),
        ),
        chart=True,
    )
    phases = [_phase(ctx, project, row) for row in project.phases]
    dates = [_dates(ctx, row) for row in project.phases]
    today = None if span.has_ended else float(span.months)
    band = ctx.say("{low} à {high} mois", low=low, high=high)
    ends = [f"{item.name} {number(item.start, 0, ctx.language)}–{number(item.end, 0, ctx.language)}" for item in phases]
    chart_or_list(
        gantt.spec(
            chart_style(ctx),
            rows=max(len(phases), 1),
            has_today=today is not None,
        ),
        gantt.rows(phases, usual, band, today, ctx.say("version lue"), ctx.release.kind),
        ctx.say("Phases du projet en mois depuis son début : {phases}.", phases="; ".join(ends)),
        ([f"{item.name} · {item.words}", quiet_line(when)] for item, when in zip(phases, dates, strict=True)),
        "gantt",
    )
    shown = pl.DataFrame(
        {
            ctx.say("Phase"): [item.name for item in phases],
            ctx.say("Dates"): dates,
            ctx.say("État"): [list_word(ctx, "phase_state", row.cells["state"]) for row in project.phases],
        }
    )
    data_table(ctx, "projet-phases", shown)


def _phase(ctx: PageContext, project: Project, row: CollectedRow) -> gantt.Phase:
    start, state = project.row.day("started_on"), row.cells["state"]

    def months(name: str) -> float:
        at = row.day(name) or row.day("started_on")
        return 0.0 if start is None or at is None else (at - start).days / DAYS_A_MONTH

    name, words = list_word(ctx, "phase", row.cells["phase"]), lower_first(list_word(ctx, "phase_state", state))
    return gantt.Phase(name, months("started_on"), months("ended_on"), state, words)


def _dates(ctx: PageContext, row: CollectedRow) -> str:
    low, high = (
        day(item, ctx.language) if item else ctx.say("non inscrite")
        for item in (row.day("started_on"), row.day("ended_on"))
    )
    return ctx.say("{low} à {high}", low=low, high=high)
