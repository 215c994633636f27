"""The refusal of an action that is allowed but that the state of the data does not permit."""

from typing import Any

from data.facts import load_facts
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say


class NotPossible(Exception):
    """An action that the state of things does not allow; `text` is a French sentence with its `values`."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text.format(**values))
        self.text, self.values = text, values

    def sentence(self, language: Language) -> str:
        """The sentence in the reader's language; a value may be a French and an English text."""
        values = {
            name: value[0 if language == "fr" else 1] if isinstance(value, tuple) else value
            for name, value in self.values.items()
        }
        return say(self.text, language, **values)


def place_names(establishment_id: str) -> tuple[str, str]:
    """The short name of an establishment in French and in English."""
    place = load_facts().establishment.get(establishment_id)
    if place is None:
        return establishment_id, establishment_id
    return pick(place, "short_name", "fr"), pick(place, "short_name", "en")
