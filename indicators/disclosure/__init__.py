"""Suppression and consent: what of the pairs, sums and answers may be shown to an audience.

Suppression happens once, here, before anything reaches a verdict. In order:

1. **Consent.** Of an establishment that may not be named for the audience, every answer is hidden.
2. **Primary hiding** (cells.py): 1 to 4 persons, their complement in a share of persons, everything that a
   team of one or two would tell of somebody, questions told for the province only.
3. **Secondary hiding** (secondary.py): what a total, a difference of totals, a complement or an earlier
   release would give back (audit.py), from all that is shown of each term (sums.py), and what a year and its
   quarters would give back of each other (periods.py).
4. **Regions** (regions.py): their sums are shown where they tell nothing of what is hidden so far.

The reason why an answer is hidden is kept nowhere in the outcome: it would tell something of the answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from data.store.releases.release import Audience
from indicators.disclosure.cells import Policy, hide_primary
from indicators.disclosure.consent import named_in_waves
from indicators.disclosure.pairs import shown_pairs
from indicators.disclosure.periods import period_rule
from indicators.disclosure.regions import with_regions
from indicators.disclosure.secondary import hide_secondary
from indicators.disclosure.sums import collect, ledger
from indicators.disclosure.unprotected import Unprotected

#: No text of Québec sets a threshold; under 5 is usual.
THRESHOLD = 5
#: Teams up to this many persons are small: FTE in bands, no budget.
SMALL_TEAM = 2
#: How many whole values every hidden count keeps, whatever is published.
FEASIBLE_VALUES = 3
#: How wide the range of a hidden FTE or amount stays, as a part of its upper end.
FEASIBLE_WIDTH = 0.05
#: At least this part of a group's answers stays visible; beyond, the group's sum is withheld instead.
VISIBLE_SHARE = 0.5
#: Rules that make one answer readable from the others.
BOUND_BY_RULES = ("mandates_sum", "budget_sum_recurrence", "bodies_list_matches", "team_titles_match")
POLICY = Policy(THRESHOLD, SMALL_TEAM, FEASIBLE_VALUES, FEASIBLE_WIDTH, VISIBLE_SHARE, BOUND_BY_RULES)


@dataclass(frozen=True)
class Protected:
    """What may be shown, and what showing it gives away.

    Attributes:
        hidden_answers: establishment_id, wave_id, question_id of the answers to show as `suppressed`.
        pairs: the pairs with `visible`, and with `band`, the band of a small team's FTE, '' elsewhere.
        groups: the sums with `visible`. The sums of a `median` indicator are not meant to be shown.
        ledger: the sums and values shown, with their members; confidential, kept for the next publication.
    """

    hidden_answers: pl.DataFrame
    pairs: pl.DataFrame
    groups: pl.DataFrame
    ledger: pl.DataFrame


def protect(
    unprotected: Unprotected,
    consents: pl.DataFrame,
    audience: Audience,
    earlier: Sequence[pl.DataFrame] = (),
    policy: Policy = POLICY,
) -> Protected:
    """The pairs and sums with what may be shown of them to an audience, and the answers to hide.

    Args:
        consents: establishment_id, wave_id, consent, of the yearly waves.
        earlier: the ledgers of the releases already published for this audience.
    """
    pairs, groups, periods = unprotected.pairs, unprotected.groups, unprotected.periods
    answers, facts, catalogue = unprotected.by_key, unprotected.facts, unprotected.catalogue
    agreed = named_in_waves(periods.with_quarters(consents), audience).select("wave_id", "establishment_id")
    named = {key[:2] for key in answers.state} & set(agreed.rows())
    hidden = hide_primary(answers, named, unprotected.versions, facts, catalogue, policy, periods.team_key)
    sums = collect(unprotected, earlier)
    by_periods = period_rule(periods, pairs, groups, answers, facts, policy)
    visible = hide_secondary(sums, unprotected, hidden, policy, by_periods)
    shown = shown_pairs(pairs, hidden, facts, catalogue, periods)
    visible = with_regions(visible, sums, shown, unprotected, hidden, policy, by_periods)
    keys = ["wave_id", "establishment_id", "question_id"]
    listed = pl.DataFrame(sorted(hidden.bounds), schema=dict.fromkeys(keys, pl.String), orient="row")
    return Protected(
        hidden_answers=listed.select("establishment_id", "wave_id", "question_id"),
        pairs=shown,
        groups=groups.with_columns(visible=pl.Series(visible, dtype=pl.Boolean)),
        ledger=ledger(sums, hidden, visible),
    )
