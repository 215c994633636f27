"""Where names go on a chart: none covers another, and one that need not be stays out of a crowd."""

from data.facts import load_facts
from indicators.charts.labels import GAP, Spot, line_points, place_labels, spread_labels
from indicators.wording.names import LONGEST, short_name
from indicators.wording.periods import axis_labels, period_text


def test_names_do_not_cover_each_other():
    spots = [
        Spot(0.5, 0.5, "un nom assez long"),
        Spot(0.52, 0.5, "un autre nom"),
        Spot(0.5, 0.52, "un troisième"),
    ]
    found = place_labels(spots, [], 400, 300)
    assert all(item.text for item in found)
    assert len({(item.align, item.dx, item.dy) for item in found}) == 3
    assert spread_labels([10, 10, 50], 5, 0, 100) == [7.5, 12.5, 50]
    assert min(spread_labels([0, 0, 0], 5, 0, 100)) == 0


def test_a_name_that_need_not_be_stays_away_from_other_dots():
    # Dots all around: only a name that must be there is drawn over one of them.
    crowd = [(0.5 + 0.08 * i, 0.5 + 0.05 * j) for i in range(-3, 4) for j in range(-3, 4)]
    asked, needed = Spot(0.5, 0.5, "un nom assez long", must=False), Spot(0.5, 0.5, "un nom assez long")
    assert [item.text for item in place_labels([asked], crowd, 225, 300)] == [""]
    assert [item.text for item in place_labels([needed], crowd, 225, 300)] == ["un nom assez long"]
    # And it is never drawn away from its own dot.
    free = place_labels([asked._replace(y=0.5 + 0.001 * k) for k in range(9)], [], 225, 300)
    assert {abs(item.dy) <= GAP + 6 for item in free} == {True}
    assert "" in {item.text for item in free}


def test_a_name_avoids_the_line_between_points():
    line = line_points([(0.0, 0.5), (1.0, 0.5), None, (0.5, 0.1)])
    assert line[:3] == [(0.0, 0.5), (1.0, 0.5), (0.5, 0.1)]
    assert line[3:] == [(0.25, 0.5), (0.5, 0.5), (0.75, 0.5)]
    # The two points are far from the name: the line that joins them is what moves it up or down.
    (beside,) = place_labels([Spot(0.5, 0.5, "sept points de suite")], [], 400, 300)
    (found,) = place_labels([Spot(0.5, 0.5, "sept points de suite")], line, 400, 300)
    assert (beside.dy, found.dy) == (0, -GAP - 6)


def test_periods_and_names_are_written_short():
    assert (period_text("2021-2022-T1", "fr"), period_text("2021-2022-T1", "en")) == (
        "T1 2021-2022",
        "Q1 2021-2022",
    )
    assert period_text("2021-2022", "fr") == "2021-2022"
    quarters = [f"{year}-{year + 1}-T{quarter}" for year in range(2021, 2026) for quarter in range(1, 5)]
    assert len(set(axis_labels(quarters, "fr"))) == 20
    for item in load_facts().frame:
        for name in (item.short_name_fr, item.short_name_en):
            assert 0 < len(short_name(name)) <= LONGEST
    assert short_name("CISSS de Lanaudière") == "Lanaudière"
