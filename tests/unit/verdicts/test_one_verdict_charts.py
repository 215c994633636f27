"""One number, drawn once: over the whole demonstration, the charts of places side by side draw those of the verdicts.

Every chart is given every verdict it could be given; its values, limits, medians and words must be those of the
verdict,
in both languages.
"""

import math
from pathlib import Path

import pytest

from data.facts import load_facts
from data.model.survey import VALUED_STATES
from indicators.catalogue.model import Language
from indicators.charts import funnel, heat, profile, split, strip, tiles
from indicators.verdicts.model import MEDIAN_KINDS, Verdict
from indicators.wording.comparison import comparison_words, peers_sentence
from indicators.wording.value import absence_word, counts_text, decimals_of, peer_median_text, value_text
from tests.builders.drawn_verdicts import LANGUAGES, SUBJECT, by, drawn, every_verdict, said, the_values
from tests.builders.printed_numbers import parsed, rounded

FACTS = load_facts()
GROUPS = tuple(group for group in FACTS.peer_groups if group.peer_group_id != "all")


@pytest.fixture(scope="module")
def everything(demo_var: Path) -> list[Verdict]:
    return every_verdict(demo_var)


@pytest.fixture(scope="module")
def places(everything: list[Verdict]) -> list[list[Verdict]]:
    """The establishments of each subject and period."""
    return list(by((item for item in everything if item.is_establishment), *SUBJECT, "period").values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_strip_draws_each_value_and_its_peers_median(places: list[list[Verdict]], language: Language) -> None:
    seen = 0
    for held in places:
        data = strip.rows(held, GROUPS, language)
        shown = [item for group in GROUPS for item in drawn(held) if item.peer_group_id == group.peer_group_id]
        assert data["places"]["value"].to_list() == the_values(shown)
        words = [f"{item.place(language)} · {value_text(item, language)}" for item in shown]
        assert data["places"]["tooltip"].to_list() == words
        for group, row in zip(GROUPS, data["groups"].iter_rows(named=True), strict=True):
            members = [item for item in shown if item.peer_group_id == group.peer_group_id]
            bench = members[0] if members else None
            quartiles = (bench.peer_q1, bench.peer_median, bench.peer_q3) if bench else (None,) * 3
            assert (row["low"], row["median"], row["high"]) == quartiles
            if bench is not None and bench.peer_median is not None:
                assert row["median_text"] == peer_median_text(bench, language)
                assert row["median_text"] in peers_sentence(bench, language) or bench.is_answer
        seen += len(shown)
    assert seen > 4_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_funnel_draws_each_value_by_its_size_and_position(places: list[list[Verdict]], language: Language) -> None:
    seen = 0
    for whole in places:
        across = by(whole, "peer_group_id").values() if any(item.funnel for item in whole) else ()
        for held in (whole, *across):
            if len(funnel.members(held)) < 5:
                continue
            for adjusted in (False, True):
                data = funnel.rows(held, language, adjusted=adjusted)["places"]
                told = {row["tooltip"].split(" · ")[0]: row for row in data.iter_rows(named=True)}
                inside = [item for item in held if item.funnel and item.value is not None and item.denominator]
                assert data.height in (0, len(inside))
                for item in inside if data.height else ():
                    row = told[item.place(language)]
                    assert (row["value"], row["n"]) == (item.value, item.denominator)
                    where = item.funnel_adjusted if adjusted else item.funnel
                    assert (row["look"] == "dot") == (where == "inside")
                    for part in (value_text(item, language), counts_text(item, language)):
                        assert part in row["tooltip"]
                    seen += 1
    assert seen > 1_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_of_the_heat_map_is_the_value_with_fewer_decimals_at_most(
    places: list[list[Verdict]], language: Language
) -> None:
    for held in places:
        cells = heat.rows([("", held)], GROUPS, language)["cells"]
        for item, row in zip(held, cells.iter_rows(named=True), strict=True):
            word = comparison_words(item, language)
            if item.valued or item.band:
                assert value_text(item, language) in row["tooltip"]
                assert word in row["tooltip"]
            else:
                assert absence_word(item, language) in row["tooltip"]
            if item.value is None or item.is_answer:
                continue
            scale = 1_000_000 if row["text"].endswith("M") else 1_000 if row["text"].endswith("k") else 1
            (number,) = parsed(row["text"], language)
            shown = max(0, -int(number.as_tuple().exponent))
            assert number == rounded(item.value / scale, shown), (item.subject_id, row["text"], item.value)
            assert shown <= max(decimals_of(item), item.decimals) or scale > 1
        held_cards = heat.cards([("", held)], held[0].place_id, language)
        assert [card.value for card in held_cards] == [
            value_text(held[0], language) if held[0].valued or held[0].band else absence_word(held[0], language)
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mark_of_the_tile_map_says_the_value_and_its_comparison(
    places: list[list[Verdict]], language: Language
) -> None:
    for held in places:
        data = tiles.rows(held, FACTS.establishments, FACTS.regions, language)["marks"]
        told = {row["tooltip"].split(" · ")[0]: row for row in data.iter_rows(named=True)}
        for item in held:
            row = told[item.place(language)]
            word = "" if item.is_answer else comparison_words(item, language)
            shown = item.valued or item.band
            expected = value_text(item, language) if shown else absence_word(item, language)
            assert expected in row["tooltip"]
            assert word in row["tooltip"] or not shown
            if item.is_answer and item.value is not None:
                assert row["look"] == ("yes" if item.value else "no")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_bars_of_a_split_are_as_long_as_its_parts(everything: list[Verdict], language: Language) -> None:
    wholes = by((item for item in everything if item.segment), "subject_id", "place_kind", "place_id", "period")
    known = [parts for parts in wholes.values() if all(item.value is not None for item in parts)]
    assert len(known) > 50
    for parts in known:
        names = [item.segment for item in parts]
        data = split.rows([parts], names, language)
        assert [end - start for start, end in data.select("start", "end").iter_rows()] == pytest.approx(
            the_values(parts), abs=1e-9
        )
        for item, row in zip(parts, data.iter_rows(named=True), strict=True):
            assert row["text"] in ("", value_text(item, language))
            assert row["tooltip"].endswith(value_text(item, language))
        # Parts of one whole: together they are all of it.
        assert math.isclose(sum(item.value or 0 for item in parts), 100, abs_tol=1e-6)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_profile_draws_the_establishments_own_values_beside_its_peers(
    everything: list[Verdict], language: Language
) -> None:
    of_indicator = [
        item
        for item in everything
        if item.subject_kind == "indicator" and item.is_establishment and not item.is_answer and not item.segment
    ]
    in_group = by(of_indicator, "period", "peer_group_id", "subject_id")
    for (period, _place), own in by(of_indicator, "period", "place_id").items():
        group = own[0].peer_group_id
        peers = {item.subject_id: in_group[period, group, item.subject_id] for item in own}
        data = profile.rows(own, peers, language)
        assert data["own"]["value"].to_list() == the_values(own)
        assert data["own"]["text"].to_list() == [said(item, language) for item in own]
        banded = [item for item in own if item.peer_median is not None]
        for column, field in (("low", "peer_q1"), ("median", "peer_median"), ("high", "peer_q3")):
            assert data["bands"][column].to_list() == [getattr(item, field) for item in banded]
        others = [
            peer.value
            for item in own
            for peer in peers[item.subject_id]
            if peer.value is not None and peer.place_id != item.place_id
        ]
        assert data["peers"]["value"].to_list() == others


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_median_of_the_peers_is_one_text_everywhere(everything: list[Verdict], language: Language) -> None:
    halves = 0
    for item in everything:
        if item.peer_median is None or item.is_answer or item.state not in VALUED_STATES:
            continue
        text = peer_median_text(item, language)
        assert text in peers_sentence(item, language)
        (shown,) = parsed(text, language)
        assert shown == rounded(item.peer_median, max(0, -int(shown.as_tuple().exponent)))
        if item.kind in MEDIAN_KINDS and item.kind == "count":
            assert float(shown) == item.peer_median
            halves += not float(item.peer_median).is_integer()
    assert halves > 10


def test_numbers_are_read_back_as_a_reader_would() -> None:
    assert [str(item) for item in parsed("de 1\u00a0234,5 à −2,0\u00a0%", "fr")] == ["1234.5", "-2.0"]
    assert [str(item) for item in parsed("1,234.5 to −2.0%", "en")] == ["1234.5", "-2.0"]
