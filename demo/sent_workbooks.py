"""Invented workbooks as they are sent: blanks, words in place of numbers, typing errors, late and corrected versions.

Each entry names the establishment, the wave and what is typed. The first version holds the errors, the next does not.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from data.facts import load_facts
from demo.answers import answers_of
from demo.partners import ATTENDANCES
from demo.traits import ALWAYS_LATE, ENGLISH, NON_RESPONDENTS, WAVES, ids, stream
from etl.waves import wave as wave_of
from indicators.catalogue.model import Language
from indicators.wording.language import NO_BREAK

FIRST, SECOND, THIRD = WAVES
NARROW_NO_BREAK = "\u202f"
Key = tuple[str, str]
#: Answers as a person typed them, by question; a question left out is a blank cell.
Typed = dict[str, object]

#: One optional answer in eight is left blank; ages are often not in the register.
BLANK_CHANCE = 0.12
BLANK_CHANCES = {"partners_under_35_count": 0.3, "partners_caregiver_count": 0.22}
NOT_KNOWN_CHANCE = 0.05
OFTEN_NOT_KNOWN = (
    "improvements_implemented_count",
    "projects_with_measured_effects_count",
    "partners_under_35_count",
    "partners_declined_pay_count",
    "resources_adopted_count",
    "partners_trained_count",
)
NOT_KNOWN: dict[Language, tuple[str, ...]] = {
    "fr": ("ne sait pas", "NSP", "n/d", "Ne sais pas"),
    "en": ("unknown", "don’t know", "DK"),
}
#: Words typed on purpose, accepted as they are: not known, or not applicable although it is asked.
MARKS: dict[Key, Typed] = {
    ("cisss-mo", THIRD): {"team_headcount_count": "ne sait pas"},
    ("ciusss-nim", SECOND): {"partners_in_clinical_teams_count": "NSP"},
    ("chum", SECOND): {"joint_meetings_count": "s.o."},
    ("iucpq", THIRD): {"users_committee_seats_count": "sans objet", "joint_meetings_count": "sans objet"},
    ("cusm", FIRST): {"partners_trained_count": "unknown"},
    ("cisss-at", SECOND): {"office_levels_to_ceo_count": "s.o.", "users_committee_seats_count": "–"},
}
#: Accepted although a required answer is blank or unreadable, each with the reason given.
REASONS: dict[Key, str] = {
    ("ciusss-emtl", FIRST): "Registre des formations perdu lors d’un changement de logiciel (texte fictif).",
    ("cisss-bsl", SECOND): "Ressources reprises : aucun suivi dans l’exercice (texte fictif).",
    ("iucpq", SECOND): "Listes de présence détruites avant le décompte (texte fictif).",
    (
        "cisss-mc",
        THIRD,
    ): "Décompte des ressources reprises en cours; projets non recensés cette année (texte fictif).",
    ("cusm", THIRD): "Executive committee minutes not available before the deadline (fictitious text).",
}
LEFT_BLANK: dict[Key, tuple[str, ...]] = {
    ("ciusss-emtl", FIRST): ("partners_trained_count",),
    ("cisss-bsl", SECOND): ("resources_adopted_count",),
    ("iucpq", SECOND): ("staff_trained_count",),
    ("cisss-mc", THIRD): ("projects_completed_count",),
    ("cusm", THIRD): ("executive_review_state",),
}
PENDING: dict[Key, Typed] = {("cisss-mc", THIRD): {"resources_adopted_count": "une vingtaine"}}

#: Slips of a first version, each caught by a check, returned and corrected before publication.
MISTYPED: dict[Key, Typed] = {
    ("cusm", SECOND): {"partners_trained_count": "about 30"},
    ("chum", THIRD): {"resources_shared_count": "une dizaine"},
}
ADDED: dict[Key, dict[str, int]] = {
    ("cisss-me", FIRST): {"partners_active_12m_count": 90},
    ("cisss-laurentides", THIRD): {"mandates_micro_count": 7},
}
IN_THOUSANDS: dict[Key, tuple[str, ...]] = {
    ("cisss-laurentides", SECOND): (
        "budget_total_cad",
        "budget_recurring_cad",
        "budget_nonrecurring_cad",
        "budget_salaries_cad",
        "budget_recognition_cad",
    ),
    ("ciusss-cn", THIRD): ("operating_budget_cad",),
}
#: Published with attendances instead of persons, corrected afterwards.
CORRECTED_LATER: Key = (ATTENDANCES, THIRD)
ATTENDANCES_PER_PERSON = 2.6

#: Who types numbers as text, and how a thousand is separated.
AS_TEXT = {
    ("cisss-bsl", SECOND): NO_BREAK,
    ("cisss-bsl", THIRD): NO_BREAK,
    ("ciusss-estrie-chus", THIRD): NARROW_NO_BREAK,
    ("ciusss-mcq", FIRST): " ",
}
#: Received some days after the due date, in time for the publication.
LATE_BY_DAYS: dict[Key, int] = {
    ("cisss-gaspesie", FIRST): 3,
    ("ciusss-estrie-chus", SECOND): 4,
    ("cisss-cn09", THIRD): 2,
    ("chusj", THIRD): 8,
}
RETURNED_KEYS = frozenset({*MISTYPED, *ADDED, *IN_THOUSANDS})


@dataclass(frozen=True)
class Sent:
    """One workbook that an establishment sends: `attempt` 1, then 2 for a corrected one."""

    establishment_id: str
    wave_id: str
    attempt: int
    received_on: date
    language: Language
    answers: Typed = field(hash=False)

    @property
    def file_name(self) -> str:
        """« cisss-laval_2025-2026.xlsx », then « cisss-laval_2025-2026_v2.xlsx »."""
        version = f"_v{self.attempt}" if self.attempt > 1 else ""
        return f"{self.establishment_id}_{self.wave_id}{version}.xlsx"


def language_of(establishment_id: str) -> Language:
    return "en" if establishment_id in ENGLISH else "fr"


def typed(establishment_id: str, wave_id: str, attempt: int) -> Typed:
    """What stands in the answer cells of a workbook; the highest attempt holds no slip."""
    key = (establishment_id, wave_id)
    cells = _without_blanks(key, answers_of(establishment_id, wave_id))
    cells |= MARKS.get(key, {}) | PENDING.get(key, {})
    if attempt == 1:
        cells |= MISTYPED.get(key, {})
        cells |= {name: _number(cells[name]) + more for name, more in ADDED.get(key, {}).items()}
        cells |= {name: _number(cells[name]) / 1000 for name in IN_THOUSANDS.get(key, ())}
        if key == CORRECTED_LATER:
            cells["staff_trained_count"] = round(_number(cells["staff_trained_count"]) * ATTENDANCES_PER_PERSON)
    return _as_text(cells, AS_TEXT[key]) if key in AS_TEXT else cells


def _without_blanks(key: Key, answers: Typed) -> Typed:
    """The answers without those that nobody knows or that are left blank."""
    chance = stream(f"blanks {key}").random(len(answers))
    words = NOT_KNOWN[language_of(key[0])]
    kept: Typed = {}
    for (name, answer), luck in zip(answers.items(), chance, strict=True):
        optional = not load_facts().question[name].is_required
        if answer is None or name in LEFT_BLANK.get(key, ()):
            continue
        if optional and name != "reference_rate_unit_choice" and luck < BLANK_CHANCES.get(name, BLANK_CHANCE):
            continue
        if name in OFTEN_NOT_KNOWN and luck > 1 - NOT_KNOWN_CHANCE:
            kept[name] = words[int(luck * 1000) % len(words)]
            continue
        kept[name] = answer
    return kept


def _as_text(cells: Typed, space: str) -> Typed:
    """The numbers as somebody types them: « 1 234 567,00 $ », « 3,5 », « 12 480 »; the day in words."""
    spelled: Typed = {}
    for name, answer in cells.items():
        kind = load_facts().question[name].kind
        if kind == "amount" and not isinstance(answer, str):
            spelled[name] = f"{_number(answer):,.2f}{space}$".replace(",", space).replace(".", ",")
        elif kind == "fte" and not isinstance(answer, str):
            spelled[name] = f"{_number(answer):.1f}".replace(".", ",")
        elif name == "staff_headcount_count":
            spelled[name] = f"{_number(answer):,.0f}".replace(",", space)
        elif isinstance(answer, date):
            spelled[name] = answer.strftime("%d/%m/%Y")
        else:
            spelled[name] = answer
    return spelled


def _number(answer: object) -> float:
    if not isinstance(answer, int | float):
        raise TypeError(f"{answer!r} is not a number")
    return answer


@cache
def sent(wave_id: str) -> tuple[Sent, ...]:
    """Every workbook of a wave in the order of receipt, corrected ones and the late one included."""
    wave = wave_of(wave_id)
    after = stream("receipt", WAVES.index(wave_id)).integers(0, 5, len(ids()))
    workbooks = []
    for name, rank in zip(ids(), after, strict=True):
        if name in NON_RESPONDENTS[wave_id]:
            continue
        received = wave.opens_on + timedelta(days=18 + 9 * int(rank))
        if name == ALWAYS_LATE:
            received = date(2026, 9, 8) if wave_id == THIRD else wave.due_on + timedelta(days=10)
        key = (name, wave_id)
        if key in LATE_BY_DAYS:
            received = wave.due_on + timedelta(days=LATE_BY_DAYS[key])
        dates = [received]
        if key in RETURNED_KEYS:
            dates.append(wave.due_on + timedelta(days=6))
        if key == CORRECTED_LATER:
            dates.append(date(2026, 10, 5))
        workbooks += [
            Sent(name, wave_id, number, day, language_of(name), typed(name, wave_id, number))
            for number, day in enumerate(dates, start=1)
        ]
    return tuple(sorted(workbooks, key=lambda item: (item.received_on, item.establishment_id)))
