"""The frame of each wave, on invented events: opened, closed, merged, renamed; each keeps its own history."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from pydantic import ValidationError

from data.facts import Facts, load_facts
from data.model.survey_frame import FrameEvent, name_on
from etl.extract.frames import check_frames
from etl.extract.refusals import UnreadableFile
from indicators.catalogue import load_catalogue
from indicators.evaluation.evaluate import evaluate, places_frame, roll_up
from indicators.verdicts.build import build_verdicts, verdict_context
from indicators.wording.establishment_events import frame_sentences
from tests.builders.told_verdicts import plain
from tests.builders.verdict_tables import BEFORE, FIRST, NOW, WAVES

FACTS = load_facts()
CATALOGUE = load_catalogue()
#: Two CISSS of one region, and one that is alone in its own.
GONE, KEPT, ALONE = "cisss-mc", "cisss-me", "cisss-laval"
#: After the end of 2024-2025, before that of 2025-2026.
MERGED_ON = "2025-06-01"


def event(establishment_id: str, kind: str, effective_on: str, **fields: Any) -> FrameEvent:
    given = {
        "into_id": None,
        "former_name_fr": "",
        "former_name_en": "",
        "source_id": "src-portrait",
    } | fields
    return FrameEvent(establishment_id=establishment_id, event=kind, effective_on=effective_on, **given)


def with_events(*events: FrameEvent) -> Facts:
    return replace(FACTS, frame_events=events)


MERGER = event(GONE, "merged", MERGED_ON, into_id=KEPT)


def ids(facts: Facts, wave_id: str) -> set[str]:
    wave = next(item for item in WAVES if item.wave_id == wave_id)
    return {item.establishment_id for item in facts.frame_of(wave)}


def test_the_shipped_events_are_the_renamings_of_2026_and_change_no_frame() -> None:
    assert {(item.event, item.effective_on) for item in FACTS.frame_events} == {("renamed", "2026")}
    assert len({item.establishment_id for item in FACTS.frame_events}) == len(FACTS.frame_events)
    for item in FACTS.frame_events:
        held = FACTS.establishment[item.establishment_id]
        assert item.former_name_fr == held.name_fr != held.name_2026_fr
    assert all(FACTS.frame_of(wave) == FACTS.frame for wave in WAVES)


@pytest.mark.parametrize(
    ("events", "gone", "waves"),
    [
        ((MERGER,), GONE, (FIRST, BEFORE)),
        ((event(GONE, "closed", "2025-03-31"),), GONE, (FIRST,)),
        ((event(GONE, "closed", "2025-04-01"),), GONE, (FIRST, BEFORE)),
        ((event(GONE, "opened", "2024-04-01"),), GONE, (BEFORE, NOW)),
        ((event(GONE, "opened", "2025-03-31"),), GONE, (BEFORE, NOW)),
        ((event(GONE, "opened", "2024-05-01"), MERGER), GONE, (BEFORE,)),
        ((event(GONE, "renamed", "2024-05-01", former_name_fr="Ancien"),), GONE, (FIRST, BEFORE, NOW)),
    ],
)
def test_an_establishment_is_asked_where_it_exists_on_the_last_day(
    events: Sequence[FrameEvent], gone: str, waves: tuple[str, ...]
) -> None:
    facts = with_events(*events)
    assert tuple(item for item in (FIRST, BEFORE, NOW) if gone in ids(facts, item)) == waves
    others = {item.establishment_id for item in FACTS.frame} - {gone}
    assert all(ids(facts, item) - {gone} == others for item in (FIRST, BEFORE, NOW))
    assert {item.establishment_id for item in facts.frame} == others | {gone}


@pytest.mark.parametrize(
    ("kind", "effective_on", "fields"),
    [
        ("merged", "2025", {"into_id": KEPT}),
        ("merged", MERGED_ON, {}),
        ("closed", MERGED_ON, {"into_id": KEPT}),
        ("renamed", "2026", {}),
        ("closed", MERGED_ON, {"former_name_fr": "Ancien"}),
        ("opened", "avril 2025", {}),
        ("moved", MERGED_ON, {}),
    ],
)
def test_an_event_that_does_not_hold_together_stops_the_load(
    kind: str, effective_on: str, fields: dict[str, str]
) -> None:
    with pytest.raises(ValidationError):
        event(GONE, kind, effective_on, **fields)


# --- everything downstream counts by the frame of the wave --------------------------------------------------------


def answers() -> pl.DataFrame:
    """Whether each establishment has an office, in both v2 waves; the one that merged answered the first of them."""
    rows = [
        (
            f"{place.establishment_id}-{wave}",
            wave,
            place.establishment_id,
            "has_office",
            "value",
            "true",
            None,
        )
        for wave in (BEFORE, NOW)
        for place in FACTS.frame
        if (place.establishment_id, wave) != (GONE, NOW)
    ]
    names = [
        "submission_id",
        "wave_id",
        "establishment_id",
        "question_id",
        "state",
        "value_text",
        "value_number",
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(names[:-1], pl.String) | {"value_number": pl.Float64}, orient="row")


def verdicts_with(facts: Facts) -> pl.DataFrame:
    waves = WAVES[1:]
    pairs = evaluate(answers(), facts, CATALOGUE, waves)
    groups = roll_up(pairs, places_frame(facts))
    return build_verdicts(
        pairs.with_columns(visible=pl.lit(True), band=pl.lit("")),
        groups.with_columns(visible=True),
        verdict_context(CATALOGUE, facts, waves),
    ).filter(subject_id="office_share", subject_kind="indicator")


def test_after_a_merger_the_wave_counts_one_establishment_fewer() -> None:
    told = verdicts_with(with_events(MERGER)).filter(place_id="quebec").sort("period")
    assert told["applicable"].to_list() == [30, 29]
    assert told["evaluated"].to_list() == [30, 29]
    # Without the event the same answers would make it a silent one.
    plainly = verdicts_with(FACTS).filter(place_id="quebec").sort("period")
    assert plainly["applicable"].to_list() == [30, 30]
    assert plainly["evaluated"].to_list() == [30, 29]


def test_its_history_stays_under_its_own_id_until_then() -> None:
    found = verdicts_with(with_events(MERGER))
    assert found.filter(place_id=GONE)["period"].to_list() == [BEFORE]
    assert found.filter(place_id=GONE)["value"].to_list() == [1.0]
    assert found.filter(place_id=KEPT)["period"].to_list() == [BEFORE, NOW]
    groups = {"region": "16", "peer_group": "territorial-cisss"}
    for kind, place in groups.items():
        counts = found.filter(place_kind=kind, place_id=place).sort("period")["applicable"].to_list()
        assert counts[1] == counts[0] - 1


def test_one_that_opens_has_no_change_from_a_wave_before_it_existed() -> None:
    found = verdicts_with(with_events(event(ALONE, "opened", "2025-06-01")))
    assert found.filter(place_id=ALONE)["period"].to_list() == [NOW]
    assert found.filter(place_id=ALONE)["change_state"].to_list() == ["not_computed"]


def test_answers_for_a_wave_after_the_merger_are_refused_and_say_how_to_mend() -> None:
    facts = with_events(MERGER)
    check_frames([(GONE, BEFORE), (KEPT, NOW), (GONE, "2024-2025-T4")], "a.xlsx", facts)
    for late in (NOW, "2025-2026-T1"):
        with pytest.raises(UnreadableFile) as refused:
            check_frames([(KEPT, late), (GONE, late)], "a.xlsx", facts)
        for language in ("fr", "en"):
            words = refused.value.sentence(language)
            assert [part for part in ("a.xlsx", GONE, late, "29") if part not in words] == []


def test_the_pages_of_both_say_it_in_a_sentence() -> None:
    facts = with_events(MERGER)
    gone = [plain(text) for text in frame_sentences(facts, GONE, "fr")]
    kept = [plain(text) for text in frame_sentences(facts, KEPT, "fr")]
    into = FACTS.establishment[KEPT].name_2026_fr
    assert gone == [
        f"Fusionné le 1er juin 2025 avec {into} : ses valeurs s’arrêtent à la vague d’avant et restent sous son nom."
    ]
    other = FACTS.establishment[GONE].name_2026_fr
    assert kept == [
        f"Comprend depuis le 1er juin 2025 l’établissement {other} : ses valeurs d’avant ne le comprennent pas."
    ]
    assert frame_sentences(facts, ALONE, "fr") == []
    assert frame_sentences(facts, GONE, "en")[0].startswith("Merged on ")
    opened = with_events(event(ALONE, "opened", "2025-06-01"), event(ALONE, "closed", "2026-02-01"))
    assert [text.split()[0] for text in frame_sentences(opened, ALONE, "en")] == ["Opened", "Closed"]


def test_a_name_is_known_by_its_date() -> None:
    item = FACTS.establishment[ALONE]
    assert name_on(item, date(2025, 12, 31), FACTS.frame_events) == item.name_fr
    assert name_on(item, date(2026, 1, 1), FACTS.frame_events) == item.name_2026_fr
    twice = (event(ALONE, "renamed", "2020-05-01", former_name_fr="Premier"), *FACTS.frame_events)
    assert name_on(item, date(2019, 1, 1), twice) == "Premier"
    assert name_on(item, date(2021, 1, 1), twice) == item.name_fr
