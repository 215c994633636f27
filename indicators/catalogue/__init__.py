"""The twelve catalogue files, one a recommendation, read once and checked whole."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from indicators.catalogue.model import Catalogue, Recommendation

FOLDER = Path(__file__).parent


class CatalogueError(Exception):
    """A catalogue file cannot be used; the message names the file, the key and the reason."""


def read_catalogue(folder: Path = FOLDER) -> Catalogue:
    """All `rNN.toml` of a folder as one catalogue.

    Raises:
        CatalogueError: a file is not TOML, breaks its contract, or repeats or misses an id.
    """
    recommendations = []
    for path in sorted(folder.glob("r*.toml")):
        try:
            recommendations.append(Recommendation.model_validate(tomllib.loads(path.read_text("utf-8"))))
        except tomllib.TOMLDecodeError as error:
            raise CatalogueError(f"{path.name}: {error}") from None
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(str(part) for part in first["loc"])
            raise CatalogueError(f"{path.name}, key {key!r}: read {first['input']!r}; {first['msg']}") from None
    catalogue = Catalogue(recommendations=tuple(recommendations))
    ids = [indicator.id for item in catalogue.recommendations for indicator in item.indicators]
    for repeated in {name for name in ids if ids.count(name) > 1}:
        raise CatalogueError(f"indicator {repeated!r} is declared twice")
    for item in catalogue.recommendations:
        file = f"{item.id.lower()}.toml"
        if item.headline.indicator and item.headline.indicator not in ids:
            raise CatalogueError(f"{file}, key 'headline.indicator': unknown id {item.headline.indicator!r}")
        for indicator in item.indicators:
            for other in indicator.also:
                if other not in catalogue.recommendation:
                    raise CatalogueError(f"{file}, {indicator.id}, key 'also': unknown recommendation {other!r}")
    return catalogue


@lru_cache(maxsize=1)
def load_catalogue() -> Catalogue:
    """The project's own catalogue, read once per process."""
    return read_catalogue()
