"""The waves of the survey, the periods of the quarterly follow-up, and the layouts in which answers may come.

A new wave, a new year of quarters or the export of another survey tool is written here and nowhere else.
"""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict

from data.model.survey import Version, Wave

WAVES: tuple[Wave, ...] = (
    Wave(
        wave_id="2023-2024",
        version="v1",
        start=date(2023, 4, 1),
        end=date(2024, 3, 31),
        opens_on=date(2024, 4, 15),
        due_on=date(2024, 6, 15),
        template_version="2024.1",
    ),
    Wave(
        wave_id="2024-2025",
        version="v2",
        start=date(2024, 4, 1),
        end=date(2025, 3, 31),
        opens_on=date(2025, 4, 14),
        due_on=date(2025, 6, 13),
        template_version="2025.1",
    ),
    Wave(
        wave_id="2025-2026",
        version="v2",
        start=date(2025, 4, 1),
        end=date(2026, 3, 31),
        opens_on=date(2026, 4, 13),
        due_on=date(2026, 6, 12),
        template_version="2026.1",
    ),
)


#: Each fiscal year followed by quarter, and the version of the questionnaire whose questions are asked.
YEARS_BY_QUARTER: tuple[tuple[int, Version], ...] = (
    (2021, "v2"),
    (2022, "v2"),
    (2023, "v2"),
    (2024, "v2"),
    (2025, "v2"),
)
#: A quarter may be sent from the day after its last one, for so many days.
DAYS_TO_ANSWER = 45


def quarters_of(first_year: int, version: Version) -> tuple[Wave, ...]:
    """The four quarters of the fiscal year that begins in April of `first_year`, « 2025-2026-T1 » to « -T4 »."""
    starts = [date(first_year, month, 1) for month in (4, 7, 10)]
    starts += [date(first_year + 1, month, 1) for month in (1, 4)]
    year = f"{first_year}-{first_year + 1}"
    return tuple(
        Wave(
            wave_id=f"{year}-T{number}",
            version=version,
            start=start,
            end=after - timedelta(days=1),
            opens_on=after,
            due_on=after + timedelta(days=DAYS_TO_ANSWER),
            template_version="",
            collection="quarterly",
            period_kind="quarter",
            fiscal_year=year,
        )
        for number, (start, after) in enumerate(pairwise(starts), start=1)
    )


QUARTERS: tuple[Wave, ...] = tuple(quarter for year in YEARS_BY_QUARTER for quarter in quarters_of(*year))
ALL: tuple[Wave, ...] = WAVES + QUARTERS
_BY_ID = {item.wave_id: item for item in ALL}


class UnknownWave(KeyError):
    """No wave or period has this id; the known ids are in `ALL`."""


def wave(wave_id: str) -> Wave:
    """The wave of a fiscal year written « 2025-2026 », or the period written « 2025-2026-T4 ».

    Raises:
        UnknownWave: `wave_id` is the id of neither.
    """
    if wave_id not in _BY_ID:
        raise UnknownWave(wave_id)
    return _BY_ID[wave_id]


def previous(wave_id: str) -> Wave | None:
    """The wave just before a yearly one, or None for the first; a period reads `yearly_before` instead."""
    position = WAVES.index(wave(wave_id))
    return WAVES[position - 1] if position else None


def yearly_before(period: Wave) -> tuple[Wave, ...]:
    """The yearly waves that had ended by the end of a period, oldest first: what `prev` may read in it."""
    return tuple(item for item in WAVES if item.end <= period.end)


#: The header, simplified, of the column that names the establishment, and of the one that says the wave.
WHOSE = (
    "establishment",
    "establishment_id",
    "etablissement",
    "identifiant de l'etablissement",
    "nom de l'etablissement",
)
WHEN = ("wave", "wave_id", "vague", "period", "periode", "exercice", "exercice financier", "fiscal year")


class ExportLayout(BaseModel):
    """How one tool writes an export with a row an establishment: its headers, its boxes, its codes, its marks.

    In `box`, `mark` and `other`, {q} is any name of a question (id, short code, text in either language), {c} any name
    of a choice (id, text, declared code), {m} a mark such as « nsp ».

    Attributes:
        signs: headers, simplified, that tell the tool; any two of them do.
        answers: values of boxes that only this layout writes, where a tool exports codes or labels.
        box: how the header of a box is made.
        mark: how the header of a box that stands for « ne sait pas » or « sans objet » is made.
        other: how the header of the text typed beside an « autre » choice is made.
        group: what parts the name of a group from that of a question.
        cut: what follows the code where a header holds the code, then the text.
        joined: what parts several choices in one cell, beside `|` and `;` which always do.
        ticked, unticked: how a box is written, beside the marks of yes/no questions.
        ignored: patterns of the headers, simplified, that hold no answer.
        establishment: headers, simplified, of the column that names the establishment, best first.
        box_codes, answer_codes: the codes that the tool itself gives to boxes and choices, in their order.
        mark_scope: the scope of `answer_marks.csv` that is read before the common one.
        other_codes: what the tool writes where « autre » was chosen.
        other_is_text: whether « autre » comes out as the words typed, with nothing else.
        mask: what the tool puts before a text that a spreadsheet would take for a formula.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    layout_id: str
    tool: str
    signs: frozenset[str] = frozenset()
    answers: frozenset[str] = frozenset()
    box: tuple[str, ...] = ("{q} [{c}]", "{q}[{c}]", "{q}/{c}", "{q}.{c}", "{q} : {c}", "{q}___{c}")
    mark: tuple[str, ...] = ()
    other: tuple[str, ...] = ("{q}_other", "{q}_autre", "{q} - autre", "{q} (autre)")
    group: str = ""
    cut: str = ""
    joined: str = ""
    ticked: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    establishment: tuple[str, ...] = WHOSE
    box_codes: tuple[str, ...] = ()
    answer_codes: tuple[str, ...] = ()
    mark_scope: str = ""
    other_codes: tuple[str, ...] = ()
    other_is_text: bool = False
    mask: str = ""


#: LimeSurvey, « Exporting results » of its manual and its CSV writer: all cells quoted, UTF-8 with a mark, `;` or `,`
#: by version; a blank line ends the file. Codes: a box is « Y » or blank; full answers: Oui, Non, or « N/A » where the
#: box was never shown. Automatic codes are SQ001… for boxes and AO01… (A1… before version 4) for answers.
_LIMESURVEY: dict[str, Any] = {
    "signs": {
        *("submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"),
        *("id de la reponse", "date de soumission", "derniere page", "langue de depart", "graine"),
        *("response id", "date submitted", "last page", "start language", "date started", "date last action"),
    },
    "box": ("{q}[{c}]", "{q}_{c}", "{q} [{c}]"),
    "mark": ("{q}[{m}]", "{q}_{m}", "{q} [{m}]"),
    "other": ("{q}[other]", "{q}_other", "{q} [autre]", "{q} [other]", "{q} [autre :]"),
    "cut": ". ",
    "ignored": (
        r"id|id\. .*|submitdate.*|lastpage.*|startlanguage.*|seed.*|token.*|startdate.*|datestamp.*|ipaddr.*|refurl.*",
        r"id de la reponse|date de soumission|derniere page|langue de depart|tete de serie|graine|date de lancement",
        r"date de la derniere action|adresse ip|url de reference|duree totale|temps total",
        r"response id|date submitted|last page|start language|date started|date last action|ip address|referrer url",
        r"interviewtime.*|grouptime.*|.*time$|total time|group time:.*|question time:.*|temps .*",
    ),
    "box_codes": ("SQ{order:03d}",),
    "answer_codes": ("AO{order:02d}", "A{order}"),
    "other_codes": ("-oth-", "autre", "other"),
    "mask": "'=",
}
#: REDCap, « Data exports » of its help: `champ___code` is a box, 0 or 1 (raw), Unchecked or Checked (labels); the code
#: of a missing-data code is a box of its own; « Question (choice=Choix) » heads a box where headers are labels.
_REDCAP: dict[str, Any] = {
    "signs": {
        *("record_id", "record id", "redcap_event_name", "redcap_survey_identifier", "event name"),
        *(
            "redcap_repeat_instrument",
            "redcap_repeat_instance",
            "redcap_data_access_group",
            "survey timestamp",
        ),
        *("survey identifier", "complete?", "repeat instrument", "repeat instance", "data access group"),
    },
    "box": ("{q}___{c}", "{q} (choice={c})"),
    "mark": ("{q}___{m}", "{q} (choice={m})"),
    "other": ("{q}_other", "{q}_autre", "{q} (autre)"),
    "ignored": (
        r"record[_ ]id|redcap_.*|event name|repeat instrument|repeat instance|data access group|.*_timestamp|.*_complete",
        r"survey identifier|survey timestamp|complete\?",
    ),
    "establishment": (*WHOSE, "record_id", "record id"),
}

LAYOUTS: tuple[ExportLayout, ...] = (
    ExportLayout(layout_id="limesurvey-codes", tool="LimeSurvey", answers=frozenset({"y", "n"}), **_LIMESURVEY),
    ExportLayout(
        layout_id="limesurvey-labels",
        tool="LimeSurvey",
        answers=frozenset({"oui", "non", "yes", "no", "n/a"}),
        mark_scope="limesurvey",
        **_LIMESURVEY,
    ),
    ExportLayout(layout_id="redcap-raw", tool="REDCap", answers=frozenset({"0", "1"}), **_REDCAP),
    ExportLayout(
        layout_id="redcap-labels",
        tool="REDCap",
        answers=frozenset({"checked", "unchecked"}),
        ticked=("checked",),
        unticked=("unchecked",),
        **_REDCAP,
    ),
    # Microsoft Forms, « Check and share your form results » : the whole text of a question heads its column, several
    # choices are joined by « ; » with one more at the end, and « autre » comes out as the words typed.
    ExportLayout(
        layout_id="forms",
        tool="Microsoft Forms",
        signs=frozenset(
            {
                *("start time", "completion time", "last modified time"),
                *("heure de debut", "heure de fin", "heure de la derniere modification"),
            }
        ),
        ignored=(
            r"id|start time|completion time|email|name|last modified time|language|total points|quiz feedback",
            r"heure de debut|heure de fin|adresse de messagerie|nom|heure de la derniere modification|langue",
            r"(points|feedback|commentaires) [-–] .*",
        ),
        joined=";",
        other_is_text=True,
    ),
    # KoboToolbox, « Exporting and downloading your data » : `groupe/question`, choices joined by spaces, and a column
    # `question/choix` of 0 and 1 for each, blank where the question was not answered.
    ExportLayout(
        layout_id="kobo",
        tool="KoboToolbox",
        signs=frozenset({"_id", "_uuid", "_submission_time", "_validation_status", "_index", "__version__"}),
        box=("{q}/{c}",),
        mark=("{q}/{m}",),
        other=("{q}_other", "{q}_autre"),
        group="/",
        joined=" ",
        ignored=(
            r"_.*|start|end|today|username|deviceid|phonenumber|simserial|subscriberid|audit|meta/.*|formhub/uuid",
        ),
        other_codes=("other",),
    ),
    # Any other table with one row an establishment: the one that is tried when no tool is told.
    ExportLayout(layout_id="consolidated", tool="", joined=";"),
)
