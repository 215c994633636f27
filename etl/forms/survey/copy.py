"""What one copy of the questionnaire is made for, and the page of its sheets."""

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from data.facts import Facts
from data.model.survey import DataKind, Establishment, Wave
from etl.forms.page import FORMATTING, set_footer, set_paper
from indicators.catalogue.model import Language
from indicators.wording.language import pick, say
from indicators.wording.numbers import day


@dataclass(frozen=True)
class SurveyCopy:
    """One copy of the questionnaire: its wave, language, kind of data, and the establishment that it is made for."""

    wave: Wave
    language: Language
    kind: DataKind
    establishment: Establishment | None
    facts: Facts

    @property
    def subject(self) -> str:
        """« CISSS de Laval · exercice 2025-2026 · à retourner au plus tard le 12 juin 2026 »; nobody's has no name."""
        due = say(
            "exercice {wave} · à retourner au plus tard le {due}",
            self.language,
            wave=self.wave.wave_id,
            due=day(self.wave.due_on, self.language),
        )
        if self.establishment:
            return f"{pick(self.establishment, 'short_name', self.language)} · {due}"
        return due[0].upper() + due[1:]

    def prefilled(self) -> dict[str, object]:
        """The answers that are known before anyone opens the workbook."""
        known: dict[str, object] = {"fiscal_year_text": self.wave.wave_id}
        if self.establishment:
            known["establishment_id"] = self.establishment.establishment_id
        return known


def set_page(sheet: Worksheet, copy: SurveyCopy) -> None:
    """The paper, the margins, and a foot that repeats the subject."""
    set_paper(sheet, *FORMATTING)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    pages = say("page {page} sur {pages}", copy.language, page="&P", pages="&N")
    set_footer(sheet, copy.subject, pages, copy.kind, copy.language)
