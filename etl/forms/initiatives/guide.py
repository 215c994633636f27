"""The first sheet of the workbook: what each sheet is for, the statements of the questionnaire, how to return it."""

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from data.facts import load_facts
from data.model.initiative_collection import load_collection
from data.model.survey import DataKind
from etl.forms.declaration import FormSheet
from etl.forms.page import lines_of, write_banner
from etl.forms.styles import Styles
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import day

WIDTHS = (30, 96)
RULES = (
    "Rien qui identifie une personne n’a sa place ici, hors d’une personne-ressource qui l’accepte.",
    "Une ligne par fait. Un classeur renvoyé remplace en entier ce que la même équipe avait envoyé; une ligne retirée "
    "cesse "
    "d’être en vigueur.",
    "Le classeur est lu en entier ou pas du tout : chaque case à corriger est nommée.",
)


def write_guide(
    sheet: Worksheet, plans: Sequence[FormSheet], styles: Styles, language: Language, kind: DataKind
) -> None:
    """Fill the sheet of instructions for the sheets that the workbook holds."""
    page = _Lines(sheet, styles)
    for at, width in enumerate(WIDTHS):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, say("Classeur des initiatives", language), styles.title)
    if kind == "fictif":
        write_banner(sheet, 1, len(WIDTHS), styles, language)
    page.row = 3
    page.heading(say("Règles", language))
    for number, rule in enumerate(RULES, start=1):
        page.line(str(number), say(rule, language))
    page.heading(say("Feuilles", language))
    for plan in plans:
        page.line(say(plan.name, language), " ".join(say(text, language) for text in plan.legends))
    if any(plan.table == "training_answers" for plan in plans):
        _training(page, language)
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.protect("")


def _training(page: "_Lines", language: Language) -> None:
    """The statements and the modules: a proposal of this project, and what the initiative has announced."""
    held, components = load_collection(), {item.component_id: item for item in load_facts().components}
    page.heading(say("Énoncés du questionnaire (proposition du projet, non un outil validé)", language))
    for item in held.items:
        page.line(say("Énoncé {n}", language, n=item.order), pick(item, "text", language))
    first = held.items[0]
    scale = "De {low} ({low_label}) à {high} ({high_label})."
    labels = {name: pick(first, name, language) for name in ("low_label", "high_label")}
    page.line(say("Échelle", language), say(scale, language, low=first.low, high=first.high, **labels))
    page.heading(say("Modules", language))
    for module in held.modules:
        text = "{audience}. Aucune réponse avant le {first}. {note}"
        told = {
            "audience": pick(components[module.module_id], "audience", language),
            "first": day(module.first_day, language),
            "note": pick(module, "first_day_note", language),
        }
        page.line(pick(components[module.module_id], "label", language), say(text, language, **told))


class _Lines:
    """Writes one line under the other."""

    def __init__(self, sheet: Worksheet, styles: Styles) -> None:
        self.sheet, self.styles, self.row = sheet, styles, 0

    def heading(self, text: str) -> None:
        self.row += 1
        self.sheet.write_string(self.row, 0, text, self.styles.heading)
        self.row += 1

    def line(self, first: str, text: str) -> None:
        lines = max(lines_of(first, WIDTHS[0] - 4), lines_of(text, WIDTHS[1] - 6))
        self.sheet.set_row(self.row, 4 + 15.5 * lines)
        self.sheet.write_string(self.row, 0, first, self.styles.body)
        self.sheet.write_string(self.row, 1, text, self.styles.body)
        self.row += 1
