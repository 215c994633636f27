"""What the initiatives' workbook asks: training modules, questionnaire items, and the entries of its lists.

The items and lists are this project's own proposal; modules follow what the initiative has announced.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from data.facts import REFERENCE, FactsError, load_facts, read_table
from data.model.survey import Row, Words


class TrainingModule(Row):
    """When a module's questionnaires may begin and whom it is for; hours and audience stand in its component."""

    module_id: str
    order: int
    first_day: date
    first_day_note_fr: str
    first_day_note_en: str
    settings: Words


class TrainingItem(Row):
    """One statement of the questionnaire, answered from `low` to `high`; `is_proposal`: the wording is ours."""

    item_id: str
    order: int
    text_fr: str
    text_en: str
    low: int
    high: int
    low_label_fr: str
    low_label_en: str
    high_label_fr: str
    high_label_en: str
    is_proposal: bool


class ListEntry(Row):
    """One entry of a drop-down list of the workbook."""

    list_id: str
    entry_id: str
    order: int
    label_fr: str
    label_en: str


@dataclass(frozen=True, eq=False)
class Collection:
    """Everything that the workbook is made of. Build it with `load_collection`."""

    modules: tuple[TrainingModule, ...]
    items: tuple[TrainingItem, ...]
    entries: tuple[ListEntry, ...]

    @cached_property
    def module(self) -> dict[str, TrainingModule]:
        return {item.module_id: item for item in self.modules}

    @cached_property
    def lists(self) -> dict[str, tuple[ListEntry, ...]]:
        """The entries of each list in their declared order."""
        held: dict[str, list[ListEntry]] = {}
        for entry in sorted(self.entries, key=lambda item: item.order):
            held.setdefault(entry.list_id, []).append(entry)
        return {name: tuple(items) for name, items in held.items()}

    def label(self, list_id: str, entry_id: str) -> ListEntry:
        """One entry of a list.

        Raises:
            KeyError: the list has no such entry.
        """
        return {item.entry_id: item for item in self.lists[list_id]}[entry_id]


def read_collection(folder: Path = REFERENCE) -> Collection:
    """The tables of `folder`, checked against each other and against the initiatives' components.

    Raises:
        FactsError: a cell breaks its contract, or a module, a setting or a scale is not known.
    """
    held = Collection(
        modules=read_table(folder / "training_modules.csv", TrainingModule),
        items=read_table(folder / "training_items.csv", TrainingItem),
        entries=read_table(folder / "initiative_lists.csv", ListEntry),
    )
    components = {item.component_id for item in load_facts().components if item.component_type == "module"}
    settings = {item.entry_id for item in held.lists["setting"]}
    for module in held.modules:
        if module.module_id not in components:
            raise FactsError(f"training_modules.csv, {module.module_id}: no such module in the initiatives")
        if not module.settings or not set(module.settings) <= settings:
            raise FactsError(f"training_modules.csv, {module.module_id}, column 'settings': unknown setting")
    if len({(item.low, item.high) for item in held.items}) != 1:
        raise FactsError("training_items.csv: the items must share one scale, since their mean is the score")
    return held


@lru_cache(maxsize=1)
def load_collection() -> Collection:
    """The project's own workbook tables, read once per process."""
    return read_collection()
