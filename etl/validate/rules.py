"""The rules between answers, evaluated over all submissions of a wave together; only a false result is a finding."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import polars as pl

from data.expressions.columns import column_name, previous_name
from data.expressions.compile import Compiled, compile_expression
from data.expressions.wide import KEYS, widen, with_latest, with_previous, with_reference
from data.facts import Facts
from data.model.survey import Question, Rule, Wave
from etl.validate.problems import Problem
from etl.validate.words import number_said
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say, typeset

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def rules_of(wave: Wave, facts: Facts) -> dict[str, tuple[Rule, Compiled]]:
    """The rules that the version of the wave asks for, compiled, by id.

    In a period, those whose questions are all asked there; one that looks back at a yearly answer does so only for a
    situation on the last day, since a count of three months is no step of a count of twelve.
    """
    rules = {
        rule.rule_id: (rule, compile_expression(rule.expression, facts, wave.version))
        for rule in facts.rules
        if wave.version in rule.versions
    }
    if wave.collection == "yearly":
        return rules
    timing = {item.question_id: item.period_timing for item in facts.quarterly_questions}
    return {
        rule_id: (rule, compiled)
        for rule_id, (rule, compiled) in rules.items()
        if timing.keys() >= {*compiled.names, *compiled.previous}
        and all(timing[name] == "period_end" for name in compiled.previous)
    }


def with_context(
    wide: pl.DataFrame, previous: pl.DataFrame | None, wave: Wave, before: Wave | None, facts: Facts
) -> pl.DataFrame:
    """One row a submission with everything that a rule may read: answers, previous wave, fiscal year.

    Args:
        wide: answers of the wave, side by side.
        previous: answers of the accepted submissions of the wave before, None where there is none.
        before: the wave before, None for the first one.
    """
    wide_before = None
    if before is not None and previous is not None and not previous.is_empty():
        wide_before = widen(previous, facts.questionnaire(before.version))
    return with_reference(with_previous(wide, wide_before, facts.changes), wave, facts)


def with_period_context(
    answers: pl.DataFrame,
    previous: Mapping[str, pl.DataFrame],
    periods: Sequence[Wave],
    earlier: Mapping[str, Sequence[Wave]],
    facts: Facts,
) -> pl.DataFrame:
    """The same for periods that ask the same questions: what `prev` reads is the latest accepted yearly answer.

    Args:
        previous: for each period, the answers of the accepted submissions of its yearly waves.
        earlier: for each period, the yearly waves that had ended by then, oldest first.
    """
    wide = widen(answers, facts.asked(periods[0])).partition_by("wave_id", as_dict=True)
    names = [question.question_id for question in facts.asked(periods[0])]
    contexts: list[pl.DataFrame] = []
    widened: dict[str, pl.DataFrame] = {}
    for period in periods:
        before, held = [], previous.get(period.wave_id, answers.clear())
        for wave in earlier[period.wave_id]:
            if wave.wave_id not in widened:
                own = held.filter(pl.col("wave_id") == wave.wave_id)
                widened[wave.wave_id] = widen(own, facts.asked(wave))
            before.append(widened[wave.wave_id])
        current = with_latest(wide[(period.wave_id,)], before, names, facts.changes)
        contexts.append(with_reference(current, period, facts))
    return pl.concat(contexts, how="vertical_relaxed")


def findings(context: pl.DataFrame, cells: pl.DataFrame, wave: Wave, facts: Facts) -> list[tuple[str, Problem]]:
    """What the rules find: a submission id and its problem, one for each rule that is false.

    Args:
        context: from `with_context`.
        cells: the same answers in long form, for their sheet, cell and text.
    """
    rules = rules_of(wave, facts)
    told = context.select("submission_id", *(item.column.alias(name) for name, (_, item) in rules.items()))
    false = told.unpivot(index="submission_id", variable_name="rule_id", value_name="holds").filter(~pl.col("holds"))
    if false.is_empty():
        return []
    concerned = false["submission_id"].unique().to_list()
    # Only what the sentences of these rules name: a table may bring a finding for each of thousands of submissions.
    broken = [rules[rule_id] for rule_id in false["rule_id"].unique()]
    named = {name for rule, _ in broken for name in rule.fields}
    own = pl.col("submission_id").is_in(concerned)
    words = _columns_named([rule for rule, _ in broken], context.columns)
    rows = {row["submission_id"]: row for row in context.filter(own).select(words).to_dicts()}
    asked = cells.filter(pl.col("question_id").is_in(sorted(named)) & own)
    places = {
        (row["submission_id"], row["question_id"]): row
        for row in asked.select("submission_id", "question_id", "sheet", "cell", "raw").to_dicts()
    }
    shown = {rule.rule_id: _columns_named([rule], words, keys=()) for rule, _ in broken}
    messages: dict[tuple[str, str], tuple[str, str]] = {}
    found = []
    for submission_id, rule_id in false.select("submission_id", "rule_id").iter_rows():
        rule, row = rules[rule_id][0], rows[submission_id]
        # The same values give the same sentence: it is written once.
        values = (rule_id, repr([row[name] for name in shown[rule_id]]))
        if values not in messages:
            messages[values] = (rule_message(rule, row, facts, "fr"), rule_message(rule, row, facts, "en"))
        found.append((submission_id, _problem(rule, row, places, messages[values])))
    return found


def _columns_named(rules: Sequence[Rule], columns: Sequence[str], keys: Sequence[str] = KEYS) -> list[str]:
    """The columns of a context that the messages of `rules` may show, and `keys`."""
    words = {match[1] for rule in rules for match in PLACEHOLDER.finditer(rule.message_fr + rule.message_en)}
    wanted = {*keys, *words, *map(column_name, words)}
    wanted |= {previous_name(word.removeprefix("prev_")) for word in words}
    return [name for name in columns if name in wanted]


def _problem(
    rule: Rule,
    row: Mapping[str, Any],
    places: Mapping[tuple[str, str], Mapping[str, Any]],
    messages: tuple[str, str],
) -> Problem:
    """The finding at the rule's first cell; `read` lists every cell that the rule compares."""
    fields = [places.get((row["submission_id"], name), {}) for name in rule.fields]
    read = [
        f"{'!'.join(part for part in (place.get('sheet'), place.get('cell')) if part)} : {place.get('raw') or '—'}"
        for place in fields
    ]
    return Problem(
        severity=rule.severity,
        code=rule.rule_id,
        message_fr=messages[0],
        message_en=messages[1],
        question_id=rule.fields[0],
        sheet=fields[0].get("sheet"),
        cell=fields[0].get("cell"),
        read=typeset(" · ".join(read)),
        establishment_id=row["establishment_id"],
        wave_id=row["wave_id"],
    )


def rule_message(rule: Rule, row: Mapping[str, Any], facts: Facts, language: Language) -> str:
    """The message of a rule with its `{question_id}` places filled from one row of `with_context`."""
    text = rule.message_fr if language == "fr" else rule.message_en

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("prev_") and (question := facts.question.get(name.removeprefix("prev_"))):
            return value_text(row[previous_name(question.question_id)], question, facts, language)
        question = facts.question.get(name)
        return value_text(row[column_name(name) if question else name], question, facts, language)

    message = PLACEHOLDER.sub(value, text)
    return typeset(message) if language == "fr" else message


def value_text(value: Any, question: Question | None, facts: Facts, language: Language) -> str:
    """An answer as a reader of `language` writes it; « sans réponse » for a missing one."""
    if value is None:
        return say("sans réponse", language)
    if isinstance(value, bool):
        return say("oui" if value else "non", language)
    if isinstance(value, int | float):
        return number_said(value, language)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ", ".join(pick(facts.answer_choice[item], "label", language) for item in value)
    if question is not None and question.kind == "choice":
        return pick(facts.answer_choice[value], "label", language)
    return str(value)
