"""What several cells of a row must agree on: the bounds of a target, the proof of a status, the period of a rebase."""

from etl import waves
from etl.forms.judge import EXAMPLES, JudgedRow, JudgedRows
from etl.forms.targets.lists import COUNT_OF_PERIOD, TargetLists, load_lists
from etl.validate.words import number_said
from indicators.catalogue.model import IndicatorBase
from indicators.verdicts.decisions import UNKNOWN


def check_targets(judged: JudgedRows) -> None:
    """Each bound in the unit of the indicator, and bounds that some value can meet."""
    for row in judged.of("targets"):
        indicator = load_lists().catalogue.indicator.get(row.values["subject_id"])
        for name in ("low", "high"):
            if indicator is not None and row.values[name] is not None:
                _check_unit(row, name, indicator)
        if not {"low", "high"} & set(row.findings):
            _check_bounds(row, indicator)


def check_statuses(judged: JudgedRows) -> None:
    """A milestone of its own scope, and a dated proof of every known state."""
    lists = load_lists()
    for row in judged.of("milestone_statuses"):
        milestone = lists.milestones.get(row.values["milestone_id"])
        has_place = bool(row.cell("place_id").text)
        if milestone is not None and not has_place and milestone.scope == "establishment":
            row.add("establishment_expected", "place_id")
        if milestone is not None and has_place and milestone.scope == "provincial":
            row.add("establishment_not_expected", "place_id")
        if row.values["status"] not in (None, UNKNOWN):
            _check_proof(row, lists)


def check_rebases(judged: JudgedRows) -> None:
    """A quarter for what is followed by quarter, a year for the rest."""
    followed = {item.indicator_id for item in load_lists().facts.quarterly_indicators} | {COUNT_OF_PERIOD}
    for row in judged.of("rebases"):
        subject, period = row.values["subject_id"], row.values["period"]
        if not subject or not period:
            continue
        by_quarter = waves.wave(period).period_kind == "quarter"
        if by_quarter and subject not in followed:
            row.add("not_by_quarter", "period")
        if not by_quarter and subject == COUNT_OF_PERIOD:
            row.add("only_by_quarter", "period")


RULES = (check_targets, check_statuses, check_rebases)


def _check_unit(row: JudgedRow, name: str, indicator: IndicatorBase) -> None:
    bound = row.values[name]
    is_typed = row.cell(name).read.kind == "number"
    if indicator.fr.unit.startswith("%") and is_typed and 0 < bound <= 1:
        # Typed as « 60 % », a spreadsheet keeps 0.6, and 1 for « 100 % ».
        row.add("fraction_for_percent", name, example=_both_numbers(bound * 100))
    elif bound > 100 and _stops_at_hundred(indicator):
        row.add("above_hundred", name)


def _check_bounds(row: JudgedRow, indicator: IndicatorBase | None) -> None:
    low, high = row.values["low"], row.values["high"]
    direction = indicator.direction if indicator else ""
    if low is None and high is None:
        row.add("no_bound", "low")
    elif low is not None and high is not None:
        bounds = {"low": _both_numbers(low), "high": _both_numbers(high)}
        if low > high:
            row.add("low_above_high", "low", **bounds)
        elif low == high:
            row.add("empty_range", "low", **bounds)
        elif indicator is not None and high == 100 and _stops_at_hundred(indicator):
            row.add("never_reached", "high", example=bounds["low"])
    elif direction == "lower_better" and high is None:
        row.add("low_for_lower", "low")
    elif direction == "higher_better" and low is None:
        row.add("high_for_higher", "high")


def _check_proof(row: JudgedRow, lists: TargetLists) -> None:
    words = {"status": lists.words("status", row.values["status"]), "unknown": lists.words("status", UNKNOWN)}
    for name in ("evidence", "dated_on"):
        if not row.cell(name).text and not row.cell(name).formula:
            code = {"evidence": "status_without_evidence", "dated_on": "status_without_date"}[name]
            row.add(code, name, example=EXAMPLES["date"], **words)


def _stops_at_hundred(indicator: IndicatorBase) -> bool:
    """Whether the indicator is a share, which cannot exceed 100 %."""
    return indicator.fr.unit.startswith("%") and indicator.interval == "wilson"


def _both_numbers(value: float) -> tuple[str, str]:
    """A number in French and English."""
    return number_said(value, "fr"), number_said(value, "en")
