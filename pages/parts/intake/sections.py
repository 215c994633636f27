"""The parts of the steward's page: one is drawn at a time, so that only what is opened costs anything."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import streamlit as st

from etl import waves
from etl.steward.wave_status import rates
from indicators.wording.language import say
from pages.parts.intake.feedback import draw_changes, draw_downloads
from pages.parts.intake.initiatives import draw_initiatives
from pages.parts.intake.journal import draw_access, draw_journal
from pages.parts.intake.problems import draw_explanation, draw_extracts, draw_problems
from pages.parts.intake.publish import draw_publication
from pages.parts.intake.receive import receive_files
from pages.parts.intake.steward_page import Bench, said
from pages.parts.intake.submission import choose, draw_actions, draw_steps, file_finding, file_line, shown
from pages.parts.intake.targets import draw_targets
from pages.parts.intake.texts import draw_contests, draw_texts
from pages.parts.intake.wave_status import board_finding, board_subtitle, draw_board, draw_reminders
from pages.ui import url_state
from pages.ui.styles import heading

STYLE = Path(__file__).with_name("intake.css")


@lru_cache(maxsize=1)
def _sheet() -> str:
    return f"<style>{STYLE.read_text('utf-8')}</style>"


def draw(bench: Bench) -> str:
    """Draw the part that the address names; nothing comes back, since the page itself is the answer."""
    st.html(_sheet())
    drawn: dict[str, Callable[[Bench], None]] = {
        "suivi": _follow,
        "classeur": _file,
        "publier": lambda item: _titled(item, item.say("De l’accepté au publié"), draw_publication),
        "textes": lambda item: _titled(item, item.say("Ce que quelqu’un doit lire avant tous"), draw_texts),
        "signalements": lambda item: _titled(item, item.say("Ce que des lecteurs contestent"), draw_contests),
        "cibles": lambda item: _titled(
            item, item.say("Cibles, jalons et recalages en vigueur"), draw_targets
        ),
        "initiatives": lambda item: _titled(
            item, item.say("Ce que les équipes des initiatives envoient"), draw_initiatives
        ),
        "journal": lambda item: _titled(item, item.say("Qui a fait quoi, quand et pourquoi"), draw_journal),
        "acces": lambda item: _titled(item, item.say("Qui a la charge de quoi"), draw_access),
    }
    drawn[url_state.chosen("partie", list(drawn), "suivi")](bench)
    return ""


def _parts(bench: Bench) -> None:
    """Draw the row of parts and the choice of the wave."""
    words = {
        "suivi": say("Suivi", bench.language),
        "classeur": say("Classeur", bench.language),
        "publier": say("Publication", bench.language),
        "textes": say("Textes", bench.language),
        "signalements": say("Signalements", bench.language),
        "cibles": say("Cibles", bench.language),
        "initiatives": say("Initiatives", bench.language),
        "journal": say("Journal", bench.language),
        "acces": say("Accès", bench.language),
    }
    url_state.segmented("partie", bench.say("Partie de la page"), list(words), lambda name: words[name])


def _head(bench: Bench, finding: str, subtitle: str = "") -> None:
    eyebrow = bench.say("Dépôt · vague {wave}", wave=bench.wave_id)
    heading(eyebrow, finding, subtitle)
    _parts(bench)
    said(bench.language)


def _titled(bench: Bench, finding: str, body: Callable[[Bench], None]) -> None:
    _head(bench, finding)
    body(bench)


def _wave(bench: Bench) -> None:
    """Draw the choice of the wave: the yearly ones, then the quarters, newest first."""
    known = [item.wave_id for item in (*reversed(waves.WAVES), *reversed(waves.QUARTERS))]
    url_state.select("vague", bench.say("Vague"), known, bench.wave_id)


def _follow(bench: Bench) -> None:
    board = bench.board()
    found = rates(board)
    _head(bench, board_finding(bench, found), board_subtitle(bench, found))
    with st.columns([1, 4])[0]:
        _wave(bench)
    if bench.may("receive"):
        receive_files(bench)
    draw_board(bench, board)
    if bench.may("remind"):
        draw_reminders(bench)


def _file(bench: Bench) -> None:
    board = bench.board()
    title = st.container()
    with st.columns([2, 1, 2])[0]:
        establishment_id = choose(bench, board)
    item = shown(bench, board, establishment_id)
    with title:
        name = bench.name(establishment_id)
        heading(
            bench.say("Dépôt · vague {wave} · {name}", wave=bench.wave_id, name=name),
            file_finding(bench, item),
            file_line(bench, item) if item else "",
        )
        _parts(bench)
        said(bench.language)
    if item is None:
        return
    draw_steps(bench, item)
    left, right = st.columns([5, 3], gap="large")
    with left:
        draw_problems(bench, item)
        draw_actions(bench, item)
        draw_explanation(bench, item)
        draw_changes(bench, item)
        draw_downloads(bench, item)
    with right:
        draw_extracts(bench, item)
