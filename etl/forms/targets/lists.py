"""The lists of the targets' workbook: indicators, places, milestones, their states, periods."""

from collections.abc import Mapping
from functools import cached_property, lru_cache

from data.facts import load_facts
from etl import waves
from etl.extract.identity import simplified
from etl.forms.lists import SEPARATOR, FormLists
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language, Milestone
from indicators.wording.language import pick, say

#: A count that quarters ask and that has no yearly indicator.
COUNT_OF_PERIOD = "partners_recruited_count"


class TargetLists(FormLists):
    """The lists by id: indicator, rebased, place, establishment, milestone, status, period."""

    @cached_property
    def milestones(self) -> dict[str, Milestone]:
        """Every milestone by id, in the order of the recommendations."""
        return {item.id: item for part in self.catalogue.recommendations for item in part.milestones}

    def read_entries(self, list_id: str, language: Language) -> dict[str, str]:
        if list_id == "rebased":
            label = pick(self.facts.question[COUNT_OF_PERIOD], "label", language)
            return self.entries("indicator", language) | {COUNT_OF_PERIOD: label}
        return {
            "indicator": self._indicators,
            "place": self._places,
            "establishment": self.establishments,
            "milestone": self._milestones,
            "status": self._statuses,
            "period": lambda _: {item.wave_id: item.wave_id for item in waves.ALL},
        }[list_id](language)

    def aliases(self, list_id: str) -> Mapping[str, str]:
        if list_id in ("indicator", "rebased"):
            return {simplified(self.catalogue.indicator[name].code): name for name in self.entries("indicator", "fr")}
        if list_id in ("place", "establishment"):
            return self.establishment_names("establishment/" if list_id == "place" else "")
        return {}

    def example(self, list_id: str) -> tuple[str, str]:
        """The last entry of a list; every state of a milestone."""
        french, english = list(self.entries(list_id, "fr").values()), list(self.entries(list_id, "en").values())
        return (", ".join(french), ", ".join(english)) if list_id == "status" else (french[-1], english[-1])

    def code_of_unknown(self, list_id: str, text: str, unknown: str) -> str:
        """`split_indicator` for an indicator of several values, which no target can aim at."""
        splits = {
            words
            for item in self.catalogue.indicator.values()
            if item.segments != ("",)
            for words in (item.id, item.code, item.fr.short_title, item.en.short_title)
        }
        is_split = list_id in ("indicator", "rebased") and text.split(SEPARATOR)[0] in splits
        return "split_indicator" if is_split else unknown

    def _indicators(self, language: Language) -> dict[str, str]:
        return {
            item.id: SEPARATOR.join((item.code, item.words(language).short_title, item.words(language).unit))
            for item in self.catalogue.indicator.values()
            # A split has one value a part, none as a whole.
            if item.segments == ("",)
        }

    def _places(self, language: Language) -> dict[str, str]:
        surveyed = {item.rss_code for item in self.facts.frame}
        places = {"province/quebec": say("Québec, tout le réseau", language)}
        for group in self.facts.peer_groups:
            if group.peer_group_id != "all":
                places[f"peer_group/{group.peer_group_id}"] = pick(group, "label", language)
        for region in self.facts.regions:
            if region.code in surveyed:
                name = pick(region, "name", language)
                places[f"region/{region.code}"] = say("{name} (région)", language, name=name)
        return places | self.establishments(language, "establishment/")

    def _milestones(self, language: Language) -> dict[str, str]:
        return {key: f"{key}{SEPARATOR}{item.words(language).label}" for key, item in self.milestones.items()}

    def _statuses(self, language: Language) -> dict[str, str]:
        states = self.facts.choice_lists["milestone_state"]
        return {item.choice_id: pick(item, "label", language) for item in states}


@lru_cache(maxsize=1)
def load_lists() -> TargetLists:
    """The lists of the reference and the catalogue."""
    return TargetLists(load_facts(), load_catalogue())
