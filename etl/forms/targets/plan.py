"""The three sheets of the workbook, their columns, and the words of their drop-down lists: what writes and what reads it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from data.facts import Facts, load_facts
from data.model.survey import Row
from etl import waves
from etl.extract.identity import establishment_ids, simplified
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Catalogue, Language, Milestone
from indicators.wording.language import pick, say

MARK = "observatoire-du-partenariat/decisions"
MAP_SHEET = "_observatoire"
LIST_SHEET = "_listes"
TEMPLATE_VERSION = "1"
#: The settings of the hidden sheet, a row each under the mark.
SETTINGS = ("template_version", "based_on", "language", "kind")
#: Title, subject, fictitious banner and two legends stand above the heads.
HEAD_ROW = 6
SEPARATOR = " · "
#: A count that quarters ask and that has no yearly indicator.
COUNT_OF_PERIOD = "partners_recruited_count"

ListName = Literal["indicator", "rebased", "place", "establishment", "milestone", "status", "period"]
ColumnKind = Literal["list", "number", "text", "date"]
TableName = Literal["targets", "milestone_statuses", "rebases"]


@dataclass(frozen=True)
class Column:
    """One column of a sheet; `list_name` is the drop-down of a `list` column."""

    name: str
    head: str
    kind: ColumnKind
    width: int
    list_name: ListName | None = None


@dataclass(frozen=True)
class Sheet:
    """One sheet: the table it fills, its French name, title and legends, and its columns from A."""

    table: TableName
    name: str
    title: str
    legends: tuple[str, str]
    columns: tuple[Column, ...]


WHO = (Column("author", "Auteur (fonction)", "text", 26),)
INDICATOR = Column("subject_id", "Indicateur", "list", 44, "indicator")
REBASED = Column("subject_id", "Indicateur", "list", 44, "rebased")
PLACE = Column("place", "Lieu", "list", 34, "place")
REASON = Column("reason", "Motif", "text", 46)
DECIDED = Column("decided_on", "Date de la décision", "date", 19)
SHEETS: tuple[Sheet, ...] = (
    Sheet(
        "targets",
        "Cibles",
        "Cibles",
        (
            "Un seul nombre est une valeur à atteindre : « au moins » ou « au plus ». Les deux font une plage : le « au "
            "moins » en fait partie, le « moins de » n’en fait pas partie.",
            "Les nombres sont dans l’unité de l’indicateur : 60 pour 60 %. Le motif, la date et l’auteur sont publiés."
            " Une cible vaut pour la période en cours ce jour-là et pour les suivantes.",
        ),
        (
            INDICATOR,
            PLACE,
            Column("low", "Au moins", "number", 12),
            Column("high", "Au plus, ou moins de", "number", 21),
            REASON,
            DECIDED,
            *WHO,
        ),
    ),
    Sheet(
        "milestone_statuses",
        "Jalons",
        "État des jalons",
        (
            "Sans document, l’état d’un jalon n’est pas connu, ce qui n’est pas « non amorcé » : ne rien inscrire.",
            "L’établissement ne se choisit que pour un jalon propre à chaque établissement. Preuve, date et auteur sont "
            "publiés.",
        ),
        (
            Column("milestone_id", "Jalon", "list", 60, "milestone"),
            Column("place_id", "Établissement", "list", 34, "establishment"),
            Column("status", "État du jalon", "list", 24, "status"),
            Column("evidence", "Preuve", "text", 46),
            Column("dated_on", "Date de la preuve", "date", 19),
            *WHO,
        ),
    ),
    Sheet(
        "rebases",
        "Recalages",
        "Recalages",
        (
            "Un recalage fait repartir à une période la moyenne et les limites d’une série, parce que le processus a "
            "changé pour une raison connue.",
            "Il se voit sur le graphique avec son motif. Sans motif daté, il n’y a pas de recalage.",
        ),
        (REBASED, PLACE, Column("period", "Première période", "list", 18, "period"), REASON, DECIDED, *WHO),
    ),
)


@dataclass(frozen=True, eq=False)
class Words:
    """The entries of every drop-down list: what is written for an id, and the id of what was written."""

    facts: Facts
    catalogue: Catalogue

    @cached_property
    def milestones(self) -> dict[str, Milestone]:
        """Every milestone by id, in the order of the recommendations."""
        return {item.id: item for part in self.catalogue.recommendations for item in part.milestones}

    def entries(self, name: ListName, language: Language) -> dict[str, str]:
        """The ids of a list with their words, in order."""
        if name in ("indicator", "rebased"):
            # A split has one value a part, none as a whole.
            whole = {
                item.id: self._coded(item.code, item.words(language).short_title, item.words(language).unit)
                for item in self.catalogue.indicator.values()
                if item.segments == ("",)
            }
            counted = {COUNT_OF_PERIOD: pick(self.facts.question[COUNT_OF_PERIOD], "label", language)}
            return whole | counted if name == "rebased" else whole
        if name == "place":
            groups = [item for item in self.facts.peer_groups if item.peer_group_id != "all"]
            return (
                {"province/quebec": say("Québec, tout le réseau", language)}
                | {f"peer_group/{item.peer_group_id}": pick(item, "label", language) for item in groups}
                | {
                    f"region/{item.code}": say("{name} (région)", language, name=pick(item, "name", language))
                    for item in self.facts.regions
                    if any(place.rss_code == item.code for place in self.facts.frame)
                }
                | {f"establishment/{key}": words for key, words in self._establishments(language).items()}
            )
        if name == "establishment":
            return self._establishments(language)
        if name == "milestone":
            return {key: self._coded(key, item.words(language).label) for key, item in self.milestones.items()}
        if name == "status":
            states = self.facts.choice_lists["milestone_state"]
            return {item.choice_id: pick(item, "label", language) for item in states}
        return {item.wave_id: item.wave_id for item in waves.ALL}

    def find(self, name: ListName, text: str) -> str | None:
        """The id of what was written: an entry's words in either language, its code or its id; None for neither."""
        return self._keys(name).get(simplified(text)) or self._keys(name).get(
            simplified(text.split(SEPARATOR.strip())[0])
        )

    def _keys(self, name: ListName) -> dict[str, str]:
        if name not in self._known:
            self._known[name] = self._keys_of(name)
        return self._known[name]

    @cached_property
    def _known(self) -> dict[str, dict[str, str]]:
        return {}

    def _keys_of(self, name: ListName) -> dict[str, str]:
        keys: dict[str, str] = {}
        for language in ("fr", "en"):
            for key, words in self.entries(name, language).items():
                keys |= {simplified(words): key, simplified(key): key, simplified(key.split("/")[-1]): key}
        if name in ("indicator", "rebased"):
            keys |= {
                simplified(item.code): item.id
                for item in self.catalogue.indicator.values()
                if item.id in self.entries(name, "fr")
            }
        if name in ("place", "establishment"):
            start = "establishment/" if name == "place" else ""
            frame = {item.establishment_id for item in self.facts.frame}
            named = establishment_ids(self.facts)
            keys = {words: start + key for words, key in named.items() if key in frame} | keys
        return keys

    def _establishments(self, language: Language) -> dict[str, str]:
        return {item.establishment_id: pick(item, "short_name", language) for item in self.facts.frame}

    @staticmethod
    def _coded(*parts: str) -> str:
        return SEPARATOR.join(parts)


def load_words() -> Words:
    """The lists of the house's own facts and catalogue."""
    return Words(load_facts(), load_catalogue())


def cells_of(item: Row) -> dict[str, object]:
    """A decision as the cells of its row: its place is one cell."""
    held = item.model_dump()
    if "place_kind" in held:
        held["place"] = f"{held.pop('place_kind')}/{held.pop('place_id')}"
    return held
