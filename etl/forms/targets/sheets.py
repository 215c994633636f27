"""The workbook of decisions as a form: its three sheets, and the entries of their drop-down lists."""

from functools import cached_property, lru_cache

from data.facts import load_facts
from etl import waves
from etl.extract.identity import simplified
from etl.forms.declaration import LANGUAGES, Form, FormColumn, FormSheet
from etl.forms.lists import SEPARATOR, FormLists
from etl.forms.targets.sentences import SENTENCES
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Language, Milestone
from indicators.wording.language import pick, say

TITLE = "Cibles, jalons et recalages"
#: A count that quarters ask and that has no yearly indicator.
COUNT_OF_PERIOD = "partners_recruited_count"
#: Texts are read on a page beside a number.
LONGEST = 500

AUTHOR = FormColumn(
    "author",
    "Auteur (fonction)",
    "text",
    26,
    longest=LONGEST,
    blank="without_author",
    example=("Direction de la qualité", "Quality directorate"),
)


def _list(name: str, head: str, width: int, list_id: str, noun: str, *, required: bool = True) -> FormColumn:
    """A drop-down column, whose findings name what is chosen there."""
    blank, unknown = f"blank_{noun}", f"unknown_{noun}"
    return FormColumn(name, head, "list", width, list_id, required=required, blank=blank, unknown=unknown)


def _reason(blank: str) -> FormColumn:
    return FormColumn("reason", "Motif", "text", 46, longest=LONGEST, blank=blank)


def _decided(blank: str) -> FormColumn:
    return FormColumn("decided_on", "Date de la décision", "date", 19, blank=blank)


PLACE = _list("place", "Lieu", 34, "place", "place")
SHEETS: tuple[FormSheet, ...] = (
    FormSheet(
        "targets",
        "Cibles",
        "Cibles",
        (
            "Un seul nombre est une valeur à atteindre : « au moins » ou « au plus ». Les deux font une plage : le « "
            "au "
            "moins » en fait partie, le « moins de » n’en fait pas partie.",
            "Les nombres sont dans l’unité de l’indicateur : 60 pour 60 %. Le motif, la date et l’auteur sont publiés."
            " Une cible vaut pour la période en cours ce jour-là et pour les suivantes.",
        ),
        (
            _list("subject_id", "Indicateur", 44, "indicator", "indicator"),
            PLACE,
            FormColumn("low", "Au moins", "number", 12, required=False),
            FormColumn("high", "Au plus, ou moins de", "number", 21, required=False),
            _reason("target_without_reason"),
            _decided("target_without_date"),
            AUTHOR,
        ),
        footer=TITLE,
    ),
    FormSheet(
        "milestone_statuses",
        "Jalons",
        "État des jalons",
        (
            "Sans document, l’état d’un jalon n’est pas connu, ce qui n’est pas « non amorcé » : ne rien inscrire.",
            "L’établissement ne se choisit que pour un jalon propre à chaque établissement. Preuve, date et auteur "
            "sont "
            "publiés.",
        ),
        (
            _list("milestone_id", "Jalon", 60, "milestone", "milestone"),
            _list("place_id", "Établissement", 34, "establishment", "place", required=False),
            _list("status", "État du jalon", 24, "status", "status"),
            # A proof and its date are asked for only of a state that is known.
            FormColumn("evidence", "Preuve", "text", 46, longest=LONGEST, required=False),
            FormColumn("dated_on", "Date de la preuve", "date", 19, required=False),
            AUTHOR,
        ),
        footer=TITLE,
    ),
    FormSheet(
        "rebases",
        "Recalages",
        "Recalages",
        (
            "Un recalage fait repartir à une période la moyenne et les limites d’une série, parce que le processus a "
            "changé pour une raison connue.",
            "Il se voit sur le graphique avec son motif. Sans motif daté, il n’y a pas de recalage.",
        ),
        (
            _list("subject_id", "Indicateur", 44, "rebased", "indicator"),
            PLACE,
            _list("period", "Première période", 18, "period", "period"),
            _reason("rebase_without_reason"),
            _decided("rebase_without_date"),
            AUTHOR,
        ),
        footer=TITLE,
    ),
)
TARGETS = Form(
    name="targets",
    title=TITLE,
    mark="observatoire-du-partenariat/decisions",
    settings=("template_version", "based_on", "language", "kind"),
    sheets=SHEETS,
    sentences=SENTENCES,
)


class TargetLists(FormLists):
    """Indicators, places, milestones, their states and periods."""

    @cached_property
    def milestones(self) -> dict[str, Milestone]:
        """Every milestone by id, in the order of the recommendations."""
        return {item.id: item for part in self.catalogue.recommendations for item in part.milestones}

    @cached_property
    def _splits(self) -> set[str]:
        """How the indicators that have one value a part may be written."""
        return {
            words
            for item in self.catalogue.indicator.values()
            if item.segments != ("",)
            for words in (item.id, item.code, item.fr.short_title, item.en.short_title)
        }

    def entries(self, list_id: str, language: Language) -> dict[str, str]:
        """The ids of a list with their words, in order."""
        if list_id in ("indicator", "rebased"):
            # A split has one value a part, none as a whole.
            whole = {
                item.id: SEPARATOR.join((item.code, item.words(language).short_title, item.words(language).unit))
                for item in self.catalogue.indicator.values()
                if item.segments == ("",)
            }
            counted = {COUNT_OF_PERIOD: pick(self.facts.question[COUNT_OF_PERIOD], "label", language)}
            return whole | counted if list_id == "rebased" else whole
        if list_id == "place":
            groups = [item for item in self.facts.peer_groups if item.peer_group_id != "all"]
            return (
                {"province/quebec": say("Québec, tout le réseau", language)}
                | {f"peer_group/{item.peer_group_id}": pick(item, "label", language) for item in groups}
                | {
                    f"region/{item.code}": say("{name} (région)", language, name=pick(item, "name", language))
                    for item in self.facts.regions
                    if any(place.rss_code == item.code for place in self.facts.frame)
                }
                | {f"establishment/{key}": words for key, words in self.establishments(language).items()}
            )
        if list_id == "establishment":
            return self.establishments(language)
        if list_id == "milestone":
            return {key: SEPARATOR.join((key, item.words(language).label)) for key, item in self.milestones.items()}
        if list_id == "status":
            states = self.facts.choice_lists["milestone_state"]
            return {item.choice_id: pick(item, "label", language) for item in states}
        return {item.wave_id: item.wave_id for item in waves.ALL}

    def aliases(self, list_id: str) -> dict[str, str]:
        if list_id in ("indicator", "rebased"):
            known = self.catalogue.indicator.values()
            return {simplified(item.code): item.id for item in known if item.segments == ("",)}
        if list_id in ("place", "establishment"):
            return self.establishment_aliases("establishment/" if list_id == "place" else "")
        return {}

    def example(self, list_id: str) -> tuple[str, str]:
        """The last entry of a list; all of the few states of a milestone."""
        french, english = (list(self.entries(list_id, language).values()) for language in LANGUAGES)
        return (", ".join(french), ", ".join(english)) if list_id == "status" else (french[-1], english[-1])

    def code_of_unknown(self, column: FormColumn, text: str) -> str:
        is_split = column.list_id in ("indicator", "rebased") and text.split(SEPARATOR)[0] in self._splits
        return "split_indicator" if is_split else column.unknown


@lru_cache(maxsize=1)
def load_lists() -> TargetLists:
    """The lists of the project's own facts and catalogue."""
    return TargetLists(load_facts(), load_catalogue())
