"""What changed between two releases as the rows of a file: one row a verdict, numbers as numbers, words beside them."""

import polars as pl

from indicators.catalogue.model import Language
from indicators.release_diff.differences import Differences
from indicators.wording.language import say
from indicators.wording.releases import aspect_word, before_after, cause_word, causes_words, now_of

#: The columns of a file, and whether their values are numbers.
_COLUMNS = {
    "version avant": False,
    "version après": False,
    "étiquette": False,
    "étiquettes": False,
    "sujet": False,
    "segment": False,
    "libellé": False,
    "lieu": False,
    "code du lieu": False,
    "vague": False,
    "parties changées": False,
    "état avant": False,
    "état après": False,
    "valeur avant": True,
    "valeur après": True,
    "unité": False,
    "avant et après": False,
}


def difference_table(found: Differences, language: Language) -> pl.DataFrame:
    """One row a verdict that changed, in the order of the release; empty cells where a release does not hold it."""
    rows = []
    for changed in found.where():
        now, before, after = now_of(changed), changed.before, changed.after
        rows.append(
            (
                found.before_id,
                found.after_id,
                cause_word(changed.causes[0], language),
                causes_words(changed, language),
                now.subject_id,
                now.segment,
                now.label(language),
                now.place(language),
                now.place_id,
                now.period,
                ", ".join(aspect_word(aspect, language) for aspect in changed.aspects),
                before.state if before else None,
                after.state if after else None,
                before.value if before else None,
                after.value if after else None,
                now.unit(language),
                before_after(changed, language),
            )
        )
    schema = {say(name, language): pl.Float64() if is_number else pl.String() for name, is_number in _COLUMNS.items()}
    return pl.DataFrame(rows, schema=schema, orient="row")


def counted_table(found: Differences, language: Language) -> pl.DataFrame:
    """How many verdicts changed, one row a subject and label."""
    labels = pl.concat([found.before, found.after], how="diagonal").unique(
        ["subject_kind", "subject_id"], keep="last", maintain_order=True
    )
    words = dict(labels.drop_nulls("subject_id").select("subject_id", f"label_{language}").iter_rows())
    counted = found.changed.group_by("subject_id", "cause", maintain_order=True).len()
    schema = {
        say("sujet", language): pl.String(),
        say("libellé", language): pl.String(),
        say("étiquette", language): pl.String(),
        say("résultats changés", language): pl.Int64(),
    }
    return pl.DataFrame(
        [
            (subject, words[subject], cause_word(cause, language), count)
            for subject, cause, count in counted.iter_rows()
        ],
        schema=schema,
        orient="row",
    )
