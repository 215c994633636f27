"""The entries of a form's drop-down lists: what is written for an id, and the id of what was written."""

from abc import ABC, abstractmethod
from functools import cached_property

from data.facts import Facts
from etl.extract.identity import establishment_ids, simplified
from etl.forms.declaration import LANGUAGES, FormColumn
from indicators.catalogue.model import Catalogue, Language
from indicators.wording.language import pick

#: Between a code and its words, in an entry.
SEPARATOR = " · "


class FormLists(ABC):
    """The lists of one form in both languages."""

    def __init__(self, facts: Facts, catalogue: Catalogue) -> None:
        self.facts, self.catalogue = facts, catalogue

    @abstractmethod
    def entries(self, list_id: str, language: Language) -> dict[str, str]:
        """The ids of a list with their words, in order."""

    def aliases(self, list_id: str) -> dict[str, str]:
        """Other writings (simplified) of a list's ids."""
        return {}

    def example(self, list_id: str) -> tuple[str, str]:
        """An entry to show beside one that is not in the list, in French and in English."""
        french, english = (next(iter(self.entries(list_id, language).values())) for language in LANGUAGES)
        return french, english

    def code_of_unknown(self, column: FormColumn, text: str) -> str:
        """The finding of a text that is no entry of the column's list."""
        return column.unknown

    def find(self, list_id: str, text: str) -> str | None:
        """The id of what was written: an entry's words in either language, its code or its id; None for neither."""
        if list_id not in self._keys:
            self._keys[list_id] = self._keys_of(list_id)
        keys = self._keys[list_id]
        return keys.get(simplified(text)) or keys.get(simplified(text.split(SEPARATOR.strip())[0]))

    def establishments(self, language: Language) -> dict[str, str]:
        """The short name of each establishment of the frame, by id."""
        return {item.establishment_id: pick(item, "short_name", language) for item in self.facts.frame}

    def establishment_aliases(self, prefix: str = "") -> dict[str, str]:
        """Every name under which an establishment of the frame is known → its id behind `prefix`."""
        frame = {item.establishment_id for item in self.facts.frame}
        return {words: prefix + key for words, key in establishment_ids(self.facts).items() if key in frame}

    @cached_property
    def _keys(self) -> dict[str, dict[str, str]]:
        return {}

    def _keys_of(self, list_id: str) -> dict[str, str]:
        keys: dict[str, str] = {}
        for language in LANGUAGES:
            for key, words in self.entries(list_id, language).items():
                keys |= {simplified(words): key, simplified(key): key, simplified(key.split("/")[-1]): key}
        return self.aliases(list_id) | keys
