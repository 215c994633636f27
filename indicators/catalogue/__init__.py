"""The twelve catalogue files, one a recommendation, and featured.toml: read once and checked whole."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from data.model.survey import Row
from indicators.catalogue.model import Catalogue, Featured, Recommendation

FOLDER = Path(__file__).parent
RowT = TypeVar("RowT", bound=Row)


class CatalogueError(Exception):
    """A catalogue file cannot be used; the message names the file, the key and the reason."""


def _read(path: Path, contract: type[RowT]) -> RowT:
    try:
        return contract.model_validate(tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueError(f"{path.name}: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise CatalogueError(f"{path.name}, key {key!r}: read {first['input']!r}; {first['msg']}") from None


def read_catalogue(folder: Path = FOLDER) -> Catalogue:
    """All `rNN.toml` of a folder as one catalogue.

    Raises:
        CatalogueError: a file is not TOML, breaks its contract, or repeats or misses an id.
    """
    recommendations = [_read(path, Recommendation) for path in sorted(folder.glob("r*.toml"))]
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


def read_featured(folder: Path, catalogue: Catalogue) -> Featured:
    """The `featured.toml` of a folder.

    Raises:
        CatalogueError: the file is not TOML, breaks its contract, or names an indicator that the catalogue lacks.
    """
    featured = _read(folder / "featured.toml", Featured)
    for name in sorted(featured.ids - set(catalogue.indicator)):
        raise CatalogueError(f"featured.toml: unknown indicator {name!r}")
    return featured


@lru_cache(maxsize=1)
def load_featured() -> Featured:
    """The indicators that the project features, read once per process."""
    return read_featured(FOLDER, load_catalogue())
