"""Short names for columns and marks: at most twenty characters, without the type that a heading already gives."""

import re
from functools import lru_cache

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict

#: Longest name of a column.
LONGEST = 20
_TYPES = "CIUSSS|CISSS|CRSSS|CHU|Institut"
_LEADING = re.compile(rf"^(?:{_TYPES}) (?:de la |de l’|du |des |de )?")
_TRAILING = re.compile(r"\s+(?:CIUSSS|CISSS|CRSSS|Institute|Institut)\b")
_BRACKETS = re.compile(r"\(([A-Z]{2,})\)\s*$")
_SHORTER = {
    "Mauricie-et-du-Centre-du-Québec": "Mauricie–CdQ",
    "Saguenay–Lac-Saint-Jean": "Saguenay–Lac-St-Jean",
    "Abitibi-Témiscamingue": "Abitibi-Tém.",
    "Centre-Ouest-de-l’Île": "Centre-Ouest",
    "South-Central Montréal": "South-Central Mtl",
    "West-Central Montréal": "West-Central Mtl",
    "Montréal West Island": "West Island",
}


@lru_cache(maxsize=512)
def short_name(name: str) -> str:
    """« CIUSSS de la Mauricie-et-du-Centre-du-Québec » → « Mauricie–CdQ »; a university hospital keeps its type."""
    inside = _BRACKETS.search(name)
    if inside:
        return inside.group(1)
    plain = name
    if not name.startswith("CHU "):
        plain = _TRAILING.sub("", _LEADING.sub("", name)).strip()
    plain = _SHORTER.get(plain, plain)
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1].rstrip(" -–") + "…"


def short_place(item: Verdict, language: Language) -> str:
    """The short name of a verdict's place."""
    return short_name(item.place(language))
