"""One table by hand, as a workbook and as the CSV that a French Excel saves; nothing is shared with the reader."""

from datetime import date
from pathlib import Path

import openpyxl

from data.facts import load_facts
from tests.unit.survey_tools.answers import DK, NA, WAVE, Other, answers, questions
from tests.unit.survey_tools.tables import Row, chosen, label, written


def consolidated_rows() -> list[Row]:
    """One row an establishment under a title, names instead of ids, a total at the end, a line break in a header."""
    facts = load_facts()
    asked = [item for item in questions() if item.question_id not in ("establishment_id", "fiscal_year_text")]
    rows: list[Row] = [["Portrait du partenariat — réponses regroupées (données fictives)"], []]
    heads = [item.question_id if at % 2 else item.label_fr.replace(" ", "\n", 1) for at, item in enumerate(asked)]
    rows.append(["Établissement", "Vague", *heads])
    for place, own in answers().items():
        cells: Row = [facts.establishment[place].name_fr, WAVE.wave_id]
        for question in asked:
            value = own[question.question_id]
            if isinstance(value, bool):
                cells.append("Oui" if value else "Non")
            elif question.kind == "choice" and value is not None and value not in (DK, NA):
                cells.append(
                    f"{label(value.choices[0])} : {value.text}" if isinstance(value, Other) else label(str(value))
                )
            elif question.kind == "multichoice" and chosen(value):
                cells.append(" ; ".join(label(item) for item in chosen(value)))
            else:
                cells.append(value)
        rows.append(cells)
    rows.append(["Total de la province", "", *(999 for _ in asked)])
    return rows


def consolidated_workbook(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Réponses"
    for cells in consolidated_rows():
        sheet.append(cells)
    for line in sheet.iter_rows():
        for cell in line:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    book.create_sheet("Notes").append(["Fait à la main"])
    book.save(path)


def consolidated_csv(path: Path) -> None:
    """As a French Excel saves it: cp1252, `;`, decimal comma, thousands and dollars written out."""

    def shown(value: object) -> object:
        if isinstance(value, float):
            return f"{value:,.2f} $".replace(",", "\xa0").replace(".", ",")
        return value.isoformat() if isinstance(value, date) else value

    rows = [[shown(value) for value in row] for row in consolidated_rows()]
    path.write_bytes(written([], rows, separator=";", quoted=False).removeprefix("\r\n").encode("cp1252"))
