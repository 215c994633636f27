"""The reader's own question: the group made by name, told by the same function as a declared one."""

from html import escape

import polars as pl
import streamlit as st

from indicators.exports.verdict_table import verdict_table
from indicators.verdicts.custom import custom_group
from indicators.verdicts.model import Verdict
from indicators.wording.sentences import (
    change_sentence,
    counts_text,
    coverage_text,
    detail,
    finding,
    hidden_reason,
    interval_text,
    value_text,
)
from pages.parts.compare.choice import Comparison
from pages.ui.data_table import twin
from pages.ui.page_context import Visit
from pages.ui.signs import change_sign
from pages.ui.styles import note, section, text
from pages.ui.value_states import state_mark


def own_group(here: Visit, chosen: Comparison) -> None:
    """Draw the sum of the reader's own group beside the declared ones; nothing for another choice."""
    if not chosen.is_own_group:
        return
    language = here.language
    told = custom_group(
        here.release,
        chosen.subject,
        chosen.members,
        chosen.period,
        None if chosen.is_usual_change else chosen.earlier,
    )
    section(finding(told, language), detail(told, language))
    if told.state == "suppressed":
        reason = here.say(
            "{why} : un des établissements choisis est masqué.", why=hidden_reason(told, language)
        )
        st.html(f'<p class="o-text">{state_mark(told.state, language)}</p>')
        text(reason)
        note(here.say("Retirez un établissement, ou lisez les groupes de pairs déclarés."))
        return
    mark = change_sign(told.change_state, told.change_judgement)
    st.html(f'<p class="o-text">{mark} {escape(change_sentence(told, language))}</p>')
    note(
        here.say(
            "Votre groupe est calculé à l’instant, des seules valeurs visibles, par la même fonction que les groupes déclarés; il n’entre dans aucun fichier de la version."
        )
    )
    rows = [told, *_declared(here, chosen)]
    twin(here, "votre-groupe", _table(here, rows), lambda: verdict_table(rows, language))


def _declared(here: Visit, chosen: Comparison) -> list[Verdict]:
    """The network and the peer groups, to read the own group beside them."""
    groups = here.reading.by_peer_group(chosen.subject_kind, chosen.subject_id, chosen.period, chosen.segment)
    return [item for item in (chosen.province, *groups) if item is not None]


def _table(here: Visit, rows: list[Verdict]) -> pl.DataFrame:
    language = here.language
    return pl.DataFrame(
        [
            {
                here.say("Groupe"): item.place(language),
                here.say("Valeur"): value_text(item, language),
                here.say("Nombres"): counts_text(item, language) or "—",
                here.say("Intervalle à 95 %"): interval_text(item, language) or "—",
                here.say("Établissements"): coverage_text(item, language) or "—",
            }
            for item in rows
        ]
    )
