"""What became of a returned form, and the sentences that every form gives on the way."""

from dataclasses import dataclass
from typing import Literal

from data.model.survey import DataKind
from etl.validate.problems import Problem

FormStatus = Literal["accepted", "already", "refused"]
#: With any error nothing of a form is taken.
TO_CORRECT = "{file} : rien n’est retenu, {n} à corriger; chaque cellule est nommée."
OTHER_KIND: dict[DataKind, str] = {
    "fictif": "{file} : données fictives, alors que cet espace de travail ne reçoit que des données réelles.",
    "reel": "{file} : données réelles, alors que cet espace de travail ne reçoit que des données fictives.",
}


@dataclass(frozen=True, kw_only=True)
class FormReceipt:
    """What became of the workbook; `problems` are by cell."""

    label: str
    status: FormStatus
    sentence: str
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        return self.status == "refused"


def is_other_kind(kind: DataKind, *held: DataKind | None) -> bool:
    """Whether a form holds another kind of data than the caller or the workbench expects."""
    return any(item not in (None, kind) for item in held)
