"""A whole answer to the last wave, and forty things that people do to a workbook, each with what must be found of
it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.workbook import Workbook

from etl.extract import extract
from etl.forms.survey import write_template
from etl.waves import wave

WAVE = wave("2025-2026")
PLACE = "cisss-laval"
WHOLE: dict[str, object] = {
    "reference_date": WAVE.end, "months_covered_count": 12, "staff_headcount_count": 9610,
    "operating_budget_cad": 1_041_997_446, "has_office": True, "offices_count": 1,
    "office_direction_choice": "quality", "office_levels_to_ceo_count": 3, "has_partnership_lead": True,
    "local_plan_state": "plan_aligned", "local_plan_adopted_date": datetime(2026, 1, 22),
    "plan_actions_due_count": 11, "plan_actions_done_count": 7, "shared_workstreams_count": 1,
    "team_headcount_count": 5, "dedicated_team_fte": 3.1, "team_left_count": 1,
    "team_job_titles_choices": ["unit_head", "advisor", "planning_officer", "admin_support"],
    "has_dedicated_budget": True, "budget_total_cad": 340_200, "budget_recurring_cad": 298_000,
    "budget_nonrecurring_cad": 42_200, "budget_salaries_cad": 321_400, "budget_recognition_cad": 6900,
    "partners_registered_count": 111, "partners_active_count": 56, "partners_recruited_count": 11,
    "partners_left_count": 6, "partners_under_35_count": 9, "partners_caregiver_count": 29,
    "recruitment_channels_choices": ["referral_by_teams", "web_form", "users_committee", "partner_network"],
    "mandate_domains_choices": ["domain_care", "domain_governance", "domain_research", "domain_digital"],
    "mandates_active_count": 83, "mandates_micro_count": 37, "mandates_meso_count": 39, "mandates_macro_count": 7,
    "partners_in_clinical_teams_count": 14, "strategic_bodies_count": 8, "strategic_bodies_with_partner_count": 1,
    "bodies_with_partner_choices": ["vigilance_quality"], "partner_seats_created_count": 3,
    "partner_seats_filled_count": 2, "partner_seats_voting_count": 2, "users_committee_seats_count": 5,
    "clinical_programs_count": 11, "clinical_programs_with_partnership_count": 2,
    "improvement_committees_count": 21, "improvement_committees_with_partner_count": 6,
    "improvements_recommended_count": 15, "improvements_implemented_count": 6,
    "recognition_policy_state": "policy_drafting", "recognition_modes_choices": ["expenses", "session_allowance"],
    "partners_pay_eligible_count": 24, "partners_declined_pay_count": 10, "partners_paid_count": 13,
    "reference_rate_unit_choice": "per_meeting", "staff_trained_count": 286, "partners_trained_count": 29,
    "has_partner_onboarding": False, "evaluation_state": "evaluation_none", "evaluation_tools_choices": ["no_tool"],
    "projects_completed_count": 4, "projects_with_measured_effects_count": 1,
    "has_partner_experience_measure": False, "indicators_tracked_count": 5, "executive_review_state": "review_never",
    "users_committees_count": 9, "users_committee_agreement_state": "agreement_informal", "joint_meetings_count": 3,
    "role_clarity_office_state": "clarity_disagree", "role_clarity_committee_state": "clarity_disagree",
    "is_cdp_member": True, "cdp_attendance_state": "attendance_less_half", "resources_shared_count": 0,
    "resources_adopted_count": 0,
    "challenges_choices": ["challenge_turnover", "challenge_resources", "challenge_role_confusion"],
    "success_factors_choices": ["success_tools"], "publication_consent_choice": "consent_named",
}  # fmt: skip


class Defect(NamedTuple):
    """What is typed for a question (in the box of a choice where one is named), and the code of what is found."""

    question_id: str
    typed: Any
    code: str
    choice_id: str | None = None


DEFECTS = [
    Defect("reference_date", datetime(2024, 3, 31), "reference_date_in_year"),
    Defect("months_covered_count", 14, "out_of_range"),
    Defect("staff_headcount_count", "environ 9 610", "not_a_number"),
    Defect("operating_budget_cad", "1 041 997 k$", "not_a_number"),
    Defect("offices_count", 1.5, "not_whole"),
    Defect("office_direction_choice", "Direction des licornes", "not_a_choice"),
    Defect("office_levels_to_ceo_count", -2, "out_of_range"),
    Defect("has_partnership_lead", "peut-être", "not_a_choice"),
    Defect("local_plan_adopted_date", "31/31/2025", "not_a_date"),
    Defect("plan_actions_due_count", None, "required_blank"),
    Defect("plan_actions_done_count", 600, "out_of_range"),
    Defect("shared_workstreams_count", "N/D", "required_not_known"),
    Defect("team_headcount_count", "=2+3", "formula_without_value"),
    Defect("dedicated_team_fte", "sans objet", "not_applicable_declared"),
    Defect("team_left_count", "101", "out_of_range"),
    Defect("team_job_titles_choices", "ne sait pas", "mark_with_choice"),
    Defect("has_dedicated_budget", "2", "not_a_choice"),
    Defect("budget_total_cad", "24,5 k", "not_a_number"),
    Defect("budget_recurring_cad", -5, "out_of_range"),
    Defect("budget_salaries_cad", "321 400 $ environ", "not_a_number"),
    Defect("budget_recognition_cad", "pas d'information disponible!", "not_a_number"),
    Defect("partners_registered_count", "111 partenaires", "not_a_number"),
    Defect("partners_active_count", 5001, "out_of_range"),
    Defect("partners_under_35_count", 9.5, "not_whole"),
    Defect("recruitment_channels_choices", "pigeons voyageurs", "not_a_choice"),
    Defect("mandate_domains_choices", "un peu", "not_a_choice", "domain_care"),
    Defect("mandates_active_count", 90, "mandates_sum"),
    Defect("clinical_programs_with_partnership_count", 12, "programs_within_total"),
    Defect("improvement_committees_with_partner_count", 22, "committees_within_total"),
    Defect("improvements_implemented_count", 16, "improvements_within_recommended"),
    Defect("partners_paid_count", 25, "paid_within_eligible"),
    Defect("staff_trained_count", 9_999_999, "out_of_range"),
    Defect("evaluation_state", "Aucune; réalisée", "not_a_choice"),
    Defect("projects_with_measured_effects_count", 5, "effects_within_projects"),
    Defect("executive_review_state", None, "required_blank"),
    Defect("users_committees_count", True, "not_a_number"),
    Defect("joint_meetings_count", "MERGED", "required_blank"),
    Defect("cdp_attendance_state", "#N/A", "not_a_choice"),
    Defect("resources_shared_count", "−1", "out_of_range"),
    Defect("publication_consent_choice", "  ", "required_blank"),
]
#: Odd and yet readable: nothing is found there.
ODD = {"budget_nonrecurring_cad": "42\u202f200,00\xa0$", "partners_left_count": " 6 "}
Place = tuple[str, str]


def whole_workbook(path: Path, **changed: object) -> Path:
    write_template(path, WAVE, "fr", PLACE, WHOLE | changed, kind="fictif")
    return path


def places(path: Path) -> dict[tuple[str, str | None], Place]:
    """Where each answer, and each box, stands: its sheet and cell."""
    cells = extract(path).cells.select("question_id", "choice_id", "sheet", "cell")
    return {(question, choice): (sheet, cell) for question, choice, sheet, cell in cells.iter_rows()}


def edited(source: Path, target: Path, edit: Callable[[Workbook], object]) -> Path:
    """A copy of a workbook as openpyxl saves it after `edit`."""
    book = openpyxl.load_workbook(source)
    edit(book)
    book.save(target)
    return target


def plant(source: Path, target: Path) -> Path:
    """The workbook with every defect, and the odd answers that are none."""
    where = places(source)

    def edit(book: Workbook) -> None:
        for item in DEFECTS:
            sheet, cell = where[item.question_id, item.choice_id]
            if item.typed == "MERGED":
                book[sheet].merge_cells(f"C{cell[1:]}:{cell}")
            else:
                book[sheet][cell] = item.typed
        for question, typed in ODD.items():
            sheet, cell = where[question, None]
            book[sheet][cell] = typed

    return edited(source, target, edit)


def mend(whole: Path, source: Path, target: Path) -> Path:
    """The workbook with each planted cell as it is in `whole`; everything else stays as it is."""
    where, right = places(whole), openpyxl.load_workbook(whole)

    def edit(book: Workbook) -> None:
        for item in DEFECTS:
            sheet, cell = where[item.question_id, item.choice_id]
            if item.typed == "MERGED":
                book[sheet].unmerge_cells(f"C{cell[1:]}:{cell}")
            book[sheet][cell] = right[sheet][cell].value

    return edited(source, target, edit)
