"""The lists of the initiatives' workbook: modules, initiatives, questions, places, and those of the reference."""

from collections.abc import Mapping
from functools import lru_cache

from data.facts import Facts, load_facts
from data.initiative_collection import Collection, load_collection
from etl.forms.lists import SEPARATOR, FormLists
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Catalogue, Language
from indicators.wording.language import pick


class InitiativeLists(FormLists):
    """The lists by id; what is not named here is in data/reference/initiative_lists.csv."""

    def __init__(self, facts: Facts, catalogue: Catalogue, collection: Collection) -> None:
        super().__init__(facts, catalogue)
        self.collection = collection

    def read_entries(self, list_id: str, language: Language) -> dict[str, str]:
        components = self.facts.components
        if list_id == "module":
            labels = {item.component_id: pick(item, "label", language) for item in components}
            return {item.module_id: labels[item.module_id] for item in self.collection.modules}
        if list_id == "initiative":
            initiatives = [item for item in self.facts.initiatives if item.initiative_id != "portrait"]
            return {item.initiative_id: pick(item, "name", language) for item in initiatives}
        if list_id == "evaluation_question":
            questions = [item for item in components if item.component_type == "evaluation_question"]
            return {item.component_id: pick(item, "label", language) for item in questions}
        if list_id == "recommendation":
            recommendations = self.catalogue.recommendations
            return {item.id: f"{item.id}{SEPARATOR}{item.words(language).title}" for item in recommendations}
        if list_id == "indicator":
            return {item.id: item.code for item in self.catalogue.indicator.values()}
        if list_id == "shared_by":
            initiatives = self.entries("initiative", language)
            return self.establishments(language, "establishment/") | {
                f"initiative/{key}": words for key, words in initiatives.items()
            }
        return {item.entry_id: pick(item, "label", language) for item in self.collection.lists[list_id]}

    def aliases(self, list_id: str) -> Mapping[str, str]:
        return self.establishment_names("establishment/") if list_id == "shared_by" else {}


@lru_cache(maxsize=1)
def load_lists() -> InitiativeLists:
    """The lists of the reference and the catalogue."""
    return InitiativeLists(load_facts(), load_catalogue(), load_collection())
