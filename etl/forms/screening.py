"""What points at a person in a text or a code: an e-mail, a telephone, a health insurance number, a name, their words.

A machine sees forms, not people: it refuses what looks like one and promises nothing of the rest.
"""

import re
import unicodedata
from pathlib import Path
from typing import Literal

Trace = Literal["email", "phone", "health_number", "name", "quotation"]
CodeFault = Literal["code_email", "code_phone", "code_health_number", "code_name", "code_shape"]

EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
#: Ten digits in the groups of a North American number, or seven in two.
PHONE = re.compile(
    r"(?<!\d)(?:\+?1[\s.-]?)?(?:\(?\d{3}\)?[\s.-]?)\d{3}[\s.-]?\d{4}(?!\d)|(?<!\d)\d{3}[\s.-]\d{4}(?!\d)"
)
#: The number of the Québec health insurance card: four letters, eight digits.
HEALTH_NUMBER = re.compile(r"\b[A-Za-z]{4}[\s-]?\d{4}[\s-]?\d{4}\b")
TITLED = re.compile(r"\b(?:M\.|Mme|Mlle|Monsieur|Madame|Dr|Dre|Mr|Mrs|Ms|Miss)\.?\s+[A-ZÀ-Ý][\w’'-]+")
CAPITALISED = re.compile(r"\b([A-ZÀ-Ý][a-zà-ÿ]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?)\s+(?=[A-ZÀ-Ý][a-zà-ÿ’'-]+)")
#: Words between guillemets or quotation marks: a term has a few, somebody's words have more.
QUOTED = re.compile(r"[«“\"]\s*([^»”\"]+?)\s*[»”\"]")
LONGEST_TERM = 3
#: A few letters, perhaps a dash, then two to five digits: P-014, GMF12.
CODE = re.compile(r"[A-Za-z]{1,3}-?\d{2,5}")
#: The most usual first names of Québec, without accents; two capitals after one of them are read as a name.
FIRST_NAMES = frozenset((Path(__file__).parent / "first_names.txt").read_text("utf-8").split())


def trace_in(text: str, *, quotes: bool = True) -> Trace | None:
    """The first thing in a text that points at a person; None where nothing does.

    Args:
        quotes: whether somebody's own words may stand between guillemets.
    """
    if EMAIL.search(text):
        return "email"
    if HEALTH_NUMBER.search(text):
        return "health_number"
    if PHONE.search(text):
        return "phone"
    if TITLED.search(text) or any(_first_name(pair[1]) for pair in CAPITALISED.finditer(text)):
        return "name"
    if not quotes and any(len(found[1].split()) > LONGEST_TERM for found in QUOTED.finditer(text)):
        return "quotation"
    return None


def fault_of_code(code: str) -> CodeFault | None:
    """Why a participant's code is refused; None for a code that says nothing of the person."""
    code = "".join(code.split())
    if "@" in code:
        return "code_email"
    if CODE.fullmatch(code):
        return None
    if HEALTH_NUMBER.fullmatch(code):
        return "code_health_number"
    if sum(character.isdigit() for character in code) >= 7:
        return "code_phone"
    if not any(character.isdigit() for character in code) and len(code) > 1:
        return "code_name"
    if any(_first_name(part) for part in re.findall(r"[^\W\d_]+", code)):
        return "code_name"
    return "code_shape"


def _first_name(word: str) -> bool:
    plain = unicodedata.normalize("NFKD", word.split("-")[0]).encode("ascii", "ignore").decode().casefold()
    return plain in FIRST_NAMES
