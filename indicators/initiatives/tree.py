"""An initiative as its sources tell it: initiative → component → measure, with time points, sources and status.

Only published facts stand here; what teams collect is in indicators/initiatives/collected.py and never joins them.
"""

from functools import cached_property, lru_cache
from typing import Literal

from data.facts import Facts, load_facts
from data.model.initiatives import Initiative, InitiativeComponent, InitiativeText, PublishedFact, Source
from data.model.survey import Row
from indicators.catalogue.model import Language
from indicators.wording.language import pick
from indicators.wording.published_facts import fact_value

Precision = Literal["exact", "approximate", "range", "approximate_range", "words"]
Status = Literal["published", "planned", "context"]


class Measure(Row):
    """One number as printed, or words where none is: what it is, when, for whom, from where, how exact."""

    fact: PublishedFact
    source: Source

    @property
    def precision(self) -> Precision:
        """Whether the number is exact, approximate, a range, both, or absent."""
        low, high = self.fact.value_min, self.fact.value_max
        if low is None:
            return "words"
        if high is not None and high != low:
            return "approximate_range" if self.fact.is_approximate else "range"
        return "approximate" if self.fact.is_approximate else "exact"

    @property
    def status(self) -> Status:
        """Published, planned (announced, without result) or context (a third party's figure, never a result)."""
        return self.fact.status

    @property
    def exact(self) -> float | None:
        """The number where it is one exact number; None for every other, so that no chart takes it for one."""
        return self.fact.value_min if self.precision == "exact" else None

    def words(self, language: Language) -> str:
        """« 66 personnes », « environ 18 à 24 mois »."""
        return fact_value(self.fact, language)

    def time_point(self, language: Language) -> str:
        """When the number held, as the source says it."""
        return pick(self.fact, "period_label", language)


def short_label(component: InitiativeComponent, language: Language) -> str:
    """« Module 1 » of « Module 1 : connaître le milieu communautaire »."""
    return pick(component, "label", language).split(":")[0].strip("\u00a0 ")


class Part(Row):
    """One component (phase, module, role, objective, stream, group …) with its measures and texts."""

    component: InitiativeComponent
    measures: tuple[Measure, ...]
    texts: tuple[InitiativeText, ...]


class Tree(Row):
    """An initiative whole: its parts in order, and the measures and texts that concern it as a whole."""

    initiative: Initiative
    parts: tuple[Part, ...]
    measures: tuple[Measure, ...]
    texts: tuple[InitiativeText, ...]

    def of_type(self, component_type: str) -> tuple[Part, ...]:
        """Its parts of one type: `module`, `role`, `objective`, `stream` …"""
        return tuple(item for item in self.parts if item.component.component_type == component_type)

    @property
    def name(self) -> str:
        """The initiative's id."""
        return self.initiative.initiative_id

    @cached_property
    def measures_by_part(self) -> tuple[tuple[Part | None, Measure], ...]:
        """Every measure with the part that it is of; those of the whole first, without a part."""
        whole = tuple((None, measure) for measure in self.measures)
        return whole + tuple((part, measure) for part in self.parts for measure in part.measures)

    @property
    def all_measures(self) -> tuple[Measure, ...]:
        """Every measure, those of the whole first."""
        return tuple(measure for _, measure in self.measures_by_part)

    @cached_property
    def measure_of(self) -> dict[str, Measure]:
        """Every measure by the fact's id."""
        return {item.fact.fact_id: item for item in self.all_measures}

    @cached_property
    def part_of(self) -> dict[str, Part]:
        """Every part by the component's id."""
        return {item.component.component_id: item for item in self.parts}

    @cached_property
    def all_texts(self) -> tuple[InitiativeText, ...]:
        """Every text, of the whole and of its parts, in the order of the reference."""
        found = [*self.texts, *(text for part in self.parts for text in part.texts)]
        return tuple(sorted(found, key=lambda text: text.order))

    def texts_of(self, *kinds: str, component_id: str | None = None) -> list[InitiativeText]:
        """The texts of some kinds, kind by kind; of one component where it is given."""
        return [
            text
            for kind in kinds
            for text in self.all_texts
            if text.kind == kind and component_id in (None, text.component_id)
        ]


def tree(initiative_id: str, facts: Facts | None = None) -> Tree:
    """One initiative with everything that its sources print.

    Raises:
        KeyError: no such initiative.
    """
    held = trees(facts or load_facts())
    return held[initiative_id]


@lru_cache(maxsize=4)
def trees(facts: Facts) -> dict[str, Tree]:
    """Every initiative by id, in the order of the reference."""
    sources = {item.source_id: item for item in facts.sources}

    def measures(initiative_id: str, component_id: str | None) -> tuple[Measure, ...]:
        return tuple(
            Measure(fact=item, source=sources[item.source_id])
            for item in facts.published_facts
            if item.initiative_id == initiative_id and (item.component or None) == component_id
        )

    def texts(initiative_id: str, component_id: str | None) -> tuple[InitiativeText, ...]:
        return tuple(
            item
            for item in facts.texts
            if item.initiative_id == initiative_id and (item.component_id or None) == component_id
        )

    found = {}
    for initiative in facts.initiatives:
        name = initiative.initiative_id
        components = [item for item in facts.components if item.initiative_id == name]
        parts = tuple(
            Part(
                component=item,
                measures=measures(name, item.component_id),
                texts=texts(name, item.component_id),
            )
            for item in sorted(components, key=lambda item: item.order)
        )
        found[name] = Tree(initiative=initiative, parts=parts, measures=measures(name, None), texts=texts(name, None))
    return found
