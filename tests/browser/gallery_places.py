"""The charts of one wave, for the gallery: dots among peers, parts of a whole, a profile, a change, a few waves."""

from collections.abc import Iterator

from data.facts import Facts
from indicators.catalogue.model import Language
from indicators.charts import dumbbell, profile, series, split, strip
from indicators.charts.theme import Style, Theme, scale_of
from indicators.release_reader.reader import ReleaseReader
from indicators.verdicts.model import Verdict
from indicators.wording.distribution import part_name, series_alt, spread, strip_alt
from indicators.wording.value import is_percent
from tests.browser.drawing import HALF, Drawing, is_fictitious

#: The narrower column of the Indicateur page.
SIDE = 490
#: A share, a rate, an amount, and a count: each its own axis.
SPREAD = (
    "strategic_bodies_with_partner",
    "active_partners_per_1000_staff",
    "partnership_budget",
    "dedicated_fte",
)
PLACE = "ciusss-slsj"


def strips(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    for subject in SPREAD:
        places = reader.distribution("indicator", subject, reader.periods[-1])
        marked = next(item for item in places if item.place_id == PLACE)
        data = strip.rows(places, reader.peer_groups, language, {PLACE})
        ready = strip.spec(
            Style(language, theme, is_fictitious(reader)),
            scale_of(places[0].unit(language)),
            has_bands=data["groups"]["median"].null_count() < data["groups"].height,
            has_chosen=bool(data["places"]["chosen"].any()),
            rows=len(reader.peer_groups),
        )
        words = (
            spread(places, reader.peer_groups[0], language),
            strip_alt(places, reader.peer_groups, marked, language),
        )
        yield Drawing(f"strip-{subject}", ready, data, words)


def splits(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    places = [("province", "quebec"), *(("peer_group", group.peer_group_id) for group in reader.peer_groups)]
    for indicator in reader.catalogue.indicator.values():
        if len(indicator.segments) < 2:
            continue
        wholes = [
            [
                item
                for part in indicator.segments
                if (item := reader.verdict("indicator", indicator.id, reader.periods[-1], place, part))
            ]
            for place in places
        ]
        names = [part_name(item, language) for item in wholes[0]]
        by_part = [reader.series("indicator", indicator.id, segment=part) for part in indicator.segments]
        waves = [list(parts) for parts in zip(*by_part, strict=True)]
        for kind, held, width in (("groups", wholes, HALF), ("waves", waves, SIDE)):
            data = split.rows(held, names, language, by_wave=kind == "waves")
            if data.is_empty():
                continue
            ready = split.spec(
                Style(language, theme, is_fictitious(reader)),
                parts=len(names),
                has_texts=bool((data["text"] != "").any()),
                rows=data["row"].n_unique(),
            )
            yield Drawing(f"split-{kind}-{indicator.id}", ready, {"parts": data}, tuple(names), width)


def profiles(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    period = reader.periods[-1]
    for place in (PLACE, "cisss-laval"):
        own: list[Verdict] = []
        for indicator in reader.catalogue.indicator.values():
            item = reader.verdict("indicator", indicator.id, period, ("establishment", place))
            if item and item.kind == "ratio" and is_percent(item) and item.state != "not_asked":
                own.append(item)
        peers = {
            item.subject_id: [
                peer
                for peer in reader.distribution("indicator", item.subject_id, period)
                if peer.peer_group_id == item.peer_group_id
            ]
            for item in own
        }
        data = profile.rows(own, peers, language)
        if data["peers"].is_empty():
            continue
        valued = data["own"]["value"].is_not_null()
        ready = profile.spec(
            Style(language, theme, is_fictitious(reader)),
            has_bands=not data["bands"].is_empty(),
            has_values=bool(valued.any()),
            has_absent=not valued.all(),
        )
        yield Drawing(f"profile-{place}", {**ready, "height": profile.ROW * len(own)}, data, ())


def moved(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    before, after = reader.periods[-2:]
    for subject in SPREAD:
        pairs = [
            (one, other)
            for group in reader.peer_groups
            if (one := reader.verdict("indicator", subject, before, ("peer_group", group.peer_group_id)))
            and (other := reader.verdict("indicator", subject, after, ("peer_group", group.peer_group_id)))
        ]
        ends = dumbbell.rows(pairs, language)
        if ends.is_empty():
            continue
        ready = dumbbell.spec(
            Style(language, theme, is_fictitious(reader)),
            scale_of(pairs[0][1].unit(language)),
            has_intervals=ends["low"].null_count() < ends.height,
            rows=ends["row"].n_unique(),
        )
        yield Drawing(f"dumbbell-{subject}", ready, {"ends": ends}, ())


def waves(reader: ReleaseReader, facts: Facts, language: Language, theme: Theme) -> Iterator[Drawing]:
    for subject in SPREAD:
        held = reader.series("indicator", subject)
        points = series.rows(held, language, reader.periods[-1])
        if points["value"].null_count() == points.height:
            continue
        scale = scale_of(held[0].unit(language))
        ready = series.spec(Style(language, theme, is_fictitious(reader)), scale, **series.layer_flags(points))
        yield Drawing(f"series-{subject}", ready, {"points": points}, (series_alt(held, language),), SIDE)
