"""One number, drawn once: over the whole demonstration, the charts of a series draw the values and lines of the
verdicts."""

from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from indicators.catalogue.model import Language
from indicators.charts import dumbbell, labels, multiples, run, series, slope, xmr
from indicators.verdicts.model import Verdict
from indicators.verdicts.series import has_control_limits, last_with_median
from indicators.wording.signal import rule_words
from indicators.wording.value import value_text
from tests.builders.drawn_verdicts import LANGUAGES, SUBJECT, by, every_verdict, said, the_values


@pytest.fixture(scope="module")
def lines(demo_var: Path) -> list[list[Verdict]]:
    """The series of each subject, place and kind of period, oldest first."""
    return list(by(every_verdict(demo_var), *SUBJECT, "place_kind", "place_id", "period_kind").values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_series_draws_each_value_with_its_interval(lines: list[list[Verdict]], language: Language) -> None:
    for held in lines:
        data = series.rows(held, language, held[-1].period)
        assert data["value"].to_list() == the_values(held)
        assert data["low"].to_list() == [item.interval_low for item in held]
        assert data["high"].to_list() == [item.interval_high for item in held]
        assert data["text"].to_list() == [value_text(item, language) for item in held]
        breaks = sum(before != after for before, after in pairwise(data["stretch"]))
        assert breaks == sum(item.series_break for item in held[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_small_multiples_draw_each_value(lines: list[list[Verdict]], language: Language) -> None:
    for panel in multiples.panels([("", held) for held in lines], language):
        assert panel.points["value"].to_list() == the_values(panel.series)
        assert panel.points["text"].to_list() == [said(item, language) for item in panel.series]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_control_chart_draws_the_lines_and_rules_of_the_verdicts(
    lines: list[list[Verdict]], language: Language
) -> None:
    charts = [held for held in lines if has_control_limits(held)]
    assert len(charts) > 50
    for held in charts:
        data = xmr.rows(held, language)
        assert data["points"]["value"].to_list() == the_values(held)
        for column, field in (
            ("mean", "xmr_mean"),
            ("low", "xmr_low"),
            ("high", "xmr_high"),
        ):
            assert data["lines"][column].to_list() == [getattr(item, field) for item in held]
        for item, row in zip(held, data["points"].iter_rows(named=True), strict=True):
            assert value_text(item, language) in row["tooltip"]
            assert rule_words(item, language) in row["tooltip"]
            assert (row["look"] != "flat") == (item.xmr_rule != "")
            label = xmr.rule_label(item, language)
            texts = {row[f"text_{width}"] for width in labels.WIDTHS}
            assert texts <= {None, "", label}
        last = [item for item in held if item.xmr_mean is not None][-1]
        assert {last.xmr_mean, last.xmr_low, last.xmr_high} <= set(data["names"]["value"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_run_chart_draws_the_median_and_signal_of_the_last_verdict(
    lines: list[list[Verdict]], language: Language
) -> None:
    charts = [held for held in lines if last_with_median(held) is not None]
    assert len(charts) > 50
    for held in charts:
        last = last_with_median(held)
        assert last is not None
        upto = held[: held.index(last) + 1]
        data = run.rows(held, language)
        assert data["points"]["value"].to_list() == the_values(upto)
        assert set(data["lines"]["median"]) == {last.run_median}
        # The run that is marked is found again from the values: as long as the verdict says.
        assert len(run.longest_run(upto)) == last.run_longest
        marked = data["points"].filter(pl.col("look") == "noted").height
        assert marked == (last.run_longest if last.run_signal in ("shift", "both") else 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dumbbell_and_the_slope_draw_both_values_and_colour_only_a_change(
    lines: list[list[Verdict]], language: Language
) -> None:
    pairs = [pair for held in lines for pair in pairwise(held) if pair[1].change_from == pair[0].period]
    kept = [pair for pair in pairs if dumbbell.drawable(*pair)]
    assert len(kept) > 3_000
    data = dumbbell.rows(pairs, language)
    ends = [item for pair in kept for item in pair]
    assert data["value"].to_list() == the_values(ends)
    assert data["low"].to_list() == [item.interval_low for item in ends]
    assert data["high"].to_list() == [item.interval_high for item in ends]
    for place, (item, row) in enumerate(zip(ends, data.iter_rows(named=True), strict=True)):
        change = kept[place // 2][1]
        assert row["text"].split(" · ")[0] == value_text(item, language)
        moved = change.change_judgement in ("favourable", "unfavourable")
        assert (row["tone"] != "flat") == (change.change_state in ("up", "down") and moved)
    for start in range(0, len(kept), slope.MOST):
        some = kept[start : start + slope.MOST]
        # By period: the chart gives every earlier end, then every later one.
        ordered = [pair[later] for later in (False, True) for pair in some]
        found = slope.rows(some, language)
        assert found["value"].to_list() == the_values(ordered)
        assert found["low"].to_list() == [item.interval_low for item in ordered]
        assert found["high"].to_list() == [item.interval_high for item in ordered]
        texts = [text.replace("|", " ") for text in found["text"]]
        assert all(value_text(item, language) in text for text, item in zip(texts, ordered, strict=True))
