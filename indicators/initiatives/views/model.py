"""Contract of a view: its texts, and its sections by kind. Ids are checked against the initiative's tree."""

from collections.abc import Callable, Container
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo

from data.model.survey import Row
from indicators.initiatives.tree import Tree
from indicators.initiatives.views.phrases import Phrase, ViewLine, tree_of


def _known(what: str, ids: Callable[[Tree], Container[object]]) -> AfterValidator:
    """A check that the initiative has what an id names."""

    def check(value: str | int, info: ValidationInfo) -> str | int:
        if value not in ids(tree_of(info)):
            raise ValueError(f"unknown {what} {value!r}")
        return value

    return AfterValidator(check)


FactId = Annotated[str, _known("fact id", lambda tree: tree.measure_of)]
ComponentId = Annotated[str, _known("component id", lambda tree: tree.part_of)]
ComponentType = Annotated[
    str, _known("component type", lambda tree: {part.component.component_type for part in tree.parts})
]
TextKind = Annotated[str, _known("text kind", lambda tree: {text.kind for text in tree.all_texts})]
#: A text's id is its order in the initiative.
TextOrder = Annotated[int, _known("text", lambda tree: {text.order for text in tree.all_texts})]


class NamedFact(Row):
    """A fact under another name than its metric."""

    fact: FactId
    label: Phrase


class GroupItem(Row):
    """What a group shows: bold words, a funding with its days, texts by kind or by order."""

    lead: Phrase | None = None
    amount: FactId | None = None
    component: ComponentId | None = None
    kinds: tuple[TextKind, ...] = ()
    texts: tuple[TextOrder, ...] = ()
    look: Literal["list", "numbered", "paragraphs"] = "list"


class TextGroup(Row):
    title: Phrase
    items: tuple[GroupItem, ...]
    note: Phrase | None = None


class ViewSection(Row):
    """What every section may have: a heading before it, the sources of some facts and a note after it."""

    title: Phrase | None = None
    subtitle: Phrase | None = None
    sources: tuple[FactId, ...] = ()
    note: Phrase | None = None


class Groups(ViewSection):
    """Short lists side by side: those given, then one for each component of a type."""

    kind: Literal["groups"]
    groups: tuple[TextGroup, ...] = ()
    components: ComponentType | None = None
    show: tuple[Literal["audience", "figures", "texts"], ...] = ("texts",)
    without_base: tuple[FactId, ...] = ()


class Counts(ViewSection):
    """Bars of facts that are counts of one whole, the largest first; `name` is that of the file of their table."""

    kind: Literal["counts"]
    name: str
    facts: tuple[NamedFact, ...]
    alt: Phrase
    row_head: Phrase
    count_head: Phrase


class Shares(ViewSection):
    """Facts that are shares, on one scale; `apart` are those of another denominator, which `base` names."""

    kind: Literal["shares"]
    name: str
    facts: tuple[FactId, ...]
    apart: tuple[NamedFact, ...] = ()
    base: Phrase | None = None


class MemberMap(ViewSection):
    """The regions of the establishments that texts name, beside groups; other members have no region."""

    kind: Literal["member_map"]
    name: str
    members: TextKind
    groups: tuple[TextGroup, ...]


class Components(ViewSection):
    """A table of planned components: audience, duration, start, evaluation."""

    kind: Literal["components"]
    components: ComponentType
    caption: Phrase


class Figures(ViewSection):
    """A table of facts with year, source and scope."""

    kind: Literal["figures"]
    facts: tuple[FactId, ...]
    caption: Phrase


class TimelineStep(Row):
    sign: str
    when: Phrase
    what: Phrase


class Timeline(ViewSection):
    """Dated steps, first to last."""

    kind: Literal["timeline"]
    steps: tuple[TimelineStep, ...]


class ProjectLog(ViewSection):
    """The projects that teams entered, against the usual length that a fact gives."""

    kind: Literal["project_log"]
    usual_length: FactId


class EvaluationGrid(ViewSection):
    """Evaluation questions, and the methods and status that the team entered for each."""

    kind: Literal["evaluation_grid"]
    components: ComponentType


class Messages(ViewSection):
    """The portrait's own messages."""

    kind: Literal["messages"]


class CollectedSection(Row):
    """What teams collected, or the release says: each kind has its own texts."""

    kind: Literal["training", "qualitative_log", "observations", "outputs", "message_signs"]


AnySection = Annotated[
    Groups
    | Counts
    | Shares
    | MemberMap
    | Components
    | Figures
    | Timeline
    | ProjectLog
    | EvaluationGrid
    | Messages
    | CollectedSection,
    Field(discriminator="kind"),
]


class View(Row):
    """An initiative's view, and what the index says of it.

    `button` names it in the row of views, `short` where there is little room; `figures` and `to_come` stand in its row
    of the index.
    """

    button: Phrase
    short: Phrase
    figures: tuple[FactId, ...]
    to_come: Phrase
    finding: Phrase
    known: tuple[ViewLine, ...]
    unknown: tuple[ViewLine, ...]
    sections: tuple[AnySection, ...] = ()
