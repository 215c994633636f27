"""Pairs and groups of one wave from a small table of answers; shared by the tests of evaluation."""

import json
from datetime import date

import polars as pl

from data.facts import load_facts
from data.model.survey import Wave
from indicators.catalogue import load_catalogue
from indicators.evaluation.evaluate import evaluate, places_frame, roll_up
from tests.builders.long_answers import long_answers

FACTS, CATALOGUE = load_facts(), load_catalogue()


def wave(start: int, version: str = "v2") -> Wave:
    """A wave of the fiscal year that begins in April of `start`."""
    return Wave.model_validate(
        {
            "wave_id": f"{start}-{start + 1}",
            "version": version,
            "start": date(start, 4, 1),
            "end": date(start + 1, 3, 31),
            "opens_on": date(start + 1, 4, 15),
            "due_on": date(start + 1, 6, 15),
            "template_version": "1",
        }
    )


WAVES = {"v1": wave(2023, "v1"), "v2": wave(2024, "v2")}


def pairs_of(table: dict, version: str = "v2") -> pl.DataFrame:
    """The pairs of one wave in which the establishments of `table` sent a workbook, blank but for what it says."""
    answers = long_answers(WAVES[version].wave_id, table, blanks=version)
    return evaluate(answers, FACTS, CATALOGUE, [WAVES[version]])


def pair(table: dict, kind: str, subject: str, establishment: str, version: str = "v2", segment: str = "") -> dict:
    """The one pair of an establishment."""
    found = pairs_of(table, version).filter(
        subject_kind=kind, subject_id=subject, establishment_id=establishment, segment=segment
    )
    return found.row(0, named=True)


def groups_of(table: dict, version: str = "v2") -> pl.DataFrame:
    """The sums of one wave by place."""
    return roll_up(pairs_of(table, version), places_frame(FACTS))


def place(groups: pl.DataFrame, kind: str, subject: str, place_id: str = "quebec", segment: str = "") -> dict:
    """The sums of one subject in one place."""
    row = groups.filter(subject_kind=kind, subject_id=subject, place_id=place_id, segment=segment).row(0, named=True)
    return {**row, "missing": json.loads(row["missing"])}
