"""The hidden map of a workbook made by `template`: what it declares, or the refusal when it is not ours."""

import re
from dataclasses import dataclass

import fastexcel

from data.facts import Facts
from data.model.survey import Wave
from etl.extract.identity import find_wave
from etl.extract.refusals import UnreadableFile
from etl.forms.hidden_sheets import MAP_SHEET
from etl.forms.survey.plan import MAP_HEADER, MAP_MARK, MAP_SETTINGS, plan_sheets


@dataclass(frozen=True)
class Mapped:
    """One answer cell as the hidden map declares it."""

    question_id: str
    choice_id: str | None
    sheet: str
    cell: str
    code: str


def not_ours(reader: fastexcel.ExcelReader, label: str) -> UnreadableFile:
    names = ", ".join(f"« {name} »" for name in reader.sheet_names[:4])
    more = ", …" if len(reader.sheet_names) > 4 else ""
    return UnreadableFile("not_our_template", file=label, read=names + more, expected=MAP_SHEET)


def read_map(reader: fastexcel.ExcelReader, label: str) -> tuple[dict[str, str], list[Mapped]]:
    """The settings and the answer cells that the hidden sheet declares."""
    if MAP_SHEET not in reader.sheet_names:
        raise not_ours(reader, label)
    frame = reader.load_sheet(MAP_SHEET, header_row=None, skip_rows=0, dtypes="string").to_polars()
    rows = [tuple(cell or "" for cell in row) for row in frame.iter_rows()]
    settings = {row[0]: row[1] for row in rows[1 : 1 + len(MAP_SETTINGS)] if len(row) > 1}
    top = len(MAP_SETTINGS) + 1
    readable = (
        frame.width == len(MAP_HEADER)
        and len(rows) > top
        and rows[0][0] == MAP_MARK
        and tuple(settings) == MAP_SETTINGS
        and settings["kind"] in ("fictif", "reel")
        and rows[top] == MAP_HEADER
    )
    if not readable:
        raise not_ours(reader, label)
    mapped = [
        Mapped(question, choice or None, sheet, cell, code)
        for question, choice, sheet, cell, code in rows[top + 1 :]
        if question
    ]
    if not all(re.fullmatch(r"[A-Z]{1,3}[1-9]\d{0,6}", item.cell) for item in mapped):
        raise not_ours(reader, label)
    return settings, mapped


def expected_version(settings: dict[str, str], asked: str | None, label: str) -> Wave:
    """The wave of the workbook, whose template must be the wave's own."""
    row = {name: at for at, name in enumerate(MAP_SETTINGS, start=2)}
    found = find_wave(settings["wave_id"], asked=asked, file=label, sheet=MAP_SHEET, cell=f"B{row['wave_id']}")
    read, expected = settings["template_version"], found.template_version
    if read != expected:
        newer = _numbers(read) > _numbers(expected)
        raise UnreadableFile(
            "newer_template" if newer else "older_template",
            file=label,
            sheet=MAP_SHEET,
            cell=f"B{row['template_version']}",
            read=read,
            expected=expected,
            wave=found.wave_id,
        )
    return found


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version))


def asked_cells(found: Wave, facts: Facts) -> set[tuple[str, str | None]]:
    """Every answer cell of the wave's template: its question, and its choice for a box."""
    lines = [line for plan in plan_sheets(found, "fr", facts) for line in plan.lines]
    return {
        (line.question.question_id, line.choice.choice_id if line.choice else None)
        for line in lines
        if line.question is not None
    }
