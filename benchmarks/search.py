"""How long a search takes: every title of the index as a query, whole and half typed, in both languages."""

import time

import numpy as np

from indicators.catalogue import load_catalogue
from indicators.search import Finder, documents_of

#: What a reader feels as at once; the figure to stay under, in milliseconds.
AT_ONCE_MS = 100


def figures() -> dict[str, float]:
    """Seconds to build the index, then milliseconds a search: the median, 99 in 100, and the slowest."""
    began = time.perf_counter()
    finder = Finder(documents_of(load_catalogue(), {}))
    built = time.perf_counter() - began
    spent = []
    for document in finder.documents:
        for query in (document.fr.title, document.fr.title[: len(document.fr.title) // 2], document.en.title):
            start = time.perf_counter()
            finder.find(query, "fr")
            spent.append((time.perf_counter() - start) * 1000)
    return {
        "documents": float(len(finder.documents)),
        "searches": float(len(spent)),
        "index_seconds": built,
        "median_ms": float(np.median(spent)),
        "p99_ms": float(np.quantile(spent, 0.99)),
        "slowest_ms": max(spent),
        "share_of_at_once": float(np.quantile(spent, 0.99)) / AT_ONCE_MS,
    }


if __name__ == "__main__":
    for name, value in figures().items():
        print(f"{name}: {value:.4g}")
