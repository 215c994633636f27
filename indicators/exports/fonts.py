"""The fonts of the house as files that a PDF can embed: those that Streamlit ships, unpacked once and kept."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

#: The family that typst finds in each file, and how the file is named in the Streamlit package.
SANS, SERIF = "SourceSans3VF", "Source Serif 4"
SHIPPED = ("SourceSansVF-Upright", "SourceSansVF-Italic", "SourceSerifVariable-Roman")


class NoFonts(FileNotFoundError):
    """The Streamlit package does not hold the fonts of the house."""


def fonts_folder(cache_folder: Path) -> Path:
    """The folder of the fonts as .ttf, made on first use in `cache_folder`.

    Raises:
        NoFonts: another Streamlit than the pinned one is installed.
    """
    folder = cache_folder / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for name in SHIPPED:
        if not (folder / f"{name}.ttf").exists():
            _unpack(_shipped(name), folder / f"{name}.ttf")
    return folder


@cache
def _media() -> Path:
    found = find_spec("streamlit")
    if found is None or found.origin is None:
        raise NoFonts("streamlit")
    return Path(found.origin).parent / "static" / "static" / "media"


def _shipped(name: str) -> Path:
    files = sorted(_media().glob(f"{name}.*.woff2"))
    if not files:
        raise NoFonts(f"{_media()}/{name}.*.woff2")
    return files[0]


def _unpack(source: Path, target: Path) -> None:
    """Write a web font as a plain one; another process may be doing the same, so it is put in place whole."""
    from tempfile import NamedTemporaryFile

    from fontTools.ttLib import TTFont

    font = TTFont(source)
    font.flavor = None
    with NamedTemporaryFile(dir=target.parent, suffix=".arriving", delete=False) as file:
        font.save(file.name)
    Path(file.name).replace(target)
