"""What may be wrong in a cell of any form, in one sentence of either language each; a form adds its own by code."""

from typing import Any

from etl.forms.declaration import Form, read_sentences
from etl.forms.reader import FormCell
from etl.validate.problems import Problem
from indicators.catalogue.model import Language
from indicators.wording.language import say

#: A value given as a pair is French and English. What points at a person is never repeated in a sentence.
SENTENCES = read_sentences(__file__)
#: Of these the cell itself may say who somebody is: it is not repeated.
UNREPEATED = ("trace_", "code_email", "code_phone", "code_health_number", "code_name")


def finding(form: Form, code: str, cell: FormCell, **values: Any) -> Problem:
    """The finding of one cell, with its two sentences."""
    sentence = form.sentences.get(code) or SENTENCES[code]
    values = {"read": cell.text} | values

    def message(language: Language, at: int) -> str:
        return say(sentence, language, **{k: v[at] if isinstance(v, tuple) else v for k, v in values.items()})

    return Problem(
        severity="warning" if code in form.warnings else "error",
        code=code,
        message_fr=message("fr", 0),
        message_en=message("en", 1),
        sheet=cell.sheet,
        cell=cell.address,
        read=None if code.startswith(UNREPEATED) else cell.text or None,
    )
