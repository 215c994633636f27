"""Whose pages change from one release to another, and by how many verdicts."""

import polars as pl

from data.store.releases.release import Release
from indicators.release_diff.inputs import definition
from indicators.verdicts.model import KEY


def pages_touched(changed: pl.DataFrame, releases: tuple[Release, Release]) -> pl.DataFrame:
    """The pages that draw a verdict of `changed`, in the menu's order: page, id (empty for the Sommaire), count.

    The Sommaire draws the province's headlines and totals; a recommendation, its headline and indicators; an
    indicator, all its places; an establishment and the territory, what is of theirs.
    """
    changed = changed.select(KEY)
    of_subject = pl.DataFrame(
        sorted({pair for release in releases for pair in _subjects_by_page(release)}),
        schema=["subject_kind", "subject_id", "id"],
        orient="row",
    )
    kind, place = pl.col("subject_kind"), pl.col("place_kind")
    drawn = {
        "overview": changed.filter((place == "province") & kind.is_in(["headline", "total"])).with_columns(
            id=pl.lit("")
        ),
        "recommendation": changed.join(of_subject, on=["subject_kind", "subject_id"]),
        "indicator": changed.filter(kind == "indicator").with_columns(id="subject_id"),
        "establishment": changed.filter(place == "establishment").with_columns(id="place_id"),
        "territory": changed.filter(place == "region").with_columns(id="place_id"),
    }
    return pl.concat(
        frame.group_by("id").agg(count=pl.len()).sort("id").select(pl.lit(page).alias("page"), "id", "count")
        for page, frame in drawn.items()
    )


def _subjects_by_page(release: Release) -> set[tuple[str, str, str]]:
    """Subject kind and id, and the recommendation whose page draws it."""
    found = set()
    for item in definition(release, "catalogue")["recommendations"]:
        found.add(("headline", item["id"], item["id"]))
        for indicator in item["indicators"]:
            found |= {("indicator", indicator["id"], code) for code in (item["id"], *indicator["also"])}
    return found
