"""Invented answers of sections A to D: identity, office and plan, team, budget."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from demo.traits import (
    WAVES,
    at,
    first,
    fte,
    has_office,
    ids,
    in_types,
    is_one_of,
    levels,
    maturity,
    score,
    staff,
    stream,
    team,
)

Figures = dict[str, Sequence[object]]

PLAN_STATES = ("no_plan", "plan_drafting", "plan_adopted", "plan_aligned")
#: How many of those who answer have reached each state, by wave: the planted rise is 5 then 17.
PLAN_REACHED = ((13, 8, 2), (19, 11, 5), (25, 21, 17))
#: How many have a budget line of their own: the planted fall is 23 then 13.
BUDGET_LINES = (22, 23, 13)
LEADS = (17, 19, 21)
TITLES = (
    "advisor",
    "unit_head",
    "planning_officer",
    "admin_support",
    "clinical_professional",
    "employed_partner",
    "other_title",
)
#: The directorate of the main office: quality for most, as the portrait says in words.
OTHER_DIRECTORATE = {
    "ciusss-mcq": "multidisciplinary",
    "ciusss-codim": "teaching_research",
    "cisss-bsl": "nursing",
    "cisss-laurentides": "multidisciplinary",
    "chum": "executive",
    "chusj": "executive",
    "cusm": "shared_reporting",
    "ciusss-emtl": "communications",
    "cisss-mo": "other_direction",
    "cisss-cn09": "human_resources",
}
OPENINGS = ("before_2015", "y2015_2017", "y2018_2020", "y2021_2023", "y2024_later")
#: Counts made on another day than March 31, and years only partly covered.
REFERENCE_DATES = {("ciusss-mcq", 1): date(2025, 2, 28), ("cisss-bsl", 2): date(2026, 3, 15)}
MONTHS = {("chusj", 1): 9, ("iucpq", 2): 9}


def identity(wave: int) -> Figures:
    """Section A."""
    end = date(int(WAVES[wave][-4:]), 3, 31)
    per_person = stream("operating budget").normal(103000, 3000, len(ids())) * 1.03**wave
    return {
        "establishment_id": list(ids()),
        "fiscal_year_text": [WAVES[wave]] * len(ids()),
        "reference_date": [REFERENCE_DATES.get((name, wave), end) for name in ids()],
        "months_covered_count": [MONTHS.get((name, wave), 12) for name in ids()],
        "staff_headcount_count": staff(wave).tolist(),
        "operating_budget_cad": np.rint(staff(wave) * per_person).astype(int).tolist(),
    }


def plan_levels(wave: int) -> np.ndarray:
    """0 no plan, 1 being written, 2 adopted, 3 adopted and aligned."""
    order = score("local plan")
    # The late establishment has an adopted plan in the last wave: its answer lowers the share a little.
    order[at("ciusss-csmtl")] = np.sort(order)[::-1][20] + 1e-6
    return levels(order, wave, PLAN_REACHED[wave])


def office(wave: int) -> Figures:
    """Section B up to the lead."""
    office_here = has_office(wave)
    far = stream("office levels").integers(0, 3, len(ids())) + (staff(0) > 9000) - in_types("CHU", "INSTITUT")
    opened = np.clip(np.rint(3.4 - 3.6 * maturity(0) + stream("opening").normal(0, 0.9, len(ids()))), 0, 3)
    opened[at("cisss-outaouais")] = 4
    two = is_one_of(("ciusss-cn", "cisss-ca", "cisss-lanaudiere")) & (wave < 2) | is_one_of(("ciusss-cn",))
    return {
        "has_office": office_here.tolist(),
        "offices_count": only(office_here, np.where(two, 2, 1).tolist()),
        "office_direction_choice": only(office_here, [OTHER_DIRECTORATE.get(name, "quality") for name in ids()]),
        "office_levels_to_ceo_count": only(office_here, np.clip(1 + far, 1, 4).tolist()),
        "office_opening_choice": only(office_here, [OPENINGS[int(index)] for index in opened]),
        "has_partnership_lead": first(score("lead"), wave, LEADS[wave]).tolist(),
    }


def plan(wave: int) -> Figures:
    """Section B, local plan and joint workstreams."""
    level = plan_levels(wave)
    adopted = level >= 2
    since = stream("plan age").integers(20, 300, len(ids()))
    # A plan keeps its adoption date: it is counted back from the end of the first year that reports it.
    earlier = plan_levels(wave - 1) >= 2 if wave else np.zeros(len(ids()), dtype=bool)
    oldest = plan_levels(0) >= 2
    years = wave - np.where(oldest, 0, np.where(earlier, wave - 1, wave))
    end = date(int(WAVES[wave][-4:]), 2, 28)
    dates = [
        date(end.year - int(year), 2, 28) - timedelta(days=int(days)) for year, days in zip(years, since, strict=True)
    ]
    due = 4 + 5 * years + stream("actions due", wave).integers(0, 9, len(ids()))
    done = stream("actions done", wave).binomial(due, np.clip(0.35 + 0.4 * maturity(wave), 0, 0.95))
    shared = stream("workstreams", wave).poisson(0.4 + 3 * maturity(wave))
    return {
        "local_plan_state": [PLAN_STATES[index] for index in level],
        "local_plan_adopted_date": only(adopted, dates),
        "plan_actions_due_count": only(adopted, due.tolist()),
        "plan_actions_done_count": only(adopted, done.tolist()),
        "shared_workstreams_count": shared.tolist(),
    }


def people(wave: int) -> Figures:
    """Section C."""
    persons = team(wave)
    left = stream("team left", wave).binomial(persons, 0.17)
    left[at("ciusss-csmtl")] = 0
    shown = np.minimum(persons, 1 + np.rint(persons * 0.6).astype(int))
    shift = stream("titles").integers(0, 3, len(ids()))
    titles = [
        [TITLES[0], *TITLES[1 + start : 1 + start + count - 1]] if count else ["no_team"]
        for count, start in zip(shown, shift, strict=True)
    ]
    return {
        "team_headcount_count": persons.tolist(),
        "office_team_fte": fte(wave).tolist(),
        "dedicated_team_fte": fte(wave).tolist(),
        "team_left_count": left.tolist(),
        "team_job_titles_choices": titles,
    }


def budget(wave: int) -> Figures:
    """Section D. Salaries follow the FTE; without a line of its own, less of the budget is recurring."""
    line = budget_line(wave)
    rate = stream("salary").normal(101000, 6000, len(ids())) * 1.028**wave
    salaries = _hundreds(fte(wave) * rate)
    partners = _hundreds((3000 + 42000 * maturity(wave) ** 2) * staff(0) / 9000 * (fte(wave) > 0))
    other = _hundreds((6000 + 30000 * maturity(wave)) * stream("other costs", wave).uniform(0.6, 1.4, len(ids())))
    other[at("cisss-at")] = 0
    total = salaries + partners + other
    share = np.where(line, 0.9, 0.58) + stream("recurring", wave).normal(0, 0.05, len(ids()))
    recurring = np.minimum(_hundreds(total * np.clip(share, 0.2, 1)), total)
    # The first version let each office count salaries or not, and research grants with the rest.
    with_salaries = stream("v1 salaries").random(len(ids())) < 0.6
    grants = _hundreds(stream("v1 grants").exponential(30000, len(ids())) * in_types("CHU", "CIUSSS"))
    return {
        "has_dedicated_budget": line.tolist(),
        "partnership_budget_cad": (partners + other + salaries * with_salaries + grants).tolist(),
        "budget_total_cad": total.tolist(),
        "budget_recurring_cad": recurring.tolist(),
        "budget_nonrecurring_cad": (total - recurring).tolist(),
        "budget_salaries_cad": salaries.tolist(),
        "budget_recognition_cad": partners.tolist(),
    }


def budget_line(wave: int) -> np.ndarray:
    """Whether partnership has its own budget line: fewer in the last wave."""
    order = score("budget line")
    order[at("cisss-at")] = -9
    order[at("ciusss-csmtl")] = 9
    return first(order, wave, BUDGET_LINES[wave])


def _hundreds(amount: np.ndarray) -> np.ndarray:
    """Dollars as they are reported: whole hundreds."""
    return (np.rint(amount / 100) * 100).astype(int)


def only(applies: np.ndarray, values: Sequence[object]) -> list[object]:
    """The values where the question applies, a blank elsewhere."""
    return [value if yes else None for yes, value in zip(applies, values, strict=True)]
