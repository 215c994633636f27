"""The project board of a strategic community: its people, phases, meetings, ideas, and what shows each principle."""

from collections import Counter
from html import escape

import polars as pl
import streamlit as st

from data.model.initiative_collection import load_collection
from indicators.charts import gantt
from indicators.initiatives.boards import board_sentence, span_of, usual_months, whole_months
from indicators.initiatives.collected import Board, CollectedRow
from indicators.wording.language import pick
from indicators.wording.numbers import day, number
from pages.parts.initiatives.collected_section import (
    collected_block,
    collected_of,
    collected_section,
    collected_title,
    free_text,
    free_text_note,
    to_come,
)
from pages.parts.initiatives.evaluation_grid import list_word
from pages.parts.initiatives.sources import group, groups
from pages.ui import url_state
from pages.ui.chart import chart, chart_theme
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import note, section, text
from pages.ui.tables import TableColumn, cell, table_html

DAYS_A_MONTH = 365.25 / 12
STAGES = {
    "permanent": "milestone_done",
    "tried": "milestone_under_way",
    "retained": "milestone_not_started",
    "set_aside": "not_applicable",
}


def boards(ctx: PageContext) -> None:
    """Draw the board of the project that the reader chose, or say that no team has entered one."""
    held = collected_of(ctx).boards()
    if not held:
        section(
            ctx.say("Tableau de bord d’un projet"),
            ctx.say("Composition, phases, rencontres, idées, principes"),
        )
        to_come(
            ctx,
            ctx.say("aucune équipe n’a inscrit de projet; le classeur de l’initiative a des feuilles pour cela."),
        )
        return
    names = {str(place): item.name for place, item in enumerate(held)}
    chosen = "0"
    if len(held) > 1:
        chosen = url_state.select("projet", ctx.say("Projet"), list(names), "0", names.__getitem__)
    shown = held[int(chosen)]
    on = ctx.release.published_at.date()
    with collected_block(ctx, "board", shown.name, shown.project.cells["aim"]):
        text(board_sentence(shown, on, ctx.language))
        _gantt(ctx, shown)
        _people(ctx, shown)
        _ideas(ctx, shown)
        _principles(ctx, shown)
        free_text_note(ctx)


def _gantt(ctx: PageContext, board: Board) -> None:
    span = span_of(board, ctx.release.published_at.date())
    if span is None:
        to_come(ctx, ctx.say("les dates du projet ne sont pas inscrites."))
        return
    usual = usual_months()
    phases = [_phase(ctx, board, row) for row in board.phases]
    low, high = usual
    planned = whole_months(span.started_on, span.ends_on) if span.ends_on else None
    finding = ctx.say(
        "La durée habituelle est de {low} à {high} mois; la fin du projet n’est pas inscrite",
        low=low,
        high=high,
    )
    if planned is not None:
        finding = ctx.say(
            "Terminé en {months} mois; la durée habituelle est de {low} à {high} mois"
            if span.has_ended
            else "Fin prévue à {months} mois; la durée habituelle est de {low} à {high} mois",
            months=planned,
            low=low,
            high=high,
        )
    collected_section(
        ctx,
        finding,
        ctx.say(
            "Mois depuis le {start} · plein : terminée · pâle : en cours · vide : prévue · bande : durée habituelle du modèle, publiée",
            start=day(span.started_on, ctx.language),
        ),
        chart=True,
    )
    today = None if span.has_ended else float(span.months)
    data = gantt.rows(
        phases,
        usual,
        ctx.say("{low} à {high} mois", low=low, high=high),
        today,
        ctx.say("version lue"),
        ctx.release.kind,
    )
    with st.container(key="wide-gantt"):
        chart(
            gantt.spec(
                ctx.language,
                chart_theme(),
                rows=max(len(phases), 1),
                has_today=today is not None,
                fictitious=ctx.release.kind == "fictif",
            ),
            data,
            ctx.say(
                "Phases du projet en mois depuis son début : {phases}.",
                phases="; ".join(
                    f"{item.name} {number(item.start, 0, ctx.language)}–{number(item.end, 0, ctx.language)}"
                    for item in phases
                ),
            ),
            key="gantt",
        )
    with st.container(key="narrow-gantt"):
        lines = "".join(
            f'<li>{escape(item.name)} · {escape(item.words)}<span class="o-line">{escape(_dates(ctx, row))}</span></li>'
            for item, row in zip(phases, board.phases, strict=True)
        )
        st.html(f'<ul class="o-plain">{lines}</ul>')
    shown = pl.DataFrame(
        {
            ctx.say("Phase"): [item.name for item in phases],
            ctx.say("Dates"): [_dates(ctx, row) for row in board.phases],
            ctx.say("État"): [list_word(ctx, "phase_state", row.cells["state"]) for row in board.phases],
        }
    )
    data_table(ctx, "projet-phases", shown)


def _months(board: Board, row: CollectedRow, name: str, otherwise: str) -> float:
    start, found = board.project.day("started_on"), row.day(name) or row.day(otherwise)
    return 0.0 if start is None or found is None else (found - start).days / DAYS_A_MONTH


def _phase(ctx: PageContext, board: Board, row: CollectedRow) -> gantt.Phase:
    state = row.cells["state"]
    return gantt.Phase(
        list_word(ctx, "phase", row.cells["phase"]),
        _months(board, row, "started_on", "started_on"),
        _months(board, row, "ended_on", "started_on"),
        state,
        _lower(list_word(ctx, "phase_state", state)),
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _dates(ctx: PageContext, row: CollectedRow) -> str:
    start, end = row.day("started_on"), row.day("ended_on")
    told = [day(item, ctx.language) if item else ctx.say("non inscrite") for item in (start, end)]
    return ctx.say("{low} à {high}", low=told[0], high=told[1])


def _people(ctx: PageContext, board: Board) -> None:
    met_by = Counter(row.cells["group"] for row in board.meetings)
    collected_section(
        ctx,
        ctx.say(
            "Groupe d’action : {n} personnes, rencontres tenues : {k}; groupe de gestion : {others} personnes, rencontres tenues : {j}",
            n=board.people("action"),
            k=met_by["action"],
            others=board.people("management"),
            j=met_by["management"],
        ),
        ctx.say("Composition et rencontres; combien et d’où, jamais de nom"),
    )
    blocks = []
    for entry in load_collection().lists["project_group"]:
        mine = [row for row in board.members if row.cells["group"] == entry.entry_id]
        met = [row for row in board.meetings if row.cells["group"] == entry.entry_id]
        lines = "".join(
            f"<li><b>{row.cells['people']}</b><span>{escape(list_word(ctx, 'origin', row.cells['origin']))}</span></li>"
            for row in mine
        )
        title = ctx.say("{label} : {body}", label=pick(entry, "label", ctx.language), body=board.people(entry.entry_id))
        blocks.append(group(collected_title(ctx, title), f'<ul class="o-figures">{lines}</ul>', _met(ctx, met)))
    groups(*blocks)


def _met(ctx: PageContext, met: list[CollectedRow]) -> str:
    if not met:
        return f'<p class="o-later">{escape(ctx.say("aucune rencontre inscrite"))}</p>'
    told = [day(row.dated_on, ctx.language) for row in met if row.dated_on]
    words = ctx.say("{n} rencontres, du {first} au {last}", n=len(met), first=told[0], last=told[-1])
    return f'<p class="o-note">{escape(words)}</p>'


def _ideas(ctx: PageContext, board: Board) -> None:
    collected_section(
        ctx,
        ctx.say(
            "Idées retenues : {retained}; essayées : {tried}; devenues permanentes : {permanent}",
            retained=board.ideas_at("retained"),
            tried=board.ideas_at("tried"),
            permanent=board.ideas_at("permanent"),
        ),
        ctx.say("Une idée devenue permanente a été essayée, et une idée essayée a été retenue"),
    )
    columns = [
        TableColumn(ctx.say("Idée"), width=44),
        TableColumn(ctx.say("Étape"), phone=ctx.say("Étape : ")),
        TableColumn(ctx.say("Effet observé"), phone=ctx.say("Effet observé : ")),
    ]
    order = list(STAGES)
    rows = [
        [
            free_text(row.cells["idea"]),
            str(sign(STAGES[row.cells["stage"]], list_word(ctx, "idea_stage", row.cells["stage"])))
            + (f'<span class="o-line">{escape(day(row.dated_on, ctx.language))}</span>' if row.dated_on else ""),
            free_text(row.cells["effect"])
            if row.cells.get("effect")
            else f'<span class="o-later">{escape(ctx.say("rien d’inscrit"))}</span>',
        ]
        for row in sorted(board.ideas, key=lambda item: order.index(item.cells["stage"]))
    ]
    st.html(table_html(ctx.say("Idées du projet"), columns, rows))


def _principles(ctx: PageContext, board: Board) -> None:
    entries = load_collection().lists["principle"]
    shown = {
        entry.entry_id: [row for row in board.evidence if row.cells["principle"] == entry.entry_id] for entry in entries
    }
    collected_section(
        ctx,
        ctx.say("{k} principes sur {n} ont un élément inscrit", k=sum(map(bool, shown.values())), n=len(entries)),
        ctx.say("Ce qui montre que chaque principe est suivi, ou ne l’est pas"),
    )
    columns = [
        TableColumn(ctx.say("Principe"), width=28),
        TableColumn(ctx.say("Éléments observés"), phone=ctx.say("Éléments : ")),
    ]
    rows = []
    for entry in entries:
        lines = "".join(
            f'<li lang="fr">{cell(row.cells["evidence"], day(row.dated_on, ctx.language) if row.dated_on else "")}</li>'
            for row in shown[entry.entry_id]
        )
        empty = f'<span class="o-later">{escape(ctx.say("rien d’inscrit"))}</span>'
        rows.append(
            [
                escape(pick(entry, "label", ctx.language)),
                f'<ul class="o-plain">{lines}</ul>' if lines else empty,
            ]
        )
    st.html(table_html(ctx.say("Principes et éléments observés"), columns, rows))
    note(ctx.say("Ces éléments sont inscrits par l’équipe; ils ne mesurent pas un effet."))
