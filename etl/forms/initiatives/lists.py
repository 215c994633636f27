"""The entries of the drop-down lists of the initiatives' workbook."""

from functools import cached_property, lru_cache

from data.facts import Facts, load_facts
from data.model.initiative_collection import Collection, load_collection
from etl.extract.identity import simplified
from etl.forms.lists import SEPARATOR, FormLists
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Catalogue, Language
from indicators.wording.language import pick


class InitiativeLists(FormLists):
    """Modules, initiatives, evaluation questions, recommendations, who shares, and the lists of the reference."""

    def __init__(self, facts: Facts, catalogue: Catalogue, collection: Collection) -> None:
        super().__init__(facts, catalogue)
        self.collection = collection

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
            places = {f"establishment/{key}": words for key, words in self.establishments(language).items()}
            return places | {f"initiative/{key}": words for key, words in self.entries("initiative", language).items()}
        return {item.entry_id: pick(item, "label", language) for item in self.collection.lists[list_id]}

    def aliases(self, list_id: str) -> dict[str, str]:
        return self.establishment_aliases("establishment/") if list_id == "shared_by" else {}

    def indicator(self, text: str) -> str | None:
        """The indicator of a code or an id."""
        return self._indicators.get(simplified(text))

    @cached_property
    def _indicators(self) -> dict[str, str]:
        return {
            key: item.id
            for item in self.catalogue.indicator.values()
            for key in (simplified(item.id), simplified(item.code))
        }


@lru_cache(maxsize=1)
def load_lists() -> InitiativeLists:
    """The lists of the project's own facts and catalogue."""
    return InitiativeLists(load_facts(), load_catalogue(), load_collection())
