"""Whose answers and of which wave: a text of a file matched with the reference, or a refusal that names the cell."""

import re
from functools import lru_cache

from data.facts import Facts
from data.model.survey import Wave
from etl.extract.refusals import UnreadableFile
from etl.waves import QUARTERS, WAVES, UnknownWave, wave

EXAMPLE = "cisss-laval"
#: « 2025-2026-T4 », « 2025-2026 T4 », and « 2025-2026 Q4 » as it is said in English.
QUARTER = re.compile(r"(\d{4}-\d{4})-?[tq]([1-9]\d?)")


def simplified(text: str) -> str:
    """`text` without case, its spaces, apostrophes and dashes of every kind made one."""
    text = re.sub(r"[’ʼ`´]", "'", re.sub(r"[‐-―−]", "-", text))
    return re.sub(r"\s+", " ", text).strip().casefold()


@lru_cache(maxsize=4)
def establishment_ids(facts: Facts) -> dict[str, str]:
    """Every id and name under which an establishment may be written, simplified, with its id."""
    names: dict[str, str] = {}
    for item in facts.establishments:
        for name in (
            item.name_fr,
            item.name_2026_fr,
            item.short_name_fr,
            item.short_name_en,
            item.establishment_id,
        ):
            names[simplified(name)] = item.establishment_id
    return names


def find_establishment(text: str | None, facts: Facts, *, file: str, sheet: str, cell: str) -> str:
    """The id of the establishment written as an id or as any of its names.

    Raises:
        UnreadableFile: nothing written, not in the reference, or outside the survey's frame.
    """
    where = {"file": file, "sheet": sheet, "cell": cell}
    if not text or not text.strip():
        raise UnreadableFile("no_establishment", **where, expected=EXAMPLE)
    found = establishment_ids(facts).get(simplified(text))
    if found is None:
        raise UnreadableFile("unknown_establishment", **where, read=text.strip(), expected=EXAMPLE)
    if not facts.establishment[found].in_survey_frame:
        raise UnreadableFile("not_in_frame", **where, read=found, expected=len(facts.frame))
    return found


def find_wave(text: str | None, *, asked: str | None, file: str, sheet: str, cell: str) -> Wave:
    """The wave written « 2025-2026 » or the quarter written « 2025-2026-T4 », whatever their dashes.

    Raises:
        UnreadableFile: no such wave, or not the one `asked`.
    """
    where = {"file": file, "sheet": sheet, "cell": cell}
    read = simplified(text or "").replace("/", "-").replace(" ", "")
    quarter = QUARTER.fullmatch(read)
    try:
        found = wave(f"{quarter[1]}-T{quarter[2]}" if quarter else read)
    except UnknownWave:
        known = ", ".join(item.wave_id for item in WAVES)
        if quarter:
            known = f"{QUARTERS[0].wave_id} … {QUARTERS[-1].wave_id}"
        raise UnreadableFile("unknown_wave", **where, read=(text or "").strip(), expected=known) from None
    if asked is not None and found.wave_id != asked:
        raise UnreadableFile("wrong_wave", **where, read=found.wave_id, expected=asked)
    return found
