"""The sentence that stands for a chart where it is not seen: whole parts, as many as fit."""

from collections.abc import Iterable

#: A longer text is read out whole, with no way to skip: the table beside the chart holds the rest.
ALT_LIMIT = 250


def told(parts: Iterable[str], limit: int = ALT_LIMIT) -> str:
    """The parts joined by semicolons into one sentence; a part that does not fit is left out."""
    kept = ""
    for part in parts:
        longer = f"{kept}; {part}" if kept else part
        if part and len(longer) < limit:
            kept = longer
    return f"{kept}." if kept else ""
