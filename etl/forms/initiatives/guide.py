"""The instructions of the workbook: the rules, what each sheet is for, the statements of the questionnaire."""

from collections.abc import Sequence

from data.facts import load_facts
from data.initiative_collection import load_collection
from etl.forms.declaration import FormSheet, GuideSection
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import day

RULES = (
    "Rien qui identifie une personne n’a sa place ici, hors d’une personne-ressource qui l’accepte.",
    "Une ligne par fait. Un classeur renvoyé remplace en entier ce que la même équipe avait envoyé; une ligne retirée "
    "cesse d’être en vigueur.",
    "Le classeur est lu en entier ou pas du tout : chaque case à corriger est nommée.",
)


def guide_sections(sheets: Sequence[FormSheet], language: Language) -> list[GuideSection]:
    """The instructions for the sheets that a workbook holds."""
    rules = [(str(number), say(rule, language)) for number, rule in enumerate(RULES, start=1)]
    uses = [(say(sheet.name, language), " ".join(say(text, language) for text in sheet.legends)) for sheet in sheets]
    sections: list[GuideSection] = [(say("Règles", language), rules), (say("Feuilles", language), uses)]
    if any(sheet.table == "training_answers" for sheet in sheets):
        sections += _training_sections(language)
    return sections


def _training_sections(language: Language) -> list[GuideSection]:
    """The statements and the modules: a proposal of this project, and what the initiative has announced."""
    collection, components = load_collection(), {item.component_id: item for item in load_facts().components}
    items = [(say("Énoncé {n}", language, n=item.order), pick(item, "text", language)) for item in collection.items]
    first = collection.items[0]
    labels = {name: pick(first, name, language) for name in ("low_label", "high_label")}
    scale = say("De {low} ({low_label}) à {high} ({high_label}).", language, low=first.low, high=first.high, **labels)
    modules = []
    for module in collection.modules:
        text = say(
            "{audience}. Aucune réponse avant le {first}. {note}",
            language,
            audience=pick(components[module.module_id], "audience", language),
            first=day(module.first_day, language),
            note=pick(module, "first_day_note", language),
        )
        modules.append((pick(components[module.module_id], "label", language), text))
    heading = say("Énoncés du questionnaire (proposition du projet, non un outil validé)", language)
    return [(heading, [*items, (say("Échelle", language), scale)]), (say("Modules", language), modules)]
