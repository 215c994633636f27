"""How a period is written: « 2025-2026 », « T1 2025-2026 », « P7 2025-2026 »."""

from collections.abc import Sequence

from indicators.catalogue.model import Language

#: Before a label that is kept for the place of its period and shows nothing.
SILENT = "#"
#: More labels than this meet on a phone.
MOST = 4


def parts_of(period: str) -> tuple[str, str]:
    """The fiscal year, and the part of it: « T1 », « P07 », or nothing for a whole year."""
    year, _, part = period.rpartition("-")
    return (year, part) if part[:1] in ("T", "P") else (period, "")


def _part(part: str, language: Language) -> str:
    number = str(int(part[1:]))
    return ("Q" if part[0] == "T" and language == "en" else part[0]) + number


def period_text(period: str, language: Language) -> str:
    """A period as a sentence writes it."""
    year, part = parts_of(period)
    return f"{_part(part, language)} {year}" if part else year


def axis_labels(periods: Sequence[str], language: Language) -> list[str]:
    """A label a period, all different: « T1|2021-22 » where a year begins, the others silent."""
    whole = [not parts_of(period)[1] for period in periods]
    firsts = [place for place, period in enumerate(periods) if whole[place] or _opens(period)]
    if len(firsts) > MOST:
        step = -(-len(firsts) // MOST)
        firsts = firsts[::step]
    shown = set(firsts) or {0}
    return [_label(period, language) if place in shown else f"{SILENT}{period}" for place, period in enumerate(periods)]


def _opens(period: str) -> bool:
    return int(parts_of(period)[1][1:]) == 1


def _label(period: str, language: Language) -> str:
    year, part = parts_of(period)
    return f"{_part(part, language)}|{year[:5]}{year[-2:]}" if part else year
