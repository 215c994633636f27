"""What a sheet of the initiatives' workbook says beside what any form does."""

from dataclasses import dataclass

from etl.forms.declaration import FormColumn, FormSheet


@dataclass(frozen=True)
class InitiativeSheet(FormSheet):
    """A sheet of a tool.

    Attributes:
        initiative_id: whose rows these are, where the sheet does not ask.
        confidential: whether its rows stay in the workbench and are destroyed at a date.
        dated: the column whose date is that of the row.
    """

    initiative_id: str = ""
    confidential: bool = False
    dated: str = ""

    @property
    def published(self) -> tuple[FormColumn, ...]:
        """The columns that a release may hold; none for a confidential sheet."""
        return () if self.confidential else tuple(item for item in self.columns if item.published)
