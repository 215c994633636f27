"""The project board of a strategic community: its people, phases, meetings, ideas, and what shows each principle."""

from collections import Counter
from html import escape

import polars as pl
import streamlit as st

from data.model.initiative_collection import load_collection
from indicators.charts import gantt
from indicators.initiatives.boards import board_sentence, span_of, usual_months, whole_months
from indicators.initiatives.reading import Board, CollectedRow
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
from pages.ui.data_table import twin
from pages.ui.page_context import Visit
from pages.ui.signs import sign
from pages.ui.styles import note, section, text
from pages.ui.tables import Column, cell, table_html

DAYS_A_MONTH = 365.25 / 12
STAGES = {
    "permanent": "milestone_done",
    "tried": "milestone_under_way",
    "retained": "milestone_not_started",
    "set_aside": "not_applicable",
}


def boards(here: Visit) -> None:
    """Draw the board of the project that the reader chose, or say that no team has entered one."""
    held = collected_of(here).boards()
    if not held:
        section(
            here.say("Tableau de bord d’un projet"),
            here.say("Composition, phases, rencontres, idées, principes"),
        )
        to_come(
            here,
            here.say(
                "aucune équipe n’a inscrit de projet; le classeur de l’initiative a des feuilles pour cela."
            ),
        )
        return
    names = {str(place): item.name for place, item in enumerate(held)}
    chosen = "0"
    if len(held) > 1:
        chosen = url_state.select("projet", here.say("Projet"), list(names), "0", names.__getitem__)
    shown = held[int(chosen)]
    on = here.release.published_at.date()
    with collected_block(here, "board", shown.name, shown.project.cells["aim"]):
        text(board_sentence(shown, on, here.language))
        _gantt(here, shown)
        _people(here, shown)
        _ideas(here, shown)
        _principles(here, shown)
        free_text_note(here)


def _gantt(here: Visit, board: Board) -> None:
    span = span_of(board, here.release.published_at.date())
    if span is None:
        to_come(here, here.say("les dates du projet ne sont pas inscrites."))
        return
    usual = usual_months()
    phases = [_phase(here, board, row) for row in board.phases]
    low, high = usual
    planned = whole_months(span.started_on, span.ends_on) if span.ends_on else None
    finding = here.say(
        "La durée habituelle est de {low} à {high} mois; la fin du projet n’est pas inscrite",
        low=low,
        high=high,
    )
    if planned is not None:
        finding = here.say(
            "Terminé en {months} mois; la durée habituelle est de {low} à {high} mois"
            if span.has_ended
            else "Fin prévue à {months} mois; la durée habituelle est de {low} à {high} mois",
            months=planned,
            low=low,
            high=high,
        )
    collected_section(
        here,
        finding,
        here.say(
            "Mois depuis le {start} · plein : terminée · pâle : en cours · vide : prévue · bande : durée habituelle du modèle, publiée",
            start=day(span.started_on, here.language),
        ),
        chart=True,
    )
    today = None if span.has_ended else float(span.months)
    data = gantt.rows(
        phases,
        usual,
        here.say("{low} à {high} mois", low=low, high=high),
        today,
        here.say("version lue"),
        here.release.kind,
    )
    with st.container(key="wide-gantt"):
        chart(
            gantt.spec(
                here.language,
                chart_theme(),
                rows=max(len(phases), 1),
                has_today=today is not None,
                fictitious=here.release.kind == "fictif",
            ),
            data,
            here.say(
                "Phases du projet en mois depuis son début : {phases}.",
                phases="; ".join(
                    f"{item.name} {number(item.start, 0, here.language)}–{number(item.end, 0, here.language)}"
                    for item in phases
                ),
            ),
            key="gantt",
        )
    with st.container(key="narrow-gantt"):
        lines = "".join(
            f'<li>{escape(item.name)} · {escape(item.words)}<span class="o-line">{escape(_dates(here, row))}</span></li>'
            for item, row in zip(phases, board.phases, strict=True)
        )
        st.html(f'<ul class="o-plain">{lines}</ul>')
    shown = pl.DataFrame(
        {
            here.say("Phase"): [item.name for item in phases],
            here.say("Dates"): [_dates(here, row) for row in board.phases],
            here.say("État"): [list_word(here, "phase_state", row.cells["state"]) for row in board.phases],
        }
    )
    twin(here, "projet-phases", shown)


def _months(board: Board, row: CollectedRow, name: str, otherwise: str) -> float:
    start, found = board.project.day("started_on"), row.day(name) or row.day(otherwise)
    return 0.0 if start is None or found is None else (found - start).days / DAYS_A_MONTH


def _phase(here: Visit, board: Board, row: CollectedRow) -> gantt.Phase:
    state = row.cells["state"]
    return gantt.Phase(
        list_word(here, "phase", row.cells["phase"]),
        _months(board, row, "started_on", "started_on"),
        _months(board, row, "ended_on", "started_on"),
        state,
        _lower(list_word(here, "phase_state", state)),
    )


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _dates(here: Visit, row: CollectedRow) -> str:
    start, end = row.day("started_on"), row.day("ended_on")
    told = [day(item, here.language) if item else here.say("non inscrite") for item in (start, end)]
    return here.say("{low} à {high}", low=told[0], high=told[1])


def _people(here: Visit, board: Board) -> None:
    met_by = Counter(row.cells["group"] for row in board.meetings)
    collected_section(
        here,
        here.say(
            "Groupe d’action : {n} personnes, rencontres tenues : {k}; groupe de gestion : {others} personnes, rencontres tenues : {j}",
            n=board.people("action"),
            k=met_by["action"],
            others=board.people("management"),
            j=met_by["management"],
        ),
        here.say("Composition et rencontres; combien et d’où, jamais de nom"),
    )
    blocks = []
    for entry in load_collection().lists["project_group"]:
        mine = [row for row in board.members if row.cells["group"] == entry.entry_id]
        met = [row for row in board.meetings if row.cells["group"] == entry.entry_id]
        lines = "".join(
            f"<li><b>{row.cells['people']}</b><span>{escape(list_word(here, 'origin', row.cells['origin']))}</span></li>"
            for row in mine
        )
        title = here.say(
            "{label} : {body}", label=pick(entry, "label", here.language), body=board.people(entry.entry_id)
        )
        blocks.append(
            group(collected_title(here, title), f'<ul class="o-figures">{lines}</ul>', _met(here, met))
        )
    groups(*blocks)


def _met(here: Visit, met: list[CollectedRow]) -> str:
    if not met:
        return f'<p class="o-later">{escape(here.say("aucune rencontre inscrite"))}</p>'
    told = [day(row.dated_on, here.language) for row in met if row.dated_on]
    words = here.say("{n} rencontres, du {first} au {last}", n=len(met), first=told[0], last=told[-1])
    return f'<p class="o-note">{escape(words)}</p>'


def _ideas(here: Visit, board: Board) -> None:
    collected_section(
        here,
        here.say(
            "Idées retenues : {retained}; essayées : {tried}; devenues permanentes : {permanent}",
            retained=board.ideas_at("retained"),
            tried=board.ideas_at("tried"),
            permanent=board.ideas_at("permanent"),
        ),
        here.say("Une idée devenue permanente a été essayée, et une idée essayée a été retenue"),
    )
    columns = [
        Column(here.say("Idée"), width=44),
        Column(here.say("Étape"), phone=here.say("Étape : ")),
        Column(here.say("Effet observé"), phone=here.say("Effet observé : ")),
    ]
    order = list(STAGES)
    rows = [
        [
            free_text(row.cells["idea"]),
            sign(STAGES[row.cells["stage"]], list_word(here, "idea_stage", row.cells["stage"]))
            + (
                f'<span class="o-line">{escape(day(row.dated_on, here.language))}</span>'
                if row.dated_on
                else ""
            ),
            free_text(row.cells["effect"])
            if row.cells.get("effect")
            else f'<span class="o-later">{escape(here.say("rien d’inscrit"))}</span>',
        ]
        for row in sorted(board.ideas, key=lambda item: order.index(item.cells["stage"]))
    ]
    st.html(table_html(here.say("Idées du projet"), columns, rows))


def _principles(here: Visit, board: Board) -> None:
    entries = load_collection().lists["principle"]
    shown = {
        entry.entry_id: [row for row in board.evidence if row.cells["principle"] == entry.entry_id]
        for entry in entries
    }
    collected_section(
        here,
        here.say(
            "{k} principes sur {n} ont un élément inscrit", k=sum(map(bool, shown.values())), n=len(entries)
        ),
        here.say("Ce qui montre que chaque principe est suivi, ou ne l’est pas"),
    )
    columns = [
        Column(here.say("Principe"), width=28),
        Column(here.say("Éléments observés"), phone=here.say("Éléments : ")),
    ]
    rows = []
    for entry in entries:
        lines = "".join(
            f"<li lang="
            rf">{cell(row.cells['evidence'], day(row.dated_on, here.language) if row.dated_on else '')}</li>"
            for row in shown[entry.entry_id]
        )
        empty = f'<span class="o-later">{escape(here.say("rien d’inscrit"))}</span>'
        rows.append(
            [
                escape(pick(entry, "label", here.language)),
                f'<ul class="o-plain">{lines}</ul>' if lines else empty,
            ]
        )
    st.html(table_html(here.say("Principes et éléments observés"), columns, rows))
    note(here.say("Ces éléments sont inscrits par l’équipe; ils ne mesurent pas un effet."))
