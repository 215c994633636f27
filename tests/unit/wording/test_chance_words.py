"""What is expected by chance agrees in number with its own verb, whatever was found beside it."""

import pytest

from indicators.wording.charts import heat_finding
from tests.builders.told_verdicts import alone, plain, ratio


def compared(apart: int, similar: int) -> list[tuple[str, list]]:
    held = [ratio(**alone(comparison="better")) for _ in range(apart)]
    return [("R03-1", [*held, *(ratio(**alone(comparison="similar")) for _ in range(similar))])]


@pytest.mark.parametrize(
    ("apart", "similar", "french", "english"),
    [
        (2, 18, "2 écarts nets sur 20 comparaisons; environ 1 viendrait du hasard seul", "2 clear gaps"),
        (1, 9, "1 écart net sur 10 comparaisons; environ 0,5 viendrait du hasard seul", "1 clear gap"),
        (1, 59, "1 écart net sur 60 comparaisons; environ 3 viendraient du hasard seul", "1 clear gap"),
        (0, 29, "0 écart net sur 29 comparaisons; environ 1 viendrait du hasard seul", "0 clear gap"),
        (3, 27, "3 écarts nets sur 30 comparaisons; environ 2 viendraient du hasard seul", "3 clear gaps"),
    ],
)
def test_each_number_has_its_own_verb(apart: int, similar: int, french: str, english: str) -> None:
    found = compared(apart, similar)
    assert plain(heat_finding(found, "fr")) == french
    assert heat_finding(found, "en").startswith(f"{english} in ")
