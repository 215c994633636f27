"""Verdicts written by hand, to be told in words."""

import json
from itertools import product
from typing import Any

from indicators.verdicts.model import Verdict
from indicators.wording import note, signal
from indicators.wording.comparison import COMPARISON_WORDS
from indicators.wording.language import NO_BREAK


def made(**fields: Any) -> Verdict:
    """A share of establishments of the province, with `fields` of one's own."""
    share = {
        "subject_kind": "headline",
        "subject_id": "R02",
        "kind": "headline",
        "direction": "higher_better",
        "place_kind": "province",
        "place_id": "quebec",
        "place_fr": "Québec",
        "place_en": "Québec",
        "period": "2025-2026",
        "label_fr": "Plan local arrimé",
        "label_en": "Aligned local plan",
        "claim_fr": "ont un plan local arrimé",
        "claim_en": "have an aligned local plan",
        "state": "value",
        "value": 66.6666666667,
        "numerator": 18.0,
        "denominator": 27.0,
        "unit_fr": "% des établissements répondants",
        "unit_en": "% of responding establishments",
        "decimals": 0,
        "interval_low": 47.8,
        "interval_high": 81.4,
        "interval_method": "wilson",
        "evaluated": 27,
        "applicable": 30,
        "used": 27,
        "missing": '{"not_answered": 2, "does_not_know": 1}',
        "change_from": "2024-2025",
    }
    return Verdict(**(share | fields))


def ratio(**fields: Any) -> Verdict:
    return made(
        **{
            "kind": "ratio",
            "label_fr": "Instances avec partenaire",
            "label_en": "Bodies with a partner",
            "claim_fr": "",
            "claim_en": "",
            "unit_fr": "%",
            "unit_en": "%",
            "value": 56.94,
            "numerator": 41.0,
            "denominator": 72.0,
        }
        | fields
    )


def median(**fields: Any) -> Verdict:
    scale = {
        "kind": "amount",
        "label_fr": "ETC dédiés",
        "label_en": "Dedicated FTE",
        "unit_fr": "ETC",
        "unit_en": "FTE",
    }
    return made(**scale | {"value": 12.4, "decimals": 1, "interval_low": 8.0, "interval_high": 15.5} | fields)


def alone(**fields: Any) -> dict[str, Any]:
    """The fields of one establishment."""
    return {
        "place_kind": "establishment",
        "place_id": "chum",
        "evaluated": 1,
        "applicable": 1,
        "missing": "{}",
    } | fields


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


def signals(i: int) -> dict[str, Any]:
    """Fields of signal and target that take every value as `i` goes on."""
    rules, sides = ("", "outside", "trend", "two_of_three", "shift"), (1, -1)
    low, high = ((None, None), (60.0, None), (None, 15.0), (10.0, 20.0))[i % 4]
    variations = ("", *signal._VARIATIONS)
    return {
        "period_kind": ("year", "quarter")[i % 2],
        "trend": ("", "up", "down", "none", "not_calculable")[i % 5],
        "run_signal": ("", "none", "shift", "crossings", "both")[i % 5],
        **dict.fromkeys(("run_longest", "run_longest_limit", "run_crossings", "run_crossings_limit"), i % 12),
        "run_median": 12.0,
        "xmr_mean": 12.0 if i % 3 else None,
        "xmr_low": 8.0,
        "xmr_high": 16.0,
        "xmr_rule": rules[i % 5],
        "xmr_side": sides[i % 2] if i % 5 else 0,
        "variation": variations[i % len(variations)],
        "assurance": ("", *signal._ASSURANCES)[i % 5],
        "funnel": ("", *signal._FUNNELS)[i % 6],
        "outlier_methods": (None, 0, 1, 2, 3)[i % 5],
        "funnel_expected": (None, 1.04)[i % 2],
        "target_low": low,
        "target_high": high,
        "target_state": "none" if low is None and high is None else ("met", "not_met", "not_assessable")[i % 3],
        "target_note": ("", *signal._TARGET_NOTES)[i % 5],
    }


def everything() -> list[Verdict]:
    """A verdict for every state, kind, place, change and note, whether or not they meet in a release."""
    kinds = ("headline", "ratio", "rate", "count", "amount", "total", "split")
    states = (
        "value",
        "true_zero",
        "not_answered",
        "does_not_know",
        "not_applicable",
        "not_asked",
        "invalid_pending",
        "suppressed",
    )
    changes = (
        "first",
        "not_asked",
        "break",
        "not_detectable",
        "up",
        "down",
        "no_to_yes",
        "yes_to_no",
        "unchanged",
        "not_computed",
    )
    methods = ("newcombe", "rate_ratio", "wilcoxon", "bootstrap", "difference", "same_establishments", "")
    notes = [sorted(note._NOTES), ["not_named"], ["team_size"], []]
    bands, rungs, comparisons = (
        ("", "0", "0-1", "1-2", "0-2"),
        (0, 2, 5, 10, 12, 13),
        (*COMPARISON_WORDS, ""),
    )
    places = ("province", "peer_group", "region", "establishment", "custom")
    mixed = list(product(kinds, states, places)) * len(methods) * 2
    everything = []
    for i, (kind, state, place) in enumerate(mixed):
        valued = state in ("value", "true_zero")
        size = (28.0, 4.0, 48.0) if i % 3 else (None, None, None)
        everything.append(
            made(
                kind=kind,
                state=state,
                place_kind=place,
                value=(1.0 if i % 5 else None) if valued else None,
                numerator=float(i % 4) if valued else None,
                band=bands[i % 5] if state == "suppressed" else "",
                missing=json.dumps(dict.fromkeys(states[2:7], i % 3)),
                notes=json.dumps(notes[i % 4]),
                peer_n=i % 7,
                peer_median=3.0 if i % 7 > 4 else None,
                comparison=comparisons[i % 7],
                change_state=changes[i % 10],
                change_method=methods[i % 7],
                **dict(zip(("change_value", "change_low", "change_high"), size, strict=True)),
                change_detectable=(None, 38.0, 120.0)[i % 3],
                change_n=i % 3,
                change_up=i % 4,
                change_down=i % 9,
                change_unchanged=1,
                **signals(i),
                points=i % 14,
                needed=rungs[i % 6],
                unit_fr=("%", "$ par 100 000 $", "ETC")[i % 3],
                unit_en=("%", "$ per $100,000", "FTE")[i % 3],
            )
        )
    return everything
