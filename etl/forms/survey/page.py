"""What every visible sheet of the workbook shares: its subject line, its banner, its paper and its protection."""

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from data.facts import Facts
from data.model.survey import DataKind, Establishment, Wave
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import day


@dataclass(frozen=True)
class Copy:
    """What one copy of the workbook is made for: whose, which wave, in which language, of which kind."""

    wave: Wave
    language: Language
    kind: DataKind
    establishment: Establishment | None
    facts: Facts

    @property
    def whose(self) -> str:
        """« CISSS de Laval », or '' when the workbook is nobody's yet."""
        return pick(self.establishment, "short_name", self.language) if self.establishment else ""

    @property
    def subject(self) -> str:
        """« CISSS de Laval · exercice 2025-2026 · à retourner au plus tard le 12 juin 2026 »."""
        due = say(
            "exercice {wave} · à retourner au plus tard le {due}",
            self.language,
            wave=self.wave.wave_id,
            due=day(self.wave.due_on, self.language),
        )
        return f"{self.whose} · {due}" if self.whose else due[0].upper() + due[1:]

    def prefilled(self) -> dict[str, object]:
        """The answers that are known before anyone opens the workbook."""
        known: dict[str, object] = {"fiscal_year_text": self.wave.wave_id}
        if self.establishment:
            known["establishment_id"] = self.establishment.establishment_id
        return known


def set_page(sheet: Worksheet, copy: Copy) -> None:
    """Landscape Letter paper, one page wide, with the page number; labels protected without a password."""
    sheet.set_landscape()
    sheet.set_paper(1)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    fictitious = say("Données fictives", copy.language) + " · " if copy.kind == "fictif" else ""
    pages = say("page {page} sur {pages}", copy.language, page="&P", pages="&N")
    sheet.set_footer(f"&L&9{fictitious}{copy.subject}&R&9{pages}")
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})
