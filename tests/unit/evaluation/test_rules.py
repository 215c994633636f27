"""Every rule is seen to pass and to fail, on answers found by a small search and read like anyone's."""

from datetime import timedelta
from itertools import product

import polars as pl
import pytest

from data.expressions.columns import column_name, previous_name, state_name
from data.expressions.compile import Compiled, compile_expression
from data.expressions.wide import DTYPES
from data.facts import load_facts
from data.model.survey import NUMBER_KINDS, Question, Rule
from etl import waves
from etl.extract import CELLS
from etl.validate import Checked, validate

FACTS = load_facts()
PLACE = "cisss-laval"
NUMBERS = (0.0, 1.0, 2.0, 3.0, 30.0, 200.0, 900.0, 5_000.0, 100_000.0, 900_000.0, 50_000_000.0)
#: More answers to a rule's questions than this are not tried.
MOST_TRIED = 60_000


def latest_wave(rule: Rule):
    """The last wave whose version asks the rule."""
    return next(wave for wave in reversed(waves.WAVES) if wave.version in rule.versions)


def candidates(question: Question, wave) -> list[object]:
    """A few answers that a person may give, None for a blank."""
    if question.kind in NUMBER_KINDS:
        low, high = question.min or 0.0, question.max or 1e12
        return sorted({low, high, *(number for number in NUMBERS if low <= number <= high)})
    if question.kind == "boolean":
        return [True, False]
    if question.kind == "date":
        return [wave.end, wave.end - timedelta(days=31), wave.end + timedelta(days=40)]
    if question.kind == "choice":
        return [*question.choices, None]
    if question.kind == "multichoice":
        none = [choice for choice in question.choices if choice.startswith("no_")]
        some = [choice for choice in question.choices if choice not in none]
        return [none, some[:1], [*none, some[0]], some[:3], None]
    return {"establishment_id": [PLACE, "ailleurs"], "fiscal_year_text": [wave.wave_id, "2019-2020"]}[
        question.question_id
    ]


def tried(compiled: Compiled, wave) -> pl.DataFrame:
    """One row for each combination of candidate answers to the questions that an expression reads."""
    columns: dict[str, list[object]] = {}
    types: dict[str, pl.DataType] = {}
    for name in compiled.names:
        columns[column_name(name)] = candidates(FACTS.question[name], wave)
        types[column_name(name)] = DTYPES[FACTS.question[name].kind]
    for name in compiled.previous:
        columns[previous_name(name)] = candidates(FACTS.question[name], wave)
        types[previous_name(name)] = DTYPES[FACTS.question[name].kind]
    combinations = [row for row, _ in zip(product(*columns.values()), range(MOST_TRIED), strict=False)]
    frame = pl.DataFrame(combinations, schema=types, orient="row")
    states = [
        pl.when(pl.col(column_name(name)).is_null())
        .then(pl.lit("not_answered"))
        .otherwise(pl.lit("value"))
        .alias(state_name(name))
        for name in compiled.names
    ]
    return frame.with_columns(
        *states,
        fiscal_year_start=pl.lit(wave.start),
        fiscal_year_end=pl.lit(wave.end),
        fiscal_year_label=pl.lit(wave.wave_id),
    )


def typed(question: Question, value: object, line: int, wave_id: str) -> list[tuple]:
    """The cells of one answer as the extraction gives them."""
    head = (PLACE, wave_id, question.question_id)
    tail = ("Feuille", f"D{line}")
    if isinstance(value, list):
        return [(*head, choice, "x", "text", None, None, *tail) for choice in value]
    if isinstance(value, bool):
        return [(*head, None, "oui" if value else "non", "text", None, None, *tail)]
    if isinstance(value, float):
        return [(*head, None, repr(value), "number", value, None, *tail)]
    return [(*head, None, None if value is None else str(value), "text", None, None, *tail)]


def judged(row: dict[str, object], compiled: Compiled, wave) -> Checked:
    """What validation says of the answers of one row of `tried`, the previous wave included."""
    cells = [
        cell
        for line, name in enumerate(compiled.names, start=5)
        for cell in typed(FACTS.question[name], row[column_name(name)], line, wave.wave_id)
    ]
    if not cells:
        cells = typed(FACTS.question["fiscal_year_text"], wave.wave_id, 5, wave.wave_id)
    frame = pl.DataFrame(cells, schema=CELLS, orient="row").with_columns(submission_id=pl.lit("now"))
    before = waves.previous(wave.wave_id)
    previous = {}
    if compiled.previous and before is not None:
        earlier = [
            cell
            for name in compiled.previous
            for cell in typed(FACTS.question[name], row[previous_name(name)], 5, before.wave_id)
        ]
        earlier_cells = pl.DataFrame(earlier, schema=CELLS, orient="row").with_columns(submission_id=pl.lit("then"))
        previous = {wave.wave_id: validate(earlier_cells, FACTS).answers}
    return validate(frame, FACTS, previous)


@pytest.mark.parametrize("rule", FACTS.rules, ids=lambda rule: rule.rule_id)
def test_a_rule_passes_and_fails_and_says_why(rule):
    wave = latest_wave(rule)
    compiled = compile_expression(rule.expression, FACTS, wave.version)
    assert compiled.is_condition
    rows = tried(compiled, wave)
    holds = rows.select(holds=compiled.column)["holds"]
    passing, failing = rows.filter(holds), rows.filter(~holds)
    assert not passing.is_empty()
    assert not failing.is_empty()

    kept = judged(passing.row(0, named=True), compiled, wave)
    assert rule.rule_id not in {item.code for item in kept.problems}

    broken = judged(failing.row(0, named=True), compiled, wave)
    (found,) = [item for item in broken.problems if item.code == rule.rule_id]
    assert found.severity == rule.severity
    assert found.question_id == rule.fields[0]
    for message in (found.message_fr, found.message_en):
        assert message
        assert not set("{}") & set(message)
        assert "None" not in message


@pytest.mark.parametrize("rule", FACTS.rules, ids=lambda rule: rule.rule_id)
def test_a_rule_compiles_in_every_version_that_it_names_and_reads_only_its_fields(rule):
    for version in rule.versions:
        compiled = compile_expression(rule.expression, FACTS, version)
        assert {*compiled.names, *compiled.previous} <= set(rule.fields)
        assert all(FACTS.question[name].asked_in(version) for name in rule.fields)


def test_no_rule_finds_anything_where_nothing_is_answered():
    ids = {rule.rule_id for rule in FACTS.rules}
    for wave in waves.WAVES:
        blank = typed(FACTS.question["has_office"], None, 5, wave.wave_id)
        cells = pl.DataFrame(blank, schema=CELLS, orient="row").with_columns(submission_id=pl.lit("now"))
        assert not ids & {item.code for item in validate(cells, FACTS).problems}


def test_a_finding_lists_every_cell_that_the_rule_compares():
    rule = next(rule for rule in FACTS.rules if rule.rule_id == "mandates_sum")
    wave = latest_wave(rule)
    compiled = compile_expression(rule.expression, FACTS, wave.version)
    row = dict(zip(compiled.names, (9.0, 1.0, 2.0, 3.0), strict=True))
    (found,) = [item for item in judged(row, compiled, wave).problems if item.code == "mandates_sum"]
    assert found.place == "Feuille!D5"
    for line, value in zip(range(5, 9), ("9.0", "1.0", "2.0", "3.0"), strict=True):
        assert f"Feuille!D{line}" in found.read
        assert value in found.read
    assert found.message_fr.replace("\u00a0", " ") == "Micro (1) + méso (2) + macro (3) doivent égaler 9."


def test_the_previous_wave_is_read_through_the_renaming_and_never_across_a_break():
    names = {"office_team_fte": 1.0, "partners_active_12m_count": 10.0, "partners_registered_count": 40.0}
    then = [cell for name, value in names.items() for cell in typed(FACTS.question[name], value, 5, "2023-2024")]
    now = {"dedicated_team_fte": 4.0, "partners_active_count": 100.0, "partners_registered_count": 121.0}
    here = [cell for name, value in now.items() for cell in typed(FACTS.question[name], value, 5, "2024-2025")]
    earlier = pl.DataFrame(then, schema=CELLS, orient="row").with_columns(submission_id=pl.lit("then"))
    cells = pl.DataFrame(here, schema=CELLS, orient="row").with_columns(submission_id=pl.lit("now"))
    found = validate(cells, FACTS, {"2024-2025": validate(earlier, FACTS).answers}).problems
    codes = {item.code for item in found}
    assert {"jump_dedicated_team_fte", "jump_partners_registered_count"} <= codes
    assert "jump_partners_active_count" not in codes
    (jump,) = [item for item in found if item.code == "jump_partners_registered_count"]
    assert "121 contre 40" in jump.message_fr
