"""Numbers, money and dates as a reader of French or English Canada expects them; the only place that formats them."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from indicators.catalogue.model import Language
from indicators.wording.language import NO_BREAK

MINUS = "−"
LOCALE = {"fr": "fr_CA", "en": "en_CA"}


def rounded(value: float, decimals: int) -> Decimal:
    """`value` rounded half away from zero."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


@lru_cache(maxsize=65536)
def number(value: float, decimals: int, language: Language, *, sign: bool = False) -> str:
    """« 1 234,5 » or « 1,234.5 »; a minus sign, not a hyphen; with `sign`, a plus before gains."""
    quantity = rounded(value, decimals)
    pattern = "#,##0." + "0" * decimals if decimals else "#,##0"
    text = format_decimal(abs(quantity), format=pattern, locale=LOCALE[language])
    text = text.replace("\u202f", NO_BREAK)
    if quantity < 0:
        return MINUS + text
    return f"+{text}" if sign and quantity > 0 else text


def plain_number(value: float, language: Language) -> str:
    """A count or an amount: whole where it is whole, one decimal otherwise."""
    return number(value, 0 if float(value).is_integer() else 1, language)


def with_percent(text: str, language: Language) -> str:
    """A number, or a range of numbers, with the mark of percentages."""
    return f"{text}{NO_BREAK}%" if language == "fr" else f"{text}%"


def percent(value: float, decimals: int, language: Language, *, sign: bool = False) -> str:
    """A value already in points (67 → « 67 % » or « 67% »)."""
    return with_percent(number(value, decimals, language, sign=sign), language)


def money(value: float, language: Language, decimals: int = 0, *, sign: bool = False) -> str:
    """« 24 350 $ » or « $24,350 »."""
    text = number(value, decimals, language, sign=sign)
    if language == "fr":
        return f"{text}{NO_BREAK}$"
    return f"{text[0]}${text[1:]}" if text[0] in f"{MINUS}+" else f"${text}"


def quantity(value: float, decimals: int, unit: str, language: Language, *, sign: bool = False) -> str:
    """A number with the mark of its unit where it has one: « 67 % », « 24 350 $ », « 12,4 »."""
    if unit.startswith("%"):
        return percent(value, decimals, language, sign=sign)
    if unit.startswith("$"):
        return money(value, language, decimals, sign=sign)
    return number(value, decimals, language, sign=sign)


def day(value: date | datetime, language: Language) -> str:
    """« 31 mars 2026 » or “March 31, 2026”."""
    text = format_date(value, format="long", locale=LOCALE[language])
    return text.replace("1 ", "1er ", 1) if language == "fr" and value.day == 1 else text


def moment(value: datetime, language: Language) -> str:
    """« 31 mars 2026, 13 h 30 » or “March 31, 2026, 1:30 p.m.”."""
    if language == "fr":
        return f"{day(value, language)}, {value.hour}{NO_BREAK}h{NO_BREAK}{value.minute:02d}"
    return f"{day(value, language)}, {format_datetime(value, 'h:mm a', locale='en_CA')}"
