"""The columns of a table that were not recognised: what each may hold, for a steward to confirm."""

import streamlit as st

from data.facts import load_facts
from data.store.paths import received_folder
from etl import waves
from etl.forms.survey.plan import choices_of
from etl.mapping.propose import Proposal, checked_mapping, confirmed_mapping, propose
from etl.receive.receipts import Receipt
from indicators.wording.answers import question_code
from indicators.wording.language import pick
from indicators.wording.numbers import percent
from pages.parts.intake.steward_page import StewardPage, act_and_rerun
from pages.ui.markup import join
from pages.ui.styles import note, section

#: The goal of a column that holds no answer.
NO_ANSWER = ""


def draw_mapping_forms(page: StewardPage, receipts: list[Receipt]) -> None:
    """Draw a form for each received file whose columns wait to be confirmed."""
    for receipt in receipts:
        if receipt.waits and receipt.sha256:
            _form(page, receipt, receipt.wave_id or page.wave_id)


def _form(page: StewardPage, receipt: Receipt, wave_id: str) -> None:
    stored = next(received_folder(page.var).glob(f"{receipt.sha256}.*"), None)
    if stored is None:
        return
    found = [
        item
        for item in propose(stored, wave_id, confirmed_mapping(page.workbench, wave_id), label=receipt.label)
        if item.score < 1
    ]
    text = "« {file} », vague {wave}; ce qui est confirmé vaut pour toute la vague"
    section(page.say("Colonnes à confirmer : {n}", n=len(found)), page.say(text, file=receipt.label, wave=wave_id))
    if not page.may("mapping"):
        note(page.say("Confirmer des colonnes demande d’avoir la charge de tous les établissements."))
        return
    goals = _goals(page, wave_id)
    with st.form(f"depot-headers-{receipt.sha256}", enter_to_submit=False):
        answers = {item.header: _choice(page, item, goals) for item in found}
        if st.form_submit_button(page.say("Confirmer et lire le fichier"), type="primary", key="cta-headers"):
            act_and_rerun(page, lambda: _confirm(page, receipt, wave_id, answers))


def _goals(page: StewardPage, wave_id: str) -> dict[str, str]:
    """Question, or question/choice, that a column may hold → its words, in the order of the questionnaire."""
    facts = load_facts()
    words = {NO_ANSWER: page.say("aucune réponse de l’enquête")}
    for question in facts.asked(waves.wave(wave_id)):
        name = f"{question_code(question)} {pick(question, 'label', page.language)}"
        words[question.question_id] = name
        if question.kind == "multichoice":
            words |= {
                f"{question.question_id}/{choice.choice_id}": f"{name} — {pick(choice, 'label', page.language)}"
                for choice in choices_of(question, facts)
            }
    return words


def _choice(page: StewardPage, item: Proposal, goals: dict[str, str]) -> str:
    """The goal chosen for one column, the proposal unless changed."""
    proposed = f"{item.question_id}/{item.choice_id}" if item.choice_id else item.question_id
    known = list(goals)
    near = (
        page.say("proposé, proche à {share}", share=percent(100 * item.score, 0, page.language))
        if item.question_id
        else page.say("rien d’assez proche")
    )
    label = page.say("Colonne {column} « {header} » : {near}", column=item.column, header=item.header, near=near)
    picked = st.selectbox(
        str(join([label])),  # a label is Markdown
        known,
        index=known.index(proposed) if proposed in goals else 0,
        format_func=lambda goal: goals[goal],
        key=f"depot-header-{item.column}",
    )
    return picked or NO_ANSWER


def _confirm(page: StewardPage, receipt: Receipt, wave_id: str, answers: dict[str, str]) -> str:
    page.service.confirm_mapping(wave_id, checked_mapping(wave_id, answers, {}))
    stored = next(received_folder(page.var).glob(f"{receipt.sha256}.*"))
    receipts = page.service.receive([stored], labels=[receipt.label])
    if any(not item.refused and not item.waits for item in receipts):
        page.service.check(wave_id)
    lines = [item.sentence for item in receipts]
    return "\n".join([page.say("Colonnes confirmées pour la vague {wave}.", wave=wave_id), *lines])
