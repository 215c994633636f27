"""What a text of a survey tool stands for: the code of a choice, a mark, choices joined in one cell."""

from functools import lru_cache

from data.facts import Facts
from data.model.survey import NUMBER_KINDS, Question
from data.store.workbench.mappings import Declared
from etl.extract.table.decimal_sign import unambiguous_number
from etl.extract.table.headers import OTHER_CHOICE, bare
from etl.extract.table.survey_tools import ExportLayout
from etl.forms.survey.plan import choices_of

#: How a state of value is written in a cell, for the reader of answers.
WORDS = {"does_not_know": "ne sait pas", "not_applicable": "sans objet"}
#: Stands for a cell that a tool fills where nothing was answered.
BLANK = ""
#: What ticks a box and what does not, whatever the tool.
TICKED, UNTICKED = "x", "non"


class Meanings:
    """What the texts of one question's columns stand for in a layout; None where the text itself is the answer."""

    def __init__(
        self, question: Question, layout: ExportLayout, declared: Declared, facts: Facts, decimal: str = ""
    ) -> None:
        """`decimal`: the decimal sign seen in the file, « » where none was."""
        self.decimal = decimal if question.kind in NUMBER_KINDS else ""
        self.question, self.layout, self.facts = question, layout, facts
        choices = choices_of(question, facts)
        self.names: dict[str, str] = {}
        for choice in choices:
            for name in (choice.choice_id, choice.label_fr, choice.label_en):
                self.names.setdefault(bare(name), choice.choice_id)
        self.other = next((item.choice_id for item in choices if OTHER_CHOICE.search(item.choice_id)), None)
        forms = layout.box_codes if question.kind == "multichoice" else layout.answer_codes
        self.codes = {bare(form.format(order=item.order)): item.choice_id for form in forms for item in choices}
        if self.other:
            self.codes |= dict.fromkeys(map(bare, layout.other_codes), self.other)
        self.declared = {code.strip(): meaning for code, meaning in declared.codes_of(question.question_id).items()}
        self.marks = marks_of("any", facts)
        self.own_marks = marks_of(layout.mark_scope, facts) if layout.mark_scope else {}

    @property
    def may_stand_for(self) -> bool:
        """Whether any text of the question's own cell may stand for something else."""
        mask = self.question.kind == "text" and bool(self.layout.mask)
        marked = self.own_marks and self.question.kind != "text"
        return bool(self.names or self.declared or mask or marked or self.decimal)

    def is_mark(self, text: str) -> bool:
        """Whether a text is « ne sait pas », « s.o. » and the like."""
        return bare(text) in self.marks

    def of_answer(self, text: str) -> str | None:
        """What the question's own cell says."""
        stripped = text.strip()
        if stripped in self.declared:
            return self._declared(stripped)
        if self.decimal and (number := unambiguous_number(text, self.decimal)):
            return number
        if self.decimal and not self.own_marks:
            return None
        name = bare(text)
        if self.question.kind != "text" and name in self.own_marks:
            state = self.own_marks[name]
            return WORDS.get(state, BLANK)
        if self.question.kind == "text":
            mask = self.layout.mask
            return text[1:] if mask and text.startswith(mask) else None
        if not self.names or name in self.names or name in self.marks:
            return None
        if name in self.codes:
            return self.codes[name]
        if self.question.kind == "multichoice":
            return self._joined(text)
        if self.question.kind == "choice" and self.layout.other_is_text:
            return self.other
        return None

    def of_box(self, text: str) -> str | None:
        """What the cell of a box says."""
        name = bare(text)
        if name in self.layout.ticked:
            return TICKED
        if name in self.layout.unticked:
            return UNTICKED
        if name in self.own_marks:
            return BLANK
        return None

    def of_mark(self, text: str, mark: str) -> str | None:
        """What the cell of a box that stands for a mark says: the mark where it is ticked, else nothing."""
        yes = marks_of("boolean", self.facts)
        ticked = bare(text) in self.layout.ticked or yes.get(bare(text)) == "true"
        return (WORDS.get(mark, mark) if ticked else None) if text.strip() else None

    def _declared(self, code: str) -> str:
        meaning = self.declared[code]
        return meaning if meaning in self.question.choices else WORDS.get(meaning, BLANK)

    def _joined(self, text: str) -> str | None:
        """Several choices in one cell, as « a|b », or None where the text says nothing more."""
        parts = [part.strip() for part in text.replace(";", "|").split("|") if part.strip()]
        if len(parts) > 1 or self.layout.joined != " ":
            read = [self._part(part) for part in parts]
        else:
            read = self._spaced(parts[0]) if parts else []
        return "|".join(read) if read and read != parts else None

    def _part(self, part: str) -> str:
        name = bare(part)
        if part in self.declared:
            return self._declared(part)
        known = self.names.get(name) or self.codes.get(name)
        if known or name in self.marks:
            return known or part
        return self.other if self.layout.other_is_text and self.other else part

    def _spaced(self, text: str) -> list[str]:
        """Choices joined by spaces: codes are words, but a label holds spaces of its own, so the longest one wins."""
        words = text.split()
        read: list[str] = []
        at = 0
        while at < len(words):
            for end in range(len(words), at, -1):
                piece = " ".join(words[at:end])
                name = bare(piece)
                found = self.names.get(name) or self.codes.get(name)
                if piece in self.declared:
                    found = self._declared(piece)
                if found or name in self.marks:
                    read.append(found or piece)
                    at = end
                    break
            else:
                return [text]
        return read


@lru_cache(maxsize=8)
def marks_of(scope: str, facts: Facts) -> dict[str, str]:
    """The marks of a scope, simplified: their state, or for yes and no their value."""
    return {
        bare(item.mark): (item.value or "") if scope == "boolean" else item.state
        for item in facts.marks
        if item.scope == scope
    }
