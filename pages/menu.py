"""The pages of the dashboard, in the order of the menu: the only list of them.

The frame, addresses, search, warm-up and browser tests all read it, so a new page is its script and its entry here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from indicators.catalogue.model import Language
from indicators.search import Document, DocumentText


@dataclass(frozen=True)
class MenuPage:
    """One page: its script, its address, its title and the question it answers in both languages.

    `path` is French whatever the language, so that a link never changes. `in_menu` says who sees it in the menu; any
    page opens by its address and judges its reader itself. `warm_up` names the modules that draw most of
    the page; they are imported before the first visitor.
    """

    file: str
    path: str
    fr: DocumentText
    en: DocumentText
    in_menu: Literal["everyone", "file_handlers", "nobody"] = "everyone"
    warm_up: tuple[str, ...] = ()

    def title(self, language: Language) -> str:
        return self.document.words(language).title

    @property
    def document(self) -> Document:
        """The page as the search finds it."""
        return Document("page", self.file, self.fr, self.en, self.file)


_ENTRIES = (
    MenuPage(
        "overview",
        "",
        DocumentText("Sommaire", "Les totaux du réseau, les douze recommandations, ce qui a changé."),
        DocumentText("Overview", "The network’s totals, the twelve recommendations, what has changed."),
        warm_up=("pages.parts.overview.headline_table",),
    ),
    MenuPage(
        "recommendation",
        "recommandation",
        DocumentText("Recommandations", "Ce qu’une recommandation demande, son signe, ses jalons, ses indicateurs."),
        DocumentText("Recommendations", "What a recommendation asks for, its sign, its milestones, its indicators."),
        warm_up=("pages.parts.recommendation.summary", "pages.ui.multiples_section"),
    ),
    MenuPage(
        "indicator",
        "indicateur",
        DocumentText("Indicateurs", "Un indicateur d’un établissement à l’autre, dans le temps, et ses cellules."),
        DocumentText("Indicators", "One indicator across establishments, over time, and the cells it comes from."),
        warm_up=("pages.parts.indicator.period_count", "pages.parts.indicator.groups", "pages.parts.indicator.lineage"),
    ),
    MenuPage(
        "compare",
        "comparer",
        DocumentText("Comparer", "Des établissements choisis, ou un groupe de pairs, sans rang."),
        DocumentText("Compare", "Chosen establishments, or a peer group, without ranks."),
        warm_up=(
            "pages.parts.compare.bands",
            "pages.parts.compare.change",
            "pages.parts.compare.funnel",
            "pages.parts.compare.heat_map",
            "pages.parts.compare.own_group",
            "pages.parts.compare.similar",
            "pages.parts.compare.trend",
        ),
    ),
    MenuPage(
        "establishment",
        "etablissement",
        DocumentText("Établissements", "Un établissement à côté de ses pairs, ce qui lui manque, ses vagues."),
        DocumentText("Establishments", "One establishment beside its peers, what it has not answered, its waves."),
        warm_up=("pages.parts.establishment.profile", "pages.parts.establishment.missing_answers"),
    ),
    MenuPage(
        "territory",
        "territoire",
        DocumentText("Territoire", "Les dix-huit régions et leurs établissements."),
        DocumentText("Territory", "The eighteen regions and their establishments."),
        warm_up=("pages.parts.territory.tile_map",),
    ),
    MenuPage(
        "initiatives",
        "initiatives",
        DocumentText("Initiatives", "Le portrait et quatre initiatives, avec leurs chiffres publiés."),
        DocumentText("Initiatives", "The portrait and four initiatives, with their published figures."),
    ),
    MenuPage(
        "completeness",
        "completude",
        DocumentText("Complétude", "Qui a répondu à quoi, et ce qui manque."),
        DocumentText("Completeness", "Who has answered what, and what is missing."),
    ),
    MenuPage(
        "releases",
        "versions",
        DocumentText("Versions", "Les versions publiées, et ce qui change de l’une à l’autre."),
        DocumentText("Versions", "The published releases, and what changes from one to another."),
    ),
    MenuPage(
        "method",
        "methode",
        DocumentText("Méthode", "Définitions, formules, glossaire, questionnaire, accessibilité."),
        DocumentText("Method", "Definitions, formulas, glossary, questionnaire, accessibility."),
    ),
    MenuPage(
        "intake",
        "depot",
        DocumentText("Dépôt", "Du classeur reçu à la version publiée; pour les responsables des données."),
        DocumentText("Submissions", "From the workbook received to the published release; for data stewards."),
        in_menu="file_handlers",
    ),
    MenuPage(
        "search",
        "recherche",
        DocumentText("Recherche", "Tout ce que l’observatoire contient, par ses mots."),
        DocumentText("Search", "Everything that the observatory holds, by its words."),
        in_menu="nobody",
    ),
)
#: Page file → page.
PAGES: Mapping[str, MenuPage] = {page.file: page for page in _ENTRIES}
