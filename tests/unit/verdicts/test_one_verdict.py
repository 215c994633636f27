"""One number, said once: over the whole demonstration release, card, cells, sentences, file and lineage agree.

Numbers are read back from the printed texts, in both languages, so that a text cannot round or scale on its own.
"""

import re
import tomllib
from decimal import Decimal
from functools import lru_cache
from html import unescape
from pathlib import Path

import polars as pl
import pytest
from scipy import stats

from data.store.releases.release import serve
from demo import answers as fictitious_answers
from indicators.catalogue.model import Language
from indicators.exports.verdict_table import verdict_table
from indicators.release_reader.facts import facts_of
from indicators.release_reader.lineage import lineage
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import MEDIAN_KINDS, SCHEMA, Verdict
from indicators.wording.change import change_interval_text, change_sentence, change_words
from indicators.wording.finding import card, detail, finding, paragraph
from indicators.wording.value import decimals_for, decimals_of, interval_text, value_text
from pages.ui.verdict_cells import change_cell, interval_cell, missing_cell, value_cell
from tests.builders.printed_numbers import parsed, rounded

PLANTED = Path(fictitious_answers.__file__).parent / "planted_truths.toml"
LANGUAGES: tuple[Language, ...] = ("fr", "en")


@pytest.fixture(scope="module")
def reader(demo_var: Path) -> ReleaseReader:
    return ReleaseReader(serve(demo_var).release)


@pytest.fixture(scope="module")
def everything(reader: ReleaseReader) -> list[Verdict]:
    return [Verdict.model_construct(**row) for row in reader.release.verdicts.iter_rows(named=True)]


def is_number(verdict: Verdict) -> bool:
    """Whether the verdict prints a number of its own."""
    return verdict.value is not None and not verdict.is_answer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_value_is_the_value_wherever_it_is_printed(everything: list[Verdict], language: Language) -> None:
    for verdict in everything:
        text = value_text(verdict, language)
        if not is_number(verdict):
            assert verdict.value is None or text in ("Oui", "Non", "Yes", "No")
            continue
        assert verdict.value is not None
        assert parsed(text, language) == [rounded(verdict.value, decimals_of(verdict))]
        assert text in value_cell(verdict, language)
        title, short = finding(verdict, language), card(verdict, language)
        if verdict.kind in ("headline", "state", "share_of_establishments") and not verdict.is_establishment:
            # Told by its counts: k of n, the same in the card, the title and the subtitle.
            counts = {Decimal(int(verdict.numerator or 0)), Decimal(int(verdict.denominator or 0))}
            for told in (short, title, detail(verdict, language)):
                assert counts <= set(parsed(told, language)), told
        else:
            assert text in short
            assert text in title
        assert title in paragraph(verdict, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_printed_interval_is_the_interval_or_nothing(everything: list[Verdict], language: Language) -> None:
    for verdict in everything:
        text, low, high = (
            interval_text(verdict, language),
            verdict.interval_low,
            verdict.interval_high,
        )
        assert bool(text) == (low is not None) == (high is not None) == (verdict.interval_method != "none")
        if low is None or high is None:
            assert interval_cell(verdict, language) == "—"
            continue
        decimals = decimals_for(decimals_of(verdict), low, high)
        if verdict.kind in (*MEDIAN_KINDS, "count") and float(low).is_integer() and float(high).is_integer():
            decimals = max(0, min(decimals, -parsed(text, language)[0].as_tuple().exponent))
        assert parsed(text, language) == [rounded(low, decimals), rounded(high, decimals)], text
        assert unescape(interval_cell(verdict, language)) == text
        assert text in detail(verdict, language)
        assert text in paragraph(verdict, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_is_said_as_it_was_found(everything: list[Verdict], language: Language) -> None:
    moves = {"up": ("hausse", "rise"), "down": ("baisse", "fall")}
    for verdict in everything:
        words, sentence = (
            change_words(verdict, language),
            change_sentence(verdict, language),
        )
        assert words.split(",")[0].strip() in unescape(change_cell(verdict, language))
        for state, (french, english) in moves.items():
            claimed = (french if language == "fr" else english) in words
            assert claimed == (verdict.change_state == state)
        if verdict.change_state not in moves and verdict.change_method != "wilcoxon":
            assert not re.search(r"\b(hausse|baisse|rise|fall)\b", sentence, re.I), sentence
        limits = change_interval_text(verdict, language)
        if verdict.change_state in moves and limits:
            assert limits in sentence
        assert sentence in paragraph(verdict, language) or verdict.value is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_holds_the_fields_as_they_are(everything: list[Verdict], language: Language) -> None:
    table = verdict_table(everything, language)
    assert table.height == len(everything)
    fields = ["subject_id", "segment", "period", "state", "value", "numerator", "denominator", "interval_low",
              "interval_high", "interval_method", "evaluated", "applicable", "change_value", "change_from",
              "change_low", "change_high", "change_state"]  # fmt: skip
    names = ["sujet", "segment", "vague", "état", "valeur", "numérateur", "dénominateur",
             "intervalle à 95 %, bas", "intervalle à 95 %, haut", "méthode de l’intervalle", "établissements évalués",
             "établissements visés", "changement", "depuis", "changement, bas", "changement, haut",
             "état du changement"]  # fmt: skip
    told = {field: [getattr(verdict, field) for verdict in everything] for field in fields}
    columns = dict(zip(fields, (_heads(language)[name] for name in names), strict=True))
    for field, column in columns.items():
        assert table[column].to_list() == told[field], field
    said = [finding(verdict, language) for verdict in everything]
    assert table[_heads(language)["phrase"]].to_list() == said


@lru_cache(maxsize=2)
def _heads(language: Language) -> dict[str, str]:
    """The heads of the file by their French text."""
    french, own = verdict_table([], "fr").columns, verdict_table([], language).columns
    return {head.replace("\u00a0", " "): mine for head, mine in zip(french, own, strict=True)}


def test_coverage_and_missing_add_up_to_the_frame(everything: list[Verdict]) -> None:
    for verdict in everything:
        if verdict.is_establishment or verdict.state == "suppressed":
            continue
        outside = sum(verdict.missing_counts.get(state, 0) for state in ("not_applicable", "not_asked"))
        inside = sum(verdict.missing_counts.values()) - outside
        assert verdict.evaluated is not None
        assert verdict.applicable == verdict.evaluated + inside
        if inside and verdict.state == "value":
            numbers = parsed(missing_cell(verdict, "fr"), "fr")
            assert inside <= sum(numbers) <= inside + outside


def test_the_lineage_of_an_establishments_number_holds_that_number(reader: ReleaseReader) -> None:
    facts = facts_of(reader.release)
    numbers = {item.question_id for item in facts.questions if item.kind in ("count", "fte", "amount")}
    shown = reader.release.verdicts.filter(
        pl.col("value").is_not_null(),
        pl.col("subject_kind") == "indicator",
        pl.col("place_kind") == "establishment",
        pl.col("segment") == "",
    )
    checked = 0
    for row in shown.iter_rows(named=True):
        indicator = reader.catalogue.indicator[row["subject_id"]]
        found = lineage(reader, facts, indicator, row["place_id"], row["period"], "fr")
        for role in ("numerator", "denominator"):
            term = getattr(found, role)
            if term in numbers:
                source = next(item for item in found.sources if item.question_id == term)
                assert source.state in ("value", "true_zero")
                assert parsed(source.value, "fr")[0] == rounded(row[role], 2).normalize(), (
                    row["subject_id"],
                    role,
                )
                checked += 1
    assert checked > shown.height / 2


def test_the_lineage_of_a_hidden_number_holds_no_number_that_would_give_it_back(
    reader: ReleaseReader,
) -> None:
    facts = facts_of(reader.release)
    hidden = reader.release.verdicts.filter(
        pl.col("state") == "suppressed",
        pl.col("subject_kind") == "indicator",
        pl.col("place_kind") == "establishment",
    )
    ratios = 0
    for row in hidden.iter_rows(named=True):
        indicator = reader.catalogue.indicator[row["subject_id"]]
        found = lineage(reader, facts, indicator, row["place_id"], row["period"], "fr")
        answered = [item for item in found.sources if item.question_id]
        # A small team's ratio is hidden even where it is 0 and its FTE of 0 is told.
        secret = any(item.state == "suppressed" and not item.value for item in answered)
        ratios += not secret
        assert secret or "team_size" in indicator.suppression or "province_only" in indicator.suppression
    assert ratios < hidden.height / 10


def test_no_suppressed_verdict_says_a_number(everything: list[Verdict]) -> None:
    numeric = [name for name, kind in SCHEMA.items() if kind.is_numeric()]
    kept = {"decimals", "points", "needed", "target_low", "target_high"}
    for verdict in everything:
        if verdict.state == "suppressed":
            assert all(getattr(verdict, name) is None for name in numeric if name not in kept)
            assert (verdict.trend, verdict.run_signal, verdict.xmr_rule, verdict.funnel) == ("", "", "", "")


# --- nothing more than what is planted, or chance -----------------------------------------------------------------


def test_of_the_yes_or_no_questions_only_the_planted_ones_moved(everything: list[Verdict]) -> None:
    """In the last wave of the province: every claim is planted, and every planted claim is made."""
    truths = tomllib.loads(PLANTED.read_text("utf-8"))["truths"]
    tested = [
        item
        for item in everything
        if item.place_kind == "province"
        and item.kind in ("headline", "share_of_establishments", "state")
        and item.period == "2025-2026"
    ]
    ids = {(item.subject_kind, item.subject_id) for item in tested}
    planted = {
        (item["subject_kind"], item["subject_id"], item["expect"]["change_state"])
        for item in truths
        if item["expect"].get("change_state") in ("up", "down")
        and (item["subject_kind"], item["subject_id"]) in ids
        and (item["place_kind"], item["period"]) == ("province", "2025-2026")
    }
    moved = {
        (item.subject_kind, item.subject_id, item.change_state)
        for item in tested
        if item.change_state in ("up", "down")
    }
    assert moved == planted
    assert len(moved) >= 4


def test_elsewhere_changes_are_no_more_frequent_than_chance_would_have_them(
    everything: list[Verdict],
) -> None:
    """Shares and rates of one establishment between two years, tested at 5 %: at most what 99.9 % of chance allows."""
    truths = tomllib.loads(PLANTED.read_text("utf-8"))["truths"]
    planted = {item["subject_id"] for item in truths}
    tested = [
        item
        for item in everything
        if item.is_establishment
        and item.period_kind == "year"
        and item.change_method in ("newcombe", "rate_ratio")
        and item.subject_id not in planted
    ]
    claimed = sum(item.change_state in ("up", "down") for item in tested)
    assert len(tested) > 100
    assert claimed <= stats.binom.ppf(0.999, len(tested), 0.05), (claimed, len(tested))
