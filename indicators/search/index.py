"""The index of one release, in memory: found by stem, by synonym, by a word half typed, or despite a slip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import tantivy

from data.facts import Facts, load_facts
from indicators.catalogue.model import Language
from indicators.search.documents import LANGUAGES, Document
from indicators.search.words import analyser, folded, plain, query_words, stems

#: How much a word counts, by where it stands; the reader's language counts more than the other one.
WEIGHTS = {"title": 4.0, "synonyms": 3.0, "line": 1.0}
OTHER_LANGUAGE = 0.6
SLIP, SYNONYM, HALF_TYPED = 0.3, 0.25, 0.5
#: Fewer finds than this with every word, and those with some of the words are added after them.
FEW = 5
#: Kinds that answer more often come first at equal words.
KIND_WEIGHT = {"fact": 0.8, "text": 0.6, "question": 0.6, "term": 0.9}
#: Shorter words must be right: a slip in them is another word.
ONE_SLIP_FROM, TWO_SLIPS_FROM = 4, 8
WRITER_BYTES = 15_000_000


@dataclass(frozen=True)
class Hit:
    """A document found and how well: only the order of scores means something."""

    document: Document
    score: float


class Finder:
    """The documents made ready to be found; build one a release and keep it.

    Args:
        documents: what can be found.
        facts: whose glossary says which words mean the same; the project's own by default.
    """

    def __init__(self, documents: Iterable[Document], facts: Facts | None = None) -> None:
        self.documents: Sequence[Document] = tuple(documents)
        self._same_words = _same_words(facts or load_facts())
        self._by_id = {document.id.casefold(): document for document in self.documents}
        builder = tantivy.SchemaBuilder()
        for language in LANGUAGES:
            for name in WEIGHTS:
                builder.add_text_field(f"{name}_{language}", tokenizer_name=language)
        builder.add_text_field("plain", tokenizer_name="plain")
        builder.add_unsigned_field("position", stored=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        for language in LANGUAGES:
            self._index.register_tokenizer(language, stems(language))
        self._index.register_tokenizer("plain", plain())
        writer = self._index.writer(heap_size=WRITER_BYTES, num_threads=1)
        for position, document in enumerate(self.documents):
            writer.add_document(_fields(position, document))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def find(self, query: str, language: Language, limit: int = 30) -> list[Hit]:
        """What the query finds, best first: what has all its words or a synonym of them; where few do, what has some.

        Args:
            query: as typed, in either language.
            language: the reader's, whose words count more.
        """
        words = query_words(query)
        if not words:
            return []
        # An id is a name of one thing: what else has its parts comes after it.
        named = self._by_id.get(query.strip().casefold())
        found = [Hit(named, float("inf"))] if named is not None else []
        known = {hit.document.id for hit in found}
        others = [hit for hit in self._by_words(query, words, language, limit) if hit.document.id not in known]
        return (found + others)[:limit]

    def _by_words(self, query: str, words: list[str], language: Language, limit: int) -> list[Hit]:
        each = [self._word(word, language, last=word == words[-1]) for word in words]
        synonyms = self._synonyms(query, language)
        all_words = _query([(tantivy.Occur.Must, item) for item in each])
        same = [tantivy.Query.disjunction_max_query(synonyms, 0.1)] if synonyms else []
        found = self._hits(_query([(tantivy.Occur.Should, item) for item in (all_words, *same)]), limit)
        if len(found) < FEW and len(words) > 1:
            known = {id(hit.document) for hit in found}
            some = self._hits(_query([(tantivy.Occur.Should, item) for item in each]), limit)
            found += [hit for hit in some if id(hit.document) not in known]
        return found[:limit]

    def _hits(self, query: tantivy.Query, limit: int) -> list[Hit]:
        searcher = self._index.searcher()
        # Kinds are weighed after the search, so more is asked for than is shown.
        found = searcher.search(query, limit=max(limit * 4, 100)).hits
        hits = []
        for score, address in found:
            position = searcher.doc(address).get_first("position")
            if position is not None:
                document = self.documents[int(position)]
                hits.append(Hit(document, float(score) * KIND_WEIGHT.get(document.kind, 1.0)))
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    def _word(self, word: str, language: Language, *, last: bool) -> tantivy.Query:
        """Where one word stands: by its stem in either language, half typed if it is the last, or with a slip."""
        ways: list[tantivy.Query] = []
        for other in LANGUAGES:
            own = 1.0 if other == language else OTHER_LANGUAGE
            for stem in set(analyser(other).analyze(word)):
                for name, weight in WEIGHTS.items():
                    term = tantivy.Query.term_query(self._schema, f"{name}_{other}", stem)
                    ways.append(tantivy.Query.boost_query(term, weight * own))
        whole = folded(word)
        if last and len(whole) > 1:
            ways.append(self._near(whole, 0, HALF_TYPED, prefix=True))
        slips = (len(whole) >= ONE_SLIP_FROM) + (len(whole) >= TWO_SLIPS_FROM)
        if slips:
            ways.append(self._near(whole, slips, SLIP))
        return tantivy.Query.disjunction_max_query(ways, 0.1) if ways else tantivy.Query.empty_query()

    def _near(self, word: str, slips: int, weight: float, *, prefix: bool = False) -> tantivy.Query:
        near = tantivy.Query.fuzzy_term_query(self._schema, "plain", word, distance=slips, prefix=prefix)
        return tantivy.Query.boost_query(near, weight)

    def _synonyms(self, query: str, language: Language) -> list[tantivy.Query]:
        """The other words for what the query names, each as a phrase of the same weight everywhere."""
        asked = f" {' '.join(analyser(None).analyze(query))} "
        others = {
            other
            for same in self._same_words
            if any(f" {phrase} " in asked for phrase in same)
            for other in same
            if f" {other} " not in asked
        }
        found = []
        for phrase in sorted(others):
            for name in ("title", "synonyms", "line"):
                for other in LANGUAGES:
                    cut = analyser(other).analyze(phrase)
                    if not cut:
                        continue
                    field = f"{name}_{other}"
                    same = (
                        tantivy.Query.phrase_query(self._schema, field, [(i, word) for i, word in enumerate(cut)])
                        if len(cut) > 1
                        else tantivy.Query.term_query(self._schema, field, cut[0])
                    )
                    own = 1.0 if other == language else OTHER_LANGUAGE
                    found.append(tantivy.Query.boost_query(same, WEIGHTS[name] * SYNONYM * own))
        return found


def _fields(position: int, document: Document) -> tantivy.Document:
    held = tantivy.Document()
    held.add_unsigned("position", position)
    for language in LANGUAGES:
        words = document.words(language)
        for name, texts in (
            ("title", (words.title,)),
            ("synonyms", words.synonyms),
            ("line", (words.line,)),
        ):
            for text in texts:
                # Twice, since a stem depends on accents: a query comes with or without them.
                held.add_text(f"{name}_{language}", text)
                held.add_text(f"{name}_{language}", folded(text))
        for text in (words.title, *words.synonyms, words.line):
            held.add_text("plain", text)
    return held


def _query(parts: list[tuple[tantivy.Occur, tantivy.Query]]) -> tantivy.Query:
    return tantivy.Query.boolean_query(parts)


def _same_words(facts: Facts) -> list[set[str]]:
    """The sets of phrases that mean the same, by the glossary."""
    return [
        {
            " ".join(analyser(None).analyze(phrase))
            for phrase in (item.fr, item.en, *item.synonyms_fr, *item.synonyms_en)
        }
        for item in facts.glossary
    ]
