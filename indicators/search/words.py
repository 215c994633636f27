"""Words as a search compares them: without accents, without case, in the short form that French or English gives
them."""

import unicodedata
from functools import lru_cache

import tantivy

from indicators.catalogue.model import Language

NAMES: dict[Language, str] = {"fr": "french", "en": "english"}
#: Letters left alone by an elision (« l’équipe »), which say nothing.
ELIDED = (*"cdjlmnst", "qu")


def folded(text: str) -> str:
    """The text in small letters without accents or ligatures, apostrophes unified."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE").replace("’", "'"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def stems(language: Language) -> tantivy.TextAnalyzer:
    """The analyser of a language: words in small letters, without those that say nothing, cut to their stem."""
    keep = tantivy.Filter
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(keep.lowercase())
        .filter(keep.stopword(NAMES[language]))
        .filter(keep.custom_stopword(list(ELIDED)))
        .filter(keep.stemmer(NAMES[language]))
        .filter(keep.ascii_fold())
        .build()
    )


def plain() -> tantivy.TextAnalyzer:
    """Whole words, in small letters and without accents: for a slip of the finger and for a word half typed."""
    keep = tantivy.Filter
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(keep.lowercase())
        .filter(keep.ascii_fold())
        .build()
    )


@lru_cache(maxsize=4)
def analyser(language: Language | None) -> tantivy.TextAnalyzer:
    """`stems` of a language or `plain`, built once."""
    return stems(language) if language else plain()


def query_words(query: str) -> list[str]:
    """The words of a query that say something, as typed; all of them when none does."""
    typed = query.replace("’", " ").replace("'", " ").replace("-", " ").replace("_", " ")
    words = analyser(None).analyze(typed)
    # A word that either language calls empty (« de », « the ») is dropped.
    return [word for word in words if all(analyser(language).analyze(word) for language in NAMES)] or words


def matches(query: str, *texts: str) -> bool:
    """Whether every word of the query is somewhere in the texts; an empty query finds all."""
    held = folded(" ".join(texts))
    return all(word in held for word in folded(query).split())
