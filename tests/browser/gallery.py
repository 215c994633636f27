"""Draw every chart from the demonstration: two languages, two themes, two widths, to be looked at.

`OBSERVATOIRE_VAR=… python -m tests.browser.gallery [folder] [--fonts folder]`. No page, no browser: the pictures show
the charts alone, at the width of a page's block and of a phone's.
"""

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import vl_convert

from data.facts import Facts, load_facts
from data.store.paths import var_folder
from data.store.releases.release import Served, serve
from indicators.catalogue.model import Language
from indicators.charts import funnel, heat, multiples, run, slope, tiles, xmr
from indicators.charts.theme import Style, Theme, scale_of, with_data
from indicators.release_reader.reader import PROVINCE, ReleaseReader
from indicators.verdicts.model import Verdict
from indicators.verdicts.series import has_control_limits, last_with_median
from indicators.wording import charts
from indicators.wording import series as series_words
from indicators.wording.comparison import funnel_alt, funnel_finding
from tests.browser.drawing import FULL, HALF, PHONE, Drawing, is_fictitious
from tests.browser.gallery_places import moved, profiles, splits, strips, waves

LANGUAGES: tuple[Language, ...] = ("fr", "en")
THEMES: tuple[Theme, ...] = ("light", "dark")


def funnels(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    period = reader.periods[-1]
    for subject, adjusted in (
        ("strategic_bodies_with_partner", False),
        ("partners_trained", False),
        ("partners_trained", True),
        ("active_partners_per_1000_staff", False),
        ("active_partners_per_100k_population", False),
    ):
        places = reader.distribution("indicator", subject, period)
        whole = reader.verdict("indicator", subject, period)
        centre = "network"
        if whole is None or whole.funnel_expected is None:
            group = reader.peer_groups[0].peer_group_id
            places = [item for item in places if item.peer_group_id == group]
            whole, centre = reader.verdict("indicator", subject, period, ("peer_group", group)), "peers"
        chosen = ["ciusss-slsj", "cisss-outaouais"]
        data = funnel.rows(places, language, chosen_ids=chosen, adjusted=adjusted, centre=centre)
        out = funnel.outside(places, adjusted)
        spec = funnel.spec(
            Style(language, theme, is_fictitious(reader)),
            scale_of(places[0].unit(language)),
            **funnel.layer_flags(data),
        )
        words = (
            funnel_finding(places, out, whole, language),
            funnel_alt(places, out, language),
        )
        name = f"funnel-{subject}{'-adjusted' if adjusted else ''}"
        yield Drawing(name, spec, data, words, HALF if adjusted else FULL)


def long_series(reader: ReleaseReader) -> list[tuple[str, list[Verdict]]]:
    """Quarterly series of the demonstration, of each kind of signal."""
    found = []
    for subject in ("active_partners_per_fte", "active_partners_per_100k_population", "dedicated_fte"):
        found.append((f"{subject}-quebec", reader.series("indicator", subject, PROVINCE, "", "quarter")))
    for place in ("cisss-bsl", "ciusss-slsj", "cisss-iles", "ciusss-nim"):
        series = reader.series("indicator", "active_partners_per_fte", ("establishment", place), "", "quarter")
        found.append((f"active_partners_per_fte-{place}", series))
    return found


def series(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    fictitious = is_fictitious(reader)
    for name, held in long_series(reader):
        if not held:
            continue
        scale = scale_of(held[0].unit(language))
        if has_control_limits(held):
            data = xmr.rows(held, language)
            spec = xmr.spec(Style(language, theme, fictitious), scale, **xmr.layer_flags(data))
            words = (
                series_words.xmr_finding(held, language),
                series_words.xmr_subtitle(held, language),
                series_words.xmr_rules(held, language),
                series_words.xmr_alt(held, language),
            )
            yield Drawing(f"xmr-{name}", spec, data, words)
        if last_with_median(held) is not None:
            data = run.rows(held, language)
            spec = run.spec(Style(language, theme, fictitious), scale, **run.layer_flags(data))
            words = (
                series_words.run_finding(held, language),
                series_words.run_subtitle(held, language),
                series_words.run_alt(held, language),
            )
            yield Drawing(f"run-{name}", spec, data, words)


def controlled(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    """One series with a target, a rebase and a gap, which the demonstration may not hold together."""
    held = reader.series("indicator", "active_partners_per_fte", PROVINCE, "", "quarter")
    if not has_control_limits(held):
        return
    middle = len(held) // 2
    shown = []
    for place, item in enumerate(held):
        later = place >= middle
        fields: dict[str, Any] = {
            "direction": "higher_better",
            "target_low": max(other.xmr_high or 0 for other in held) * 1.02,
            "xmr_segment": int(later),
            "xmr_rule": "two_of_three" if place in (3, 4) else "outside" if place == 17 else "",
            "xmr_side": -1 if place in (3, 4) else 1,
        }
        if later:
            lines = {name: getattr(item, name) for name in ("xmr_mean", "xmr_low", "xmr_high")}
            fields |= {name: value * 1.1 for name, value in lines.items() if value is not None}
        if place == 7:
            fields |= {"value": None, "state": "not_answered"}
        shown.append(item.model_copy(update=fields))
    words = {"fr": "1er octobre 2023\u00a0: nouvelle équipe", "en": "October 1, 2023: new team"}[language]
    data = xmr.rows(shown, language, rebases={held[middle].period: words})
    spec = xmr.spec(
        Style(language, theme, is_fictitious(reader)),
        scale_of(held[0].unit(language)),
        **xmr.layer_flags(data),
    )
    yield Drawing("xmr-rebased", spec, data, (series_words.xmr_alt(shown, language),))


def compared(reader: ReleaseReader, language: Language) -> list[tuple[str, list[Verdict]]]:
    """The rows of a heat map: indicators of the establishments with a comparison."""
    period = reader.periods[-1]
    found = []
    for indicator in reader.catalogue.indicator.values():
        places = reader.distribution("indicator", indicator.id, period)
        if sum(item.comparison in ("better", "worse", "higher", "lower", "similar") for item in places) > 8:
            found.append((f"{indicator.code} {indicator.words(language).short_title}", places))
    more = reader.distribution("indicator", "office_share", period)
    return [*found[:12], ("Oui ou non" if language == "fr" else "Yes or no", more)]


def maps(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    fictitious = is_fictitious(reader)
    rows = compared(reader, language)
    data = heat.rows(rows, reader.peer_groups, language)
    spec = heat.spec(Style(language, theme, fictitious), **heat.layer_flags(data))
    words = (
        charts.heat_finding(rows, language),
        charts.heat_subtitle(reader.periods[-1], language),
        charts.heat_alt(rows, language),
        " · ".join(f"{code} {word}" for code, word in heat.keys(data, language)),
    )
    yield Drawing("heat", spec, data, words, FULL, phone=False)
    for kind, subject in (("headline", "R02"), ("indicator", "strategic_bodies_with_partner")):
        places = reader.distribution(kind, subject, reader.periods[-1])
        data = tiles.rows(places, facts.establishments, facts.regions, language)
        spec = tiles.spec(Style(language, theme, fictitious), **tiles.layer_flags(data))
        words = (
            charts.tile_finding(places, language),
            charts.tile_subtitle(places, language),
            charts.tile_alt(places, language),
        )
        yield Drawing(f"tiles-{subject}", spec, data, words, phone=False)


def small(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    fictitious = is_fictitious(reader)
    views = [
        (f"{item.subject_id} {item.label(language)}", reader.series("headline", item.subject_id))
        for item in reader.headlines(reader.periods[-1])[:4]
    ]
    panels = multiples.panels(views, language)
    for rank, panel in enumerate(panels[:3]):
        spec = multiples.spec(Style(language, theme, fictitious), "percent", **multiples.layer_flags(panel))
        words = (
            charts.multiples_finding([panel.series for panel in panels], language),
            charts.multiples_subtitle([panel.series for panel in panels], language),
            panel.alt,
        )
        yield Drawing(f"multiples-{rank}", spec, {"points": panel.points}, words, 200)
    quarters = [
        (
            group.label_fr,
            reader.series("indicator", "dedicated_fte", ("peer_group", group.peer_group_id), "", "quarter"),
        )
        for group in reader.peer_groups
    ]
    for rank, panel in enumerate(multiples.panels(quarters, language)[:1]):
        spec = multiples.spec(Style(language, theme, fictitious), "number", **multiples.layer_flags(panel))
        yield Drawing(f"multiples-quarters-{rank}", spec, {"points": panel.points}, (panel.alt,), 200)
    before, after = reader.periods[-2:]
    for kind, subject in (("headline", "R02"), ("indicator", "strategic_bodies_with_partner")):
        pairs = list(
            zip(
                reader.by_peer_group(kind, subject, before),
                reader.by_peer_group(kind, subject, after),
                strict=True,
            )
        )
        if slope.fits(pairs):
            scale = scale_of(pairs[0][1].unit(language))
            spec = slope.spec(Style(language, theme, fictitious), scale)
            words = (charts.slope_finding(pairs, language), charts.slope_alt(pairs, language))
            yield Drawing(f"slope-{subject}", spec, {"ends": slope.rows(pairs, language)}, words, phone=False)
    for count in (3, 6):
        yield from named_slopes(reader, language, theme, count)


def named_slopes(reader: ReleaseReader, language: Language, theme: Theme, count: int) -> Iterator[Drawing]:
    """The slopes of a few establishments, as Comparer draws those chosen by name."""
    before, after = reader.periods[-2:]
    pairs = [
        (earlier, item)
        for item in reader.distribution("indicator", "partners_trained", after)
        if (earlier := reader.verdict("indicator", "partners_trained", before, ("establishment", item.place_id)))
        and slope.drawable(earlier, item)
    ][:count]
    spec = slope.spec(Style(language, theme, is_fictitious(reader)), scale_of(pairs[0][1].unit(language)))
    words = (charts.slope_finding(pairs, language), charts.slope_alt(pairs, language))
    yield Drawing(f"slope-named-{count}", spec, {"ends": slope.rows(pairs, language)}, words, phone=False)


Maker = Callable[[ReleaseReader, Facts, Language, Theme], Iterator[Drawing]]
MAKERS: tuple[Maker, ...] = (funnels, series, controlled, maps, small, strips, splits, profiles, moved, waves)


def picture(drawing: Drawing, width: int, scale: float = 1.0) -> bytes:
    """The chart as PNG at a width: of the plot and its axes, as a page's column gives it."""
    ready = with_data(drawing.spec, drawing.datasets)
    plain = ready | {"datasets": {name: frame.to_dicts() for name, frame in drawing.datasets.items()}}
    return vl_convert.vegalite_to_png(json.dumps(plain | {"width": width}), scale=scale)


def main(folder: Path, only: str = "") -> None:
    served = serve(var_folder())
    assert isinstance(served, Served), "no release to draw: `python -m demo` makes one"
    reader, facts = ReleaseReader(served.release), load_facts()
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        for theme in THEMES:
            for make in MAKERS:
                for drawing in make(reader, facts, language, theme):
                    if only not in drawing.name:
                        continue
                    if theme == "light":
                        print(language, drawing.name, *drawing.words, sep=" | ")
                    for width in (drawing.wide, PHONE) if drawing.phone else (drawing.wide,):
                        path = folder / f"{drawing.name}-{language}-{theme}-{width}.png"
                        path.write_bytes(picture(drawing, width))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parent / "pictures")
    asked.add_argument("--fonts", type=Path, help="static Source Sans 3 files, for the letters of a page")
    asked.add_argument("--only", default="", help="a part of the chart's name")
    given = asked.parse_args()
    if given.fonts:
        vl_convert.register_font_directory(str(given.fonts))
    main(given.folder, given.only)
