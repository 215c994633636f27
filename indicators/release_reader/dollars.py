"""Constant dollars: an amount of a fiscal year in the dollars of the latest year of a published price index.

The index is Canada's, all items, annual average (`price_index.csv`); Québec's is not included. A fiscal year takes
the index of its first calendar year, which holds nine of its twelve months. Without an index there is no value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from data.facts import load_facts
from data.model.initiatives import Source
from data.model.survey import PriceIndex
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import money, number

GEOGRAPHY = "Canada"
#: The unit of an amount in dollars; dollars per 100,000 $ cancel out and need no index.
UNIT = "$"
Reason = Literal["", "no_amount", "no_index"]


@dataclass(frozen=True)
class ConstantDollars:
    """An amount of one fiscal year in the dollars of `base_year`.

    `value` is None where it is not evaluated, and `reason` then says why: `no_amount` (the amount itself is missing,
    hidden or not asked) or `no_index` (no index is published for `index_year` yet).
    """

    nominal: float | None
    fiscal_year: str
    value: float | None
    reason: Reason
    index_year: int
    index: float | None
    base_year: int | None
    base_index: float | None


def is_dollars(unit: str) -> bool:
    """Whether a unit is that of an amount in dollars."""
    return unit == UNIT


def _indices(prices: Sequence[PriceIndex] | None) -> dict[int, PriceIndex]:
    rows = load_facts().price_index if prices is None else prices
    return {row.year: row for row in rows if row.geography == GEOGRAPHY}


def constant_dollars(
    nominal: float | None, fiscal_year: str, prices: Sequence[PriceIndex] | None = None
) -> ConstantDollars:
    """A nominal amount of a fiscal year (« 2023-2024 », or a part of it) in the dollars of the latest indexed year.

    Args:
        prices: the price index, today's unless given.
    """
    known = _indices(prices)
    base = known[max(known)] if known else None
    year = int(fiscal_year[:4])
    found = known.get(year)
    reason: Reason = "no_amount" if nominal is None else "no_index" if found is None else ""
    value = None if nominal is None or found is None or base is None else nominal * base.index / found.index
    return ConstantDollars(
        nominal=nominal,
        fiscal_year=fiscal_year,
        value=value,
        reason=reason,
        index_year=year,
        index=found.index if found else None,
        base_year=base.year if base else None,
        base_index=base.index if base else None,
    )


def base_year(prices: Sequence[PriceIndex] | None = None) -> int | None:
    """The year whose dollars are the constant ones; None while no price index is loaded."""
    return max(_indices(prices), default=None)


def price_source(prices: Sequence[PriceIndex] | None = None) -> Source:
    """Where the price index comes from; there must be one."""
    known = _indices(prices)
    source_id = known[max(known)].source_id
    return next(item for item in load_facts().sources if item.source_id == source_id)


def constant_text(amount: ConstantDollars, language: Language, decimals: int = 0) -> str:
    """« 357 954 $ de 2024 », or a dash where it is not evaluated."""
    if amount.value is None:
        return "—"
    shown = money(amount.value, language, decimals)
    return say("{amount} de {year}", language, amount=shown, year=amount.base_year)


def reason_text(amount: ConstantDollars, language: Language) -> str:
    """Why there is no value in constant dollars; empty where there is one."""
    if amount.reason == "no_index":
        text = "non évalué en dollars constants : l’indice des prix de {year} n’est pas encore chargé"
        return say(text, language, year=amount.index_year)
    if amount.reason == "no_amount":
        return say("non évalué en dollars constants : aucun montant", language)
    return ""


def amounts_text(
    nominal: float | None,
    fiscal_year: str,
    language: Language,
    decimals: int = 0,
    prices: Sequence[PriceIndex] | None = None,
) -> str:
    """« 349 500 $ courants; 357 954 $ de 2024 », or the reason in the place of the second; a dash without an amount."""
    amount = constant_dollars(nominal, fiscal_year, prices)
    if nominal is None:
        return "—"
    current = say("{amount} courants", language, amount=money(nominal, language, decimals))
    return f"{current}; {reason_text(amount, language) or constant_text(amount, language, decimals)}"


def method_text(language: Language, prices: Sequence[PriceIndex] | None = None) -> str:
    """How constant dollars are worked out, with the base year, the indices and their source; there must be one."""
    known = _indices(prices)
    base = known[max(known)]
    listed = "; ".join(
        say("{year} : {index}", language, year=year, index=number(row.index, 1, language))
        for year, row in sorted(known.items())
    )
    source = price_source(prices)
    text = (
        "Dollars constants de {year} : montant × indice de {year} ÷ indice de la première année civile de l’exercice "
        "(neuf de ses douze mois). Indices pour le Canada, {base} : {listed}. L’indice du Québec n’est pas chargé. "
        "Source : {body}, {title}. {note}"
    )
    return say(
        text,
        language,
        year=base.year,
        base=base.base,
        listed=listed,
        body=source.authors_or_body,
        title=source.title,
        note=pick(source, "note", language),
    )
