"""What each subject of a release reads and which places hold each establishment, from its definitions as written."""

import re
from collections.abc import Iterator
from typing import Any

import polars as pl

from data.store.releases.release import Release
from indicators.release_diff.inputs import definition

SUBJECT = ["subject_kind", "subject_id", "segment"]
PLACE = ["place_kind", "place_id"]
_NAME = re.compile(r"[a-z][a-z0-9_]*")


def questions_read(release: Release) -> set[tuple[str, str, str, str]]:
    """Subject kind, id, segment and question, over all versions; a renamed question comes with its other name."""
    known = {item["question_id"] for item in definition(release, "questionnaire")}
    twins: dict[str, set[str]] = {}
    for item in definition(release, "changes"):
        pair = {name for name in (item["question_id_v1"], item["question_id_v2"]) if name}
        for name in pair:
            twins.setdefault(name, set()).update(pair)
    return {
        (kind, subject, segment, name)
        for kind, subject, segment, terms in _terms(release)
        for read in set(_NAME.findall(terms)) & known
        for name in twins.get(read, {read}) | {read}
    }


def _indicators(release: Release) -> dict[str, dict[str, Any]]:
    catalogue = definition(release, "catalogue")
    return {
        item["id"]: item for recommendation in catalogue["recommendations"] for item in recommendation["indicators"]
    }


def _declared(item: dict[str, Any], role: str) -> str:
    return f"{item[role]} + {item['v1'][role]}" if item["v1"] else item[role]


def _terms(release: Release) -> Iterator[tuple[str, str, str, str]]:
    """Subject kind, id, segment and all the text of its terms."""
    indicators = _indicators(release)
    for name, item in indicators.items():
        if item["kind"] == "split":
            for segment in (part.strip() for part in _declared(item, "numerator").split("+")):
                yield "indicator", name, segment, f"{segment} {_declared(item, 'denominator')}"
        else:
            yield "indicator", name, "", f"{_declared(item, 'numerator')} {_declared(item, 'denominator')}"
    for item in definition(release, "catalogue")["recommendations"]:
        of = indicators.get(item["headline"]["indicator"] or "")
        terms = f"{_declared(of, 'numerator')} {_declared(of, 'denominator')}" if of else ""
        yield "headline", item["id"], "", terms + (item["headline"]["condition"] or "")
    for item in definition(release, "totals"):
        yield "total", item["total_id"], "", f"{item['question_id_v1']} {item['question_id_v2']}"
    for item in definition(release, "quarterly_indicators"):
        yield "indicator", item["indicator_id"], "", f"{item['numerator']} {item['denominator']}"
    for item in definition(release, "quarterly_questions"):
        yield "count_of_period", item["question_id"], "", item["question_id"]


def subjects_redefined(before: Release, after: Release) -> set[tuple[str, str]]:
    """Kind and id of each subject whose declaration, or a question that it reads, is not the same on both sides."""
    old, new = _indicators(before), _indicators(after)
    found = {("indicator", name) for name in old | new if old.get(name) != new.get(name)}
    changed = {name for kind, name in found}
    for release in (before, after):
        for item in definition(release, "catalogue")["recommendations"]:
            if item["headline"]["indicator"] in changed:
                found.add(("headline", item["id"]))
    for kind, name, key in (
        ("total", "totals", "total_id"),
        ("indicator", "quarterly_indicators", "indicator_id"),
        ("count_of_period", "quarterly_questions", "question_id"),
    ):
        found |= {(kind, item) for item in _ids_that_differ(before, after, name, key)}
    texts = [
        {
            item["id"]: [
                item["headline"],
                item["fr"]["title"],
                item["fr"]["headline"],
                item["en"]["title"],
                item["en"]["headline"],
            ]
            for item in definition(release, "catalogue")["recommendations"]
        }
        for release in (before, after)
    ]
    found |= {("headline", name) for name in texts[0] | texts[1] if texts[0].get(name) != texts[1].get(name)}
    questions = _questions_redefined(before, after)
    read = questions_read(before) | questions_read(after)
    return found | {(kind, subject) for kind, subject, _, question in read if question in questions}


def _ids_that_differ(before: Release, after: Release, name: str, key: str) -> set[str]:
    """The ids of the rows of a definition that are not the same on both sides."""
    old, new = ({item[key]: item for item in definition(release, name)} for release in (before, after))
    return {item for item in old | new if old.get(item) != new.get(item)}


def _questions_redefined(before: Release, after: Release) -> set[str]:
    """The questions asked, listed, checked or renamed otherwise than before."""
    found = _ids_that_differ(before, after, "questionnaire", "question_id")
    lists = [
        {
            name: [item for item in definition(release, "choices") if item["choice_list"] == name]
            for name in {item["choice_list"] for item in definition(release, "choices")}
        }
        for release in (before, after)
    ]
    changed = {name for name in lists[0] | lists[1] if lists[0].get(name) != lists[1].get(name)}
    for release in (before, after):
        found |= {
            item["question_id"] for item in definition(release, "questionnaire") if item["choice_list"] in changed
        }
    for name, keys in (("changes", ("question_id_v1", "question_id_v2")), ("rules", ("fields",))):
        old, new = (definition(release, name) for release in (before, after))
        for item in [*(row for row in old if row not in new), *(row for row in new if row not in old)]:
            for key in keys:
                found |= set(item[key] or ()) if key == "fields" else {item[key]}
    return {name for name in found if name}


def membership(releases: tuple[Release, ...]) -> pl.DataFrame:
    """Which places hold each establishment in any of the releases: establishment_id, place_kind, place_id."""
    rows = {
        (item["establishment_id"], kind, place)
        for release in releases
        for groups in (definition(release, "peer_groups"),)
        for item in definition(release, "establishments")
        for kind, place in _places_of(item, groups)
    }
    return pl.DataFrame(sorted(rows), schema=["establishment_id", *PLACE], orient="row")


def _places_of(item: dict[str, Any], groups: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    yield "province", "quebec"
    yield "establishment", item["establishment_id"]
    yield "region", item["rss_code"]
    for group in groups:
        # « all » has the province's members and is the province.
        if group["peer_group_id"] != "all" and item["type"] in group["types"]:
            yield "peer_group", group["peer_group_id"]


def places_redefined(before: Release, after: Release) -> set[tuple[str, str]]:
    """The places whose establishments, or facts of one of them (population, name), are not the same on both sides."""
    moved = _ids_that_differ(before, after, "establishments", "establishment_id")
    found = {
        (kind, place)
        for establishment, kind, place in membership((before, after)).iter_rows()
        if establishment in moved
    }
    regrouped = _ids_that_differ(before, after, "peer_groups", "peer_group_id")
    members = [set(membership((release,)).iter_rows()) for release in (before, after)]
    for establishment, kind, place in members[0] ^ members[1]:
        found |= {(kind, place), ("establishment", establishment)}
    return found | {("peer_group", name) for name in regrouped}
