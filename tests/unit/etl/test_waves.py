"""A wave is one entry of waves.toml, and a slip in it is told by its file and its place."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from data.expressions.wide import population_year
from data.facts import REFERENCE, FactsError, load_facts, read_facts
from etl.faults import sentence_of_fault
from etl.waves import WAVES, read_waves
from indicators.release_reader.dollars import constant_dollars, reason_text

WRITTEN = (REFERENCE / "waves.toml").read_text("utf-8")
LAST = WAVES[-1]
NEXT = LAST.end.year


def with_next_wave(folder: Path, **changed: str) -> Path:
    """The file with one more wave, in a folder."""
    told = {
        "wave_id": f'"{NEXT}-{NEXT + 1}"',
        "version": '"v2"',
        "start": f"{NEXT}-04-01",
        "end": f"{NEXT + 1}-03-31",
        "opens_on": f"{NEXT + 1}-04-12",
        "due_on": f"{NEXT + 1}-06-11",
        "template_version": f'"{NEXT + 1}.1"',
    } | changed
    lines = "\n".join(f"{name} = {value}" for name, value in told.items())
    path = folder / "waves.toml"
    path.write_text(f"{WRITTEN}\n[[waves]]\n{lines}\n", "utf-8")
    return path


def test_a_wave_is_added_by_one_entry(tmp_path: Path) -> None:
    waves, _ = read_waves(with_next_wave(tmp_path))
    assert waves[:-1] == WAVES
    assert waves[-1].start == LAST.end + timedelta(days=1)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"wave_id": '"2050-2051"'}, "2050-2051: a wave is a fiscal year"),
        ({"start": f"{NEXT}-05-01"}, "a wave is a fiscal year"),
        ({"due_on": f"{NEXT + 1}-04-01"}, "end, opens_on and due_on follow each other"),
        ({"version": '"v9"'}, f"waves.{len(WAVES)}.version"),
        ({"opened_on": "2027-01-01"}, f"waves.{len(WAVES)}.opened_on"),
        ({"start": "demain"}, "Invalid value"),
        (
            {"wave_id": f'"{LAST.wave_id}"', "start": str(LAST.start), "end": str(LAST.end)},
            "must be in order, each once",
        ),
    ],
)
def test_a_slip_is_told_by_file_and_place(changed: dict[str, str], told: str, tmp_path: Path) -> None:
    with pytest.raises(FactsError, match=r"waves\.toml") as error:
        read_waves(with_next_wave(tmp_path, **changed))
    assert told in str(error.value)
    sentence = sentence_of_fault(error.value, "fr")
    assert sentence is not None
    assert "waves.toml" in sentence


def test_a_wave_uses_the_newest_population_at_or_before_it(tmp_path: Path) -> None:
    waves, _ = read_waves(with_next_wave(tmp_path))
    facts = load_facts()
    newest = max(facts.establishments[0].population)
    assert population_year(waves[-1], facts) == (min(newest, NEXT), newest != NEXT)


def test_a_newer_population_is_one_more_column(tmp_path: Path) -> None:
    for path in REFERENCE.glob("*.csv"):
        lines = path.read_text("utf-8").splitlines()
        if path.name == "establishments.csv":
            lines = [f"{line},{f'population_{NEXT}' if row == 0 else row}" for row, line in enumerate(lines)]
        (tmp_path / path.name).write_text("\n".join(lines) + "\n", "utf-8")
    facts = read_facts(tmp_path)
    assert facts.population_year(date(NEXT + 1, 3, 31)) == NEXT
    assert [item.population[NEXT] for item in facts.establishments] == list(range(1, len(facts.establishments) + 1))


def test_a_year_without_a_price_index_is_told_in_a_sentence() -> None:
    after = max(item.year for item in load_facts().price_index) + 1
    amount = constant_dollars(1_000.0, f"{after}-{after + 1}")
    assert amount.value is None
    assert str(after) in reason_text(amount, "fr")
