"""Finding words as people type them: without accents, case or apostrophes."""

import unicodedata


def plain(text: str) -> str:
    """The text in small letters, without accents and with one kind of apostrophe."""
    spread = unicodedata.normalize("NFD", text.replace("’", "'").casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def matches(query: str, *texts: str) -> bool:
    """Whether every word of the query is somewhere in the texts; an empty query finds all."""
    held = plain(" ".join(texts))
    return all(word in held for word in plain(query).split())
