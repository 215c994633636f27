"""Whose pages change from one release to another, and by how many verdicts."""

import polars as pl

from indicators.release_diff.inputs import Published, definition
from indicators.verdicts.model import KEY

#: Page files, in the order of the menu.
PAGES = ("overview", "recommendation", "indicator", "establishment", "territory")


def pages_touched(changed: pl.DataFrame, releases: tuple[Published, Published]) -> pl.DataFrame:
    """The pages that draw a verdict of `changed`: page, id (empty where a page has one subject), count.

    The Sommaire draws the province's headlines and totals; a recommendation, its headline and indicators; an
    indicator, all its places; an establishment and the territory, what is of theirs.
    """
    changed = changed.select(KEY)
    of_subject = pl.DataFrame(
        sorted({pair for release in releases for pair in _followed(release)}),
        schema=["subject_kind", "subject_id", "id"],
        orient="row",
    )
    kind, place = pl.col("subject_kind"), pl.col("place_kind")
    drawn = [
        changed.filter((place == "province") & kind.is_in(["headline", "total"])).with_columns(
            page=pl.lit("overview"), id=pl.lit("")
        ),
        changed.join(of_subject, on=["subject_kind", "subject_id"]).select("id", page=pl.lit("recommendation")),
        changed.filter(kind == "indicator").select(page=pl.lit("indicator"), id="subject_id"),
        changed.filter(place == "establishment").select(page=pl.lit("establishment"), id="place_id"),
        changed.filter(place == "region").select(page=pl.lit("territory"), id="place_id"),
    ]
    pages = pl.concat(frame.select("page", "id") for frame in drawn)
    return (
        pages.group_by("page", "id")
        .agg(count=pl.len())
        .sort(pl.col("page").replace_strict(PAGES, range(len(PAGES))), "id")
    )


def _followed(release: Published) -> set[tuple[str, str, str]]:
    """Subject kind and id, and the recommendation whose page draws it."""
    found = set()
    for item in definition(release, "catalogue")["recommendations"]:
        found.add(("headline", item["id"], item["id"]))
        for indicator in item["indicators"]:
            found |= {("indicator", indicator["id"], code) for code in (item["id"], *indicator["also"])}
    return found
