"""Several names said one after the other, as a sentence says them."""

from collections.abc import Sequence

from indicators.catalogue.model import Language
from indicators.wording.language import say


def spoken_list(names: Sequence[str], language: Language) -> str:
    """« R01, R02 et R06 »; one name alone, or nothing for none."""
    if len(names) < 2:
        return "".join(names)
    return say("{first} et {last}", language, first=", ".join(names[:-1]), last=names[-1])
