"""The source line that closes every block and page."""

from html import escape

import streamlit as st

from indicators.wording.numbers import day
from indicators.wording.periods import period_text
from pages.ui.page_context import Visit


def source_text(here: Visit, quarter: str = "") -> str:
    """« Source : enquête sur le partenariat, vague 2025-2026 (données fictives), version du 12 octobre 2026. »

    `quarter` names the period of the quarterly follow-up that is read instead of a wave.
    """
    dated = day(here.release.published_at, here.language)
    if quarter:
        text = "Source : suivi trimestriel, {period}, version du {day}."
        if here.release.kind == "fictif":
            text = "Source : suivi trimestriel, {period} (données fictives), version du {day}."
        return here.say(text, period=period_text(quarter, here.language), day=dated)
    if here.release.kind == "fictif":
        text = "Source : enquête sur le partenariat, vague {period} (données fictives), version du {day}."
    else:
        text = "Source : enquête sur le partenariat, vague {period}, version du {day}."
    return here.say(text, period=here.period, day=dated)


def source_line(here: Visit, method: str = "", more: str = "", quarter: str = "") -> None:
    """Draw the source, a word on the method and, as HTML, a link."""
    words = " ".join(part for part in (escape(source_text(here, quarter)), escape(method), more) if part)
    st.html(f'<p class="o-source">{words}</p>')
