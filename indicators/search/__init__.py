"""Find anything that the dashboard shows, by words: a name, a former name, a synonym, without accents, with a slip.

Documents say what can be found (`documents.py`); the index finds them (`index.py`, on tantivy, in memory).
"""

from indicators.search.documents import Document, DocumentText, documents_of
from indicators.search.index import Finder, Hit

__all__ = ["Document", "DocumentText", "Finder", "Hit", "documents_of"]
