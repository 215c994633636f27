"""The rows of a release for the training evaluation: counts, levels at the start, paired changes, hidden places."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import polars as pl

from data.store.releases.initiative_tables import RESULTS
from indicators.initiatives.training import (
    SCORE,
    Key,
    Participant,
    Place,
    ShownTraining,
    people_of,
    places_of,
    span_of,
    visible_keys,
)
from indicators.statistics.paired_mean import mean_bounds, paired_mean

INITIATIVE = "gmf-oc"


def training_results(
    answers: pl.DataFrame,
    enrolment: pl.DataFrame,
    items: Sequence[str],
    *,
    kind: str,
    earlier: Sequence[ShownTraining] = (),
) -> tuple[pl.DataFrame, list[ShownTraining]]:
    """The rows to publish (`RESULTS`), and the sets that showing them gives away, for the next release's audit.

    Args:
        answers: sender, participant_code, module_id, territory_id, setting_id, month, answered_on, the items,
            file_label; no free text.
        enrolment: module_id, territory_id, setting_id, invited, enrolled.
        items: the columns of the items, in order.
        earlier: what releases have shown, oldest first.
    """
    before = {item.key: item for item in earlier}
    rows: list[dict[str, object]] = []
    shown: list[ShownTraining] = []
    for module, people in people_of(answers, items).items():
        places = places_of(module, people)
        visible = visible_keys(places, [item for item in earlier if item.key[0] == module])
        for place in places:
            base = _base(place.key, kind)
            if place.key in visible:
                counts = _counts(place, answers, enrolment)
                visible_rows = [base | counts | row for row in _measures(place, items)]
                shown.append(ShownTraining(place.key, place.sets, tuple(visible_rows)))
                rows += visible_rows
            elif place.key in before:
                # A few came since: their answers wait, and what was shown stays as it was.
                rows += before[place.key].rows
            else:
                rows.append(base | {"measure": SCORE, "state": "suppressed"})
    return results_frame(rows), shown


def results_frame(rows: Iterable[dict[str, object]]) -> pl.DataFrame:
    """Rows as a frame of `RESULTS`, a column that a row lacks being null, in the order of the keys."""
    complete = [{name: row.get(name) for name in RESULTS} for row in rows]
    keys = ["initiative_id", "module_id", "territory_id", "setting_id", "month", "measure"]
    return pl.DataFrame(complete, schema=RESULTS).sort(keys)


def _base(key: Key, kind: str) -> dict[str, object]:
    module, territory, setting, month = key
    return {
        "kind": kind,
        "initiative_id": INITIATIVE,
        "module_id": module,
        "territory_id": territory,
        "setting_id": setting,
        "month": month,
    }


def _counts(place: Place, answers: pl.DataFrame, enrolment: pl.DataFrame) -> dict[str, object]:
    """How many were invited, enrolled, started and answered, with the files and the number of rows behind."""
    module, territory, setting, month = place.key
    started = len(place.people)
    answered = sum(month in item.answers for item in place.people)
    invited, enrolled = _enrolled(place, enrolment)
    inside = _inside(answers, module, territory, setting).filter(pl.col("month").is_in([0, month]))
    first, last = span_of(answers, module, month)
    of = enrolled if month == 0 else started
    return {
        "state": "value",
        "invited": invited,
        "enrolled": enrolled,
        "started": started,
        "answered": answered,
        "pairs": None if month == 0 else len(place.pairs),
        "response_share": answered / of if of else None,
        "attrition_share": None if month == 0 else (started - answered) / started,
        "file_labels": "|".join(sorted(set(inside["file_label"]))),
        # Of this result alone, and no more than the two numbers beside it: a file's own total would tell, less what is
        # shown, how many answered where the result is hidden.
        "file_rows": started if month == 0 else started + answered,
        "collected_from": first,
        "collected_to": last,
    }


def _inside(frame: pl.DataFrame, module: str, territory: str, setting: str) -> pl.DataFrame:
    inside = pl.col("module_id") == module
    if territory:
        inside &= pl.col("territory_id") == territory
    if setting:
        inside &= pl.col("setting_id") == setting
    return frame.filter(inside)


def _enrolled(place: Place, enrolment: pl.DataFrame) -> tuple[int | None, int | None]:
    """Invited and enrolled, where they are given for every part of the place and only for parts where somebody started.

    A part that enrolled people of whom none answered is in no set: a total with it would tell its number by difference.
    """
    module, territory, setting, _ = place.key
    given = _inside(enrolment, module, territory, setting)
    parts = {(item.territory_id, item.setting_id) for item in place.people}
    if set(given.select("territory_id", "setting_id").rows()) != parts:
        return None, None
    invited, enrolled = given["invited"], given["enrolled"]
    return (
        None if invited.null_count() else int(invited.sum()),
        None if enrolled.null_count() else int(enrolled.sum()),
    )


def _measures(place: Place, items: Sequence[str]) -> list[dict[str, object]]:
    """The score and each item: the level at the start, or the paired change at a follow-up."""
    if place.month == 0:
        start = _table([item for item in place.people if item.complete(0)], 0)
        return [{"measure": name} | _level(start[:, at]) for at, name in enumerate((SCORE, *items))]
    start, after = _table(place.pairs, 0), _table(place.pairs, place.month)
    return [{"measure": name} | _change(start[:, at], after[:, at]) for at, name in enumerate((SCORE, *items))]


def _table(people: Sequence[Participant], month: int) -> np.ndarray:
    """A row a person: the mean of the items, then the items."""
    answers = np.array([item.answers[month] for item in people], dtype=np.float64)
    return np.column_stack([answers.mean(axis=1), answers])


def _level(values: np.ndarray) -> dict[str, object]:
    mean, low, high = mean_bounds(values)
    return _rounded_values({"level": mean, "level_low": low, "level_high": high})


def _change(before: np.ndarray, after: np.ndarray) -> dict[str, object]:
    change = paired_mean(before, after)
    values = {
        "change": change.change,
        "change_low": change.low,
        "change_high": change.high,
        "wilcoxon_p": change.wilcoxon_p,
        "effect": change.effect,
        "effect_low": change.effect_low,
        "effect_high": change.effect_high,
        "detectable": change.detectable,
    }
    return _rounded_values(values) | {"change_state": _state(change.low, change.high)}


def _state(low: float, high: float) -> str:
    """`up` or `down` where the interval excludes 0, `none` where it holds it, `not_assessed` without one."""
    if math.isnan(low):
        return "not_assessed"
    return "up" if low > 0 else "down" if high < 0 else "none"


def _rounded_values(values: dict[str, float]) -> dict[str, object]:
    # Twelve digits: 0.35 and 0.35000000000000003 are one number, and are rounded alike.
    return {name: None if math.isnan(value) else float(f"{value:.12g}") for name, value in values.items()}
