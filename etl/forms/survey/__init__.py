"""The questionnaire of a wave as a workbook to fill in, in French or English.

The same wave, establishment and answers give the same bytes, so the same file keeps its SHA-256.
"""

from collections.abc import Mapping
from datetime import datetime, time
from pathlib import Path

import xlsxwriter

from data.facts import load_facts
from data.model.survey import DataKind, Establishment, Wave
from etl.forms.hidden_sheets import write_map
from etl.forms.styles import make_styles
from etl.forms.survey.copy import SurveyCopy
from etl.forms.survey.drop_downs import list_ranges
from etl.forms.survey.instructions import InstructionsWriter
from etl.forms.survey.plan import MAP_HEADER, MAP_MARK, MAP_SETTINGS, SheetPlan, plan_sheets
from etl.forms.survey.section import SectionWriter
from indicators.catalogue.model import Language
from indicators.wording.language import say


def write_template(
    path: str | Path,
    wave: Wave,
    language: Language = "fr",
    establishment: Establishment | str | None = None,
    answers: Mapping[str, object] | None = None,
    kind: DataKind = "reel",
) -> None:
    """Write the workbook of `wave` to `path`, blank or filled in.

    Args:
        establishment: its id or its row; identity is then prefilled and locked.
        answers: by question id, what a person would have typed: numbers, dates, text (however odd), True and
            False (the label of Oui and Non), a choice id (its label), a list of choice ids (boxes ticked; a word
            that is no choice goes to the question's own cell).
        kind: `fictif` puts « Données fictives » on every sheet.
    """
    facts = load_facts()
    row = facts.establishment[establishment] if isinstance(establishment, str) else establishment
    copy = SurveyCopy(wave, language, kind, row, facts)
    filled = copy.prefilled() | dict(answers or {})
    plans = plan_sheets(wave, language, facts)
    with xlsxwriter.Workbook(str(path), {"in_memory": True}) as workbook:
        workbook.set_size(2400, 1500)
        workbook.set_properties(
            {
                "title": say("Questionnaire sur le partenariat, {wave}", language, wave=wave.wave_id),
                "subject": copy.subject,
                "author": "Observatoire du partenariat",
                # A fixed date keeps the bytes the same from one writing to the next.
                "created": datetime.combine(wave.opens_on, time()),
            }
        )
        styles = make_styles(workbook, language)
        cover = workbook.add_worksheet(say("Consignes", language))
        sheets = [workbook.add_worksheet(plan.name) for plan in plans]
        ranges = list_ranges(workbook, plans, language, facts, wave)
        InstructionsWriter(cover, styles, plans, copy).write()
        for sheet, plan in zip(sheets, plans, strict=True):
            SectionWriter(sheet, plan, copy, styles, filled, ranges).write()
        _write_survey_map(workbook, plans, copy)
        cover.activate()


def _write_survey_map(workbook: xlsxwriter.Workbook, plans: tuple[SheetPlan, ...], copy: SurveyCopy) -> None:
    """The hidden sheet by which the workbook is read back: settings, then one row an answer cell."""
    establishment = copy.establishment.establishment_id if copy.establishment else ""
    settings = (copy.wave.template_version, copy.wave.wave_id, copy.language, copy.kind, establishment)
    rows = [
        (line.question.question_id, line.choice.choice_id if line.choice else "", plan.name, line.cell, line.code)
        for plan in plans
        for line in plan.lines
        if line.question
    ]
    warning = say("Ne pas modifier : cette feuille permet de relire vos réponses.", copy.language)
    write_map(workbook, MAP_MARK, warning, zip(MAP_SETTINGS, settings, strict=True), (MAP_HEADER, *rows))
