"""The entries of a form's lists: what is written for an id, and the id of what was written."""

from abc import ABC, abstractmethod
from collections.abc import Mapping

from data.facts import Facts
from etl.extract.identity import establishment_ids, simplified
from indicators.catalogue.model import Catalogue, Language
from indicators.wording.language import pick

SEPARATOR = " · "


class FormLists(ABC):
    """The lists of a form in both languages; `read_entries` declares them."""

    def __init__(self, facts: Facts, catalogue: Catalogue) -> None:
        self.facts, self.catalogue = facts, catalogue
        self._entries: dict[tuple[str, Language], dict[str, str]] = {}
        self._keys: dict[str, dict[str, str]] = {}

    @abstractmethod
    def read_entries(self, list_id: str, language: Language) -> dict[str, str]:
        """The ids of a list with their words, in order."""

    def aliases(self, list_id: str) -> Mapping[str, str]:
        """The simplified names under which an entry may be written besides its words and its id, with that id."""
        return {}

    def example(self, list_id: str) -> tuple[str, str]:
        """What to show of a list in findings, in French and English."""
        return self.words(list_id, next(iter(self.entries(list_id, "fr"))))

    def code_of_unknown(self, list_id: str, text: str, unknown: str) -> str:
        """The code of the finding of a text that is no entry; `unknown` is the column's own."""
        return unknown

    def entries(self, list_id: str, language: Language) -> dict[str, str]:
        """The ids of a list with their words, in order."""
        if (list_id, language) not in self._entries:
            self._entries[list_id, language] = self.read_entries(list_id, language)
        return self._entries[list_id, language]

    def words(self, list_id: str, entry: str) -> tuple[str, str]:
        """An entry in French and English."""
        return self.entries(list_id, "fr")[entry], self.entries(list_id, "en")[entry]

    def find(self, list_id: str, text: str) -> str | None:
        """The id of what was written: an entry's words in either language, its code or its id; None for neither."""
        if list_id not in self._keys:
            keys = dict(self.aliases(list_id))
            for language in ("fr", "en"):
                for entry, words in self.entries(list_id, language).items():
                    keys |= dict.fromkeys(map(simplified, (words, entry, entry.split("/")[-1])), entry)
            self._keys[list_id] = keys
        keys = self._keys[list_id]
        return keys.get(simplified(text)) or keys.get(simplified(text.split(SEPARATOR.strip())[0]))

    def establishments(self, language: Language, prefix: str = "") -> dict[str, str]:
        """The establishments of the survey with their short names, `prefix` before their ids."""
        return {prefix + item.establishment_id: pick(item, "short_name", language) for item in self.facts.frame}

    def establishment_names(self, prefix: str = "") -> dict[str, str]:
        """Every other name of the establishments of the survey, with their ids after `prefix`."""
        frame = {item.establishment_id for item in self.facts.frame}
        return {name: prefix + key for name, key in establishment_ids(self.facts).items() if key in frame}
