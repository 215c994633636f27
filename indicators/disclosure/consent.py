"""Consent: which establishments may be named for an audience. Hiding numbers and publishing names both ask here."""

import polars as pl

from data.store.releases.release import Audience

#: The question of the yearly survey by which an establishment agrees.
QUESTION = "publication_consent_choice"
#: The consents that name an establishment, by audience; any other, or none, names nobody.
NAMED_BY: dict[Audience, tuple[str, ...]] = {
    "visitor": ("consent_named",),
    "member": ("consent_named", "consent_network"),
}


def consents_of(answers: pl.DataFrame) -> pl.DataFrame:
    """What each establishment agreed to in each yearly wave: establishment_id, wave_id, consent."""
    return answers.filter(pl.col("question_id") == QUESTION).select(
        "establishment_id", "wave_id", pl.col("value_text").alias("consent")
    )


def named_in_waves(consents: pl.DataFrame, audience: Audience) -> pl.DataFrame:
    """The establishments that may be named, wave by wave: establishment_id, wave_id."""
    named = consents.filter(pl.col("consent").is_in(NAMED_BY[audience]))
    return named.select("establishment_id", "wave_id").unique(maintain_order=True)


def named_now(consents: pl.DataFrame, audience: Audience) -> list[str]:
    """The establishments that may be named by what each agreed to in the latest wave that it answered."""
    latest = consents.sort("wave_id").group_by("establishment_id", maintain_order=True).last()
    return named_in_waves(latest.select(consents.columns), audience)["establishment_id"].to_list()
