"""Receive a form: kept as it came, judged whole, then what it holds is in force, or nothing of it is."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Literal

from data.store.workbench.submissions import DataKind, StoredFile, Workbench
from etl.extract.refusals import UnreadableFile
from etl.forms.declaration import Form
from etl.forms.judge import JudgedRows, Rule, judge_rows
from etl.forms.reader import FormReader, ReadWorkbook
from etl.receive.receive import Receipt, keep
from etl.validate.problems import Problem
from indicators.catalogue.model import Language
from indicators.wording.language import say

FormStatus = Literal["accepted", "already", "refused"]
OTHER_KIND: dict[DataKind, str] = {
    "fictif": "{file} : données fictives, alors que cet espace de travail ne reçoit que des données réelles.",
    "reel": "{file} : données réelles, alors que cet espace de travail ne reçoit que des données fictives.",
}


@dataclass(frozen=True)
class FormReceipt:
    """What became of a workbook; `versions` are those in force afterwards by part, `problems` are by cell."""

    label: str
    status: FormStatus
    sentence: str
    versions: dict[str, int]
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        return self.status == "refused"

    @property
    def version(self) -> int:
        """The version in force of a form that is one part."""
        return next(iter(self.versions.values()), 0)


@dataclass(frozen=True)
class ReceivedForm:
    """A workbook that was kept, read and judged."""

    stored: StoredFile
    read: ReadWorkbook
    judged: JudgedRows


@dataclass
class FormIntake(ABC):
    """Receives the workbooks of one form: what it declares, and what its rows become.

    Attributes:
        by: who brings them.
        received_at: now unless given.
    """

    form: ClassVar[Form]
    rules: ClassVar[tuple[Rule, ...]] = ()
    workbench: Workbench
    by: str
    received_at: datetime | None = None
    language: Language = "fr"

    def __post_init__(self) -> None:
        self.at = self.received_at or datetime.now(UTC).replace(tzinfo=None, microsecond=0)

    @abstractmethod
    def versions(self, read: ReadWorkbook | None) -> dict[str, int]:
        """The versions in force of the parts of a workbook, None for one that could not be read."""

    @abstractmethod
    def take(self, received: ReceivedForm) -> FormReceipt:
        """What becomes of a workbook without error."""

    def earlier(self, received: ReceivedForm) -> FormReceipt | None:
        """The receipt of a workbook that came before; None for a new one."""
        return None

    def note(self, stored: StoredFile, receipt: FormReceipt, received: ReceivedForm | None) -> None:
        """Keep what became of a file, in the transaction of its receipt; nothing unless the form says so."""
        return

    def receive(self, path: Path, kind: DataKind | None = None) -> FormReceipt:
        """What became of a workbook; with any error nothing of it is taken.

        Args:
            kind: what the workbook must hold, where the caller knows.
        """
        stored = keep(self.workbench, path, self.at, self.language)
        if isinstance(stored, Receipt):
            return FormReceipt(stored.label, "refused", stored.sentence, self.versions(None))
        try:
            read = FormReader(self.form, stored.path, stored.label).read()
        except UnreadableFile as error:
            receipt = FormReceipt(stored.label, "refused", error.sentence(self.language), self.versions(None))
            self.note(stored, receipt, None)
            return receipt
        received = ReceivedForm(stored, read, judge_rows(self.form, read.rows, self.rules, self.at.date()))
        with self.workbench.session():
            receipt = self._decide(received, kind)
            self.note(stored, receipt, received)
        return receipt

    def _decide(self, received: ReceivedForm, kind: DataKind | None) -> FormReceipt:
        read, problems = received.read, received.judged.problems
        if kind not in (None, read.kind) or self.workbench.kind not in (None, read.kind):
            return self.receipt(received, "refused", OTHER_KIND[read.kind], problems=())
        errors = sum(item.severity == "error" for item in problems)
        receipt = self.earlier(received)
        if receipt is None and errors:
            text = "{file} : rien n’est retenu, {n} à corriger; chaque cellule est nommée."
            return self.receipt(received, "refused", text, n=errors)
        return receipt or self.take(received)

    def receipt(
        self,
        received: ReceivedForm,
        status: FormStatus,
        text: str,
        *,
        problems: tuple[Problem, ...] | None = None,
        **values: object,
    ) -> FormReceipt:
        """A receipt whose sentence is `text` filled with `values`; the problems are all those found unless given."""
        label = received.stored.label
        sentence = say(text, self.language, file=label, **values)
        shown = received.judged.problems if problems is None else problems
        return FormReceipt(label, status, sentence, self.versions(received.read), shown)
