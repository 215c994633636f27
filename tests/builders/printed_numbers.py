"""Numbers read back from printed texts, as a reader of the language reads them."""

import re
from decimal import ROUND_HALF_UP, Decimal

from indicators.catalogue.model import Language

NUMBER = re.compile(r"[−+-]?\d[\d\u00a0\u202f ,.]*")


def parsed(text: str, language: Language) -> list[Decimal]:
    """The numbers of a text, as a reader of the language reads them."""
    found = []
    for match in NUMBER.findall(text):
        bare = re.sub(r"[\u00a0\u202f ]", "", match).replace("−", "-").rstrip(",.")
        bare = bare.replace(",", ".") if language == "fr" else bare.replace(",", "")
        found.append(Decimal(bare))
    return found


def rounded(value: float, decimals: int) -> Decimal:
    """The value at so many decimals, half away from zero."""
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
