"""The entries of every drop-down list: what is written for an id, and the id of what was written."""

from dataclasses import dataclass, field
from functools import lru_cache

from data.facts import Facts, load_facts
from data.model.initiative_collection import Collection, load_collection
from etl.extract.identity import establishment_ids, simplified
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Catalogue, Language
from indicators.wording.language import pick

SEPARATOR = " · "


@dataclass(frozen=True, eq=False)
class Words:
    """The lists of the workbook in both languages."""

    facts: Facts
    catalogue: Catalogue
    collection: Collection
    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def entries(self, list_id: str, language: Language) -> dict[str, str]:
        """The ids of a list with their words, in order."""
        if list_id == "module":
            labels = {item.component_id: pick(item, "label", language) for item in self.facts.components}
            return {item.module_id: labels[item.module_id] for item in self.collection.modules}
        if list_id == "initiative":
            return {
                item.initiative_id: pick(item, "name", language)
                for item in self.facts.initiatives
                if item.initiative_id != "portrait"
            }
        if list_id == "evaluation_question":
            kept = [item for item in self.facts.components if item.component_type == "evaluation_question"]
            return {item.component_id: pick(item, "label", language) for item in kept}
        if list_id == "recommendation":
            return {
                item.id: f"{item.id}{SEPARATOR}{item.words(language).title}" for item in self.catalogue.recommendations
            }
        if list_id == "shared_by":
            places = {
                f"establishment/{item.establishment_id}": pick(item, "short_name", language)
                for item in self.facts.frame
            }
            return places | {f"initiative/{key}": words for key, words in self.entries("initiative", language).items()}
        return {item.entry_id: pick(item, "label", language) for item in self.collection.lists[list_id]}

    def find(self, list_id: str, text: str) -> str | None:
        """The id of what was written: an entry's words in either language, its id, or its code; None for neither."""
        keys = self._keys(list_id)
        return keys.get(simplified(text)) or keys.get(simplified(text.split(SEPARATOR.strip())[0]))

    def indicator(self, text: str) -> str | None:
        """The indicator of a code or an id."""
        if not self.known.get("indicator"):
            self.known["indicator"] = {
                key: item.id
                for item in self.catalogue.indicator.values()
                for key in (simplified(item.id), simplified(item.code))
            }
        return self.known["indicator"].get(simplified(text))

    def _keys(self, list_id: str) -> dict[str, str]:
        if list_id not in self.known:
            keys: dict[str, str] = {}
            if list_id == "shared_by":
                frame = {item.establishment_id for item in self.facts.frame}
                named = establishment_ids(self.facts)
                keys = {words: f"establishment/{key}" for words, key in named.items() if key in frame}
            languages: tuple[Language, Language] = ("fr", "en")
            for language in languages:
                for key, words in self.entries(list_id, language).items():
                    keys |= {
                        simplified(words): key,
                        simplified(key): key,
                        simplified(key.split("/")[-1]): key,
                    }
            self.known[list_id] = keys
        return self.known[list_id]


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The lists of the house's own facts and catalogue."""
    return Words(load_facts(), load_catalogue(), load_collection())
