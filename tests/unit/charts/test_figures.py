"""A figure says one thing: its chart, its table and its file hold the same establishments, or the same periods."""

from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl
import pytest

from data.facts import load_facts
from data.store.releases.release import serve
from indicators.catalogue.model import Language
from indicators.charts.theme import Style
from indicators.figures.change import dumbbell_figure, slope_figure
from indicators.figures.figure import Figure
from indicators.figures.funnel import funnel_figure, funnel_set
from indicators.figures.maps import heat_figure, tile_figure
from indicators.figures.multiples import small_multiples
from indicators.figures.profile import profile_figure
from indicators.figures.series import control_figure, run_figure, series_figure
from indicators.figures.split import split_figure
from indicators.figures.strip import strip_figure
from indicators.release_reader.reader import PROVINCE, ReleaseReader
from indicators.verdicts.model import Verdict
from indicators.wording.periods import period_text

LANGUAGES: tuple[Language, ...] = ("fr", "en")
SHARE, PERIODS = "strategic_bodies_with_partner", "active_partners_per_fte"


@pytest.fixture(scope="module")
def reader(demo_var: Path) -> ReleaseReader:
    return ReleaseReader(serve(demo_var).release)


def places(reader: ReleaseReader, subject: str = SHARE) -> list[Verdict]:
    return reader.distribution("indicator", subject, reader.periods[-1])


def pairs(reader: ReleaseReader) -> list[tuple[Verdict, Verdict]]:
    before, after = reader.periods[-2:]
    found = (
        (reader.verdict("indicator", SHARE, before, ("establishment", item.place_id)), item)
        for item in reader.distribution("indicator", SHARE, after)
        if item.valued
    )
    return [(earlier, later) for earlier, later in found if earlier is not None and earlier.valued]


def first_words(texts: Iterable[str]) -> set[str]:
    """What a tooltip names before its value."""
    return {text.split(" · ")[0] for text in texts}


def names_of(verdicts: Iterable[Verdict], language: Language) -> set[str]:
    return {item.place(language) for item in verdicts if item.value is not None}


def periods_of(verdicts: Iterable[Verdict], language: Language) -> set[str]:
    return {period_text(item.period, language) for item in verdicts}


def strip(reader: ReleaseReader, style: Style) -> Figure:
    return strip_figure(places(reader), reader.peer_groups, style, places(reader)[0])


def funnel(reader: ReleaseReader, style: Style) -> Figure:
    members = funnel_set(reader, places(reader), reader.peer_groups[0].peer_group_id)
    return funnel_figure(members, (places(reader)[0].place_id,), style)


def tiles(reader: ReleaseReader, style: Style) -> Figure:
    facts = load_facts()
    return tile_figure(places(reader), facts.establishments, facts.regions, style)


def dumbbell(reader: ReleaseReader, style: Style) -> Figure:
    return dumbbell_figure(pairs(reader), "", "", style)


def slope(reader: ReleaseReader, style: Style) -> Figure:
    return slope_figure(pairs(reader)[:5], style)


def series(reader: ReleaseReader, style: Style) -> Figure:
    return series_figure(reader.series("indicator", SHARE), reader.periods[-1], style)


def control(reader: ReleaseReader, style: Style) -> Figure:
    return control_figure(reader.series("indicator", PERIODS, PROVINCE, "", "quarter"), style)


def run(reader: ReleaseReader, style: Style) -> Figure:
    return run_figure(reader.series("indicator", PERIODS, PROVINCE, "", "quarter"), style)


#: For each kind that draws establishments its maker, and the data set whose tooltips name them.
OF_PLACES: dict[str, tuple[Callable[[ReleaseReader, Style], Figure], str]] = {
    "strip": (strip, "places"),
    "funnel": (funnel, "places"),
    "tiles": (tiles, "marks"),
    "dumbbell": (dumbbell, "ends"),
    "slope": (slope, "ends"),
}
OF_PERIODS: dict[str, Callable[[ReleaseReader, Style], Figure]] = {"series": series, "control": control, "run": run}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", OF_PLACES)
def test_chart_table_and_file_hold_the_same_establishments(
    reader: ReleaseReader, kind: str, language: Language
) -> None:
    make, name = OF_PLACES[kind]
    figure = make(reader, Style(language, "light", True))
    drawn = first_words(figure.data[name]["tooltip"])
    every = {item.place(language) for item in figure.verdicts}
    assert set(figure.table[:, 0]) == every
    assert set(figure.file(language)[:, 3]) == every
    known = names_of(figure.verdicts, language)
    # The tile map also marks who has no value; a funnel leaves out who has no size or no interval.
    inside = {item.place(language) for item in figure.verdicts if item.funnel}
    assert drawn == {"tiles": every, "funnel": inside}.get(kind, known)
    assert drawn


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", OF_PERIODS)
def test_chart_table_and_file_hold_the_same_periods(reader: ReleaseReader, kind: str, language: Language) -> None:
    figure = OF_PERIODS[kind](reader, Style(language, "light", True))
    periods = periods_of(figure.verdicts, language)
    assert first_words(figure.data["points"]["tooltip"]) == periods
    assert set(figure.table[:, 0]) == periods
    assert {period_text(item, language) for item in figure.file(language)[:, 4]} == periods


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heat_map_and_its_file_hold_the_same_cells(reader: ReleaseReader, language: Language) -> None:
    rows = [(name, places(reader, name)) for name in (SHARE, "partners_trained")]
    figure = heat_figure(rows, reader.peer_groups, reader.periods[-1], Style(language, "light", True))
    assert figure.data["cells"].height == len(figure.verdicts) == figure.file(language).height
    told = [item for item in figure.verdicts if item.comparison in ("better", "worse", "higher", "lower")]
    assert figure.table[:, 1].to_list() == [item.place(language) for item in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_split_and_its_table_hold_the_same_parts(reader: ReleaseReader, language: Language) -> None:
    indicator = next(item for item in reader.catalogue.indicator.values() if len(item.segments) > 1)
    of_parts = [reader.series("indicator", indicator.id, segment=part) for part in indicator.segments]
    wholes, names = [list(parts) for parts in zip(*of_parts, strict=True)], list(indicator.segments)
    figure = split_figure(wholes, names, "", Style(language, "light", True), by_wave=True)
    known = [parts for parts in wholes if all(item.value is not None for item in parts)]
    assert figure.data["parts"]["row"].unique(maintain_order=True).to_list() == [parts[0].period for parts in known]
    assert figure.table[:, -1].to_list() == [period_text(parts[0].period, language) for parts in wholes]
    assert figure.file(language).height == sum(len(parts) for parts in wholes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_multiples_and_their_table_hold_the_same_views(reader: ReleaseReader, language: Language) -> None:
    views = [
        (group.label_fr, reader.series("indicator", SHARE, ("peer_group", group.peer_group_id)))
        for group in reader.peer_groups
    ]
    shown = small_multiples(views, "Nom", Style(language, "light", True))
    assert shown is not None
    assert [view.title for view in shown.views] == shown.table["Nom"].unique(maintain_order=True).to_list()
    assert tuple(item for view in shown.views for item in view.verdicts) == shown.verdicts
    assert pl.concat([view.table for view in shown.views]).equals(shown.table)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_profile_and_its_table_hold_the_same_indicators(reader: ReleaseReader, language: Language) -> None:
    own = [places(reader, name)[0] for name in (SHARE, "partners_trained")]
    figure = profile_figure(own, {name: places(reader, name) for name in (SHARE,)}, Style(language, "light", True))
    labels = [item.label(language) for item in own]
    assert [row.replace("|", " ") for row in figure.data["own"]["row"]] == labels
    assert figure.table[:, 0].to_list() == labels
    assert figure.file(language)[:, 2].to_list() == labels
