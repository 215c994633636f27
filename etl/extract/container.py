"""What kind of file came, told by its bytes and never by its name alone; traps are refused before they are opened."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Literal

from etl.extract.refusals import MAXIMUM_BYTES, MAXIMUM_TABLE_BYTES, MAXIMUM_UNPACKED_BYTES, UnreadableFile

MEGABYTE = 1024 * 1024
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What an OpenDocument workbook says of itself, a template of one included.
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
#: A document type or an entity has no place in a workbook: it is how a small part swells when it is read.
DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
CSV_SUFFIXES = (".csv", ".tsv", ".txt")
#: First bytes of what people send by mistake, and its name in French and English.
DISGUISES = (
    (b"%PDF", ("un document PDF", "a PDF document")),
    (b"\x89PNG", ("une image PNG", "a PNG image")),
    (b"\xff\xd8\xff", ("une image JPEG", "a JPEG image")),
    (b"{\\rtf", ("un texte RTF", "an RTF text")),
    (b"\x1f\x8b", ("une archive gzip", "a gzip archive")),
    (b"Rar!", ("une archive RAR", "a RAR archive")),
    (b"7z\xbc\xaf", ("une archive 7z", "a 7z archive")),
)
OTHER_ARCHIVES = (
    ("word/document.xml", ("un document Word", "a Word document")),
    ("ppt/presentation.xml", ("une présentation PowerPoint", "a PowerPoint presentation")),
    ("xl/workbook.bin", ("un classeur binaire (.xlsb)", "a binary workbook (.xlsb)")),
    (
        "content.xml",
        ("un document OpenDocument autre qu’un classeur", "an OpenDocument file that is no workbook"),
    ),
)


def file_kind(path: Path, label: str) -> Literal["workbook", "csv"]:
    """Whether the bytes are those of an .xlsx workbook or of a text table.

    Raises:
        UnreadableFile: neither, or nothing there, or too large, encrypted, cut short, or holding macros.
    """
    if not path.is_file():
        raise UnreadableFile("missing_file", file=label, place=str(path.parent))
    size = path.stat().st_size
    is_table = label.lower().endswith(CSV_SUFFIXES)
    limit = MAXIMUM_TABLE_BYTES if is_table else MAXIMUM_BYTES
    if size > limit:
        code = "table_too_large" if is_table else "too_large"
        raise UnreadableFile(code, file=label, read=-(-size // MEGABYTE), limit=limit // MEGABYTE)
    if size == 0:
        raise UnreadableFile("empty_file", file=label)
    content = path.read_bytes()
    if content.startswith(ZIP):
        if size > MAXIMUM_BYTES:
            limit = MAXIMUM_BYTES // MEGABYTE
            raise UnreadableFile("too_large", file=label, read=-(-size // MEGABYTE), limit=limit)
        check_archive(path, label)
        return "workbook"
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableFile("encrypted", file=label)
        raise disguised(label, ("un ancien document Office (.xls ou .doc)", "an old Office document (.xls or .doc)"))
    for start, name in DISGUISES:
        if content.startswith(start):
            raise disguised(label, name)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise disguised(label, ("une page HTML ou du XML", "an HTML page or XML"))
    if b"\x00" in content and not content.startswith(UTF_16):
        raise disguised(label, ("binaire, d’un type inconnu", "binary, of an unknown type"))
    if not label.lower().endswith(CSV_SUFFIXES):
        raise disguised(label, ("du texte", "plain text"))
    return "csv"


def disguised(label: str, name: tuple[str, str]) -> UnreadableFile:
    """The refusal of a file that is something else than its name says; `name` in French and English."""
    return UnreadableFile("not_a_workbook", file=label, read=name)


def check_archive(path: Path, label: str) -> None:
    """Refuse a broken, oversized, foreign or macro-enabled archive; every part is unpacked once, within the limit."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MAXIMUM_UNPACKED_BYTES:
                limit = MAXIMUM_UNPACKED_BYTES // MEGABYTE
                raise UnreadableFile("zip_bomb", file=label, read=unpacked // MEGABYTE, limit=limit)
            names = {part.filename for part in parts}
            # testzip stops at each part's declared size and compares its checksum: a part that lies is damaged.
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableFile("encrypted", file=label)
            if archive.testzip() is not None:
                raise UnreadableFile("truncated", file=label)
            types = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
            kind = archive.read("mimetype") if "mimetype" in names else b""
            # OpenDocument encrypts its parts one by one and says so in its manifest.
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in names else b""
            if b"encryption-data" in manifest:
                raise UnreadableFile("encrypted", file=label)
            _check_markup(archive, label)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise UnreadableFile("truncated", file=label) from None
    if "xl/vbaProject.bin" in names or b"macroEnabled" in types or label.lower().endswith(".xlsm"):
        raise UnreadableFile("macro_enabled", file=label)
    if kind.startswith(ODS):
        if any(name.startswith(("Basic/", "Scripts/")) and not name.endswith("/") for name in names):
            raise UnreadableFile("macro_enabled", file=label)
        return
    if "xl/workbook.xml" not in names:
        for name, words in OTHER_ARCHIVES:
            if name in names:
                raise disguised(label, words)
        raise disguised(label, ("une archive ZIP", "a ZIP archive"))


def _check_markup(archive: zipfile.ZipFile, label: str) -> None:
    """Refuse a part that declares a document type or entities, wherever its bytes stand."""
    for part in archive.infolist():
        if part.filename.lower().endswith((".xml", ".rels", ".vml")) and part.file_size:
            content = archive.read(part)
            # A part in UTF-16 would hide the words from a search of bytes.
            plain = content.replace(b"\x00", b"") if content[:2] in UTF_16 or b"\x00" in content[:4] else content
            if DOCTYPE.search(plain):
                raise UnreadableFile("document_type", file=label, read=part.filename)


def external_links(path: Path) -> bool:
    """Whether a workbook refers to others; their values are never fetched, only those saved in it are read."""
    with zipfile.ZipFile(path) as archive:
        return any(name.startswith("xl/externalLinks/") for name in archive.namelist())
