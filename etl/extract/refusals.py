"""The refusals: why a file cannot be read at all, each in one sentence of either language.

Each says which file and where, what was read, what was expected, and how to mend it.
"""

import tomllib
from pathlib import Path
from typing import Any

from indicators.catalogue.model import Language
from indicators.wording.language import say

#: A workbook of this survey weighs about 40 kB; these limits only stop accidents and traps.
MAXIMUM_BYTES = 20 * 1024 * 1024
#: A table of text holds a whole network over many waves: 34,000 rows of 91 answers make about 45 MB.
MAXIMUM_TABLE_BYTES = 64 * 1024 * 1024
MAXIMUM_UNPACKED_BYTES = 200 * 1024 * 1024

SENTENCES: dict[str, str] = tomllib.loads(Path(__file__).with_name("refusals.toml").read_text("utf-8"))


class UnreadableFile(Exception):
    """A received file that cannot be read as answers; `sentence` says why in the reader's language.

    Args:
        code: a key of `SENTENCES`.
        values: what fills the sentence: `file` always, then where, what was read, what was expected. A value given
            as a pair is French and English.
    """

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def sentence(self, language: Language = "fr") -> str:
        """The refusal in one sentence (or two) of `language`."""
        position = 0 if language == "fr" else 1
        values = {name: item[position] if isinstance(item, tuple) else item for name, item in self.values.items()}
        return say(SENTENCES[self.code], language, **values)

    def __str__(self) -> str:
        return self.sentence("fr")


#: Headers named one by one in the sentence; a table may have thousands that nobody knows.
HEADERS_NAMED = 5


class HeadersUnknown(UnreadableFile):
    """A table some of whose headers nothing tells: it is kept, and waits for a steward to confirm them.

    Attributes:
        headers: those headers as written, in order.
        wave_id: the wave for which they are to be confirmed.
    """

    def __init__(self, headers: list[str], *, file: str, wave: str) -> None:
        shown = [f"« {' '.join(text.split())[:60]} »" for text in headers[:HEADERS_NAMED]]
        more = ", …" if len(headers) > HEADERS_NAMED else ""
        read = ", ".join(shown) + more
        super().__init__("headers_unknown", file=file, wave=wave, read=read, count=len(headers))
        self.headers, self.wave_id = headers, wave
