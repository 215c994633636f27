"""A file that cannot be read is refused in one sentence: where, what was read, what was expected, how to mend it."""

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from string import Formatter

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from etl.extract import UnreadableFile, extract
from etl.extract.refusals import MAXIMUM_BYTES, MAXIMUM_TABLE_BYTES, MAXIMUM_UNPACKED_BYTES, SENTENCES
from etl.forms.hidden_sheets import MAP_SHEET
from etl.forms.survey import write_template
from etl.waves import wave
from indicators.catalogue.model import Language
from tests.unit.survey_tools.spreadsheets import to_ods

WAVE = wave("2025-2026")


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "laval.xlsx"
    write_template(path, WAVE, "fr", "cisss-laval", {"offices_count": 2})
    return path


def refusal(path: Path, label: str | None = None, wave_id: str | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        extract(path, label, wave_id=wave_id)
    return caught.value


def says(refused: UnreadableFile, code: str, french: tuple[str, ...], english: tuple[str, ...] = ()) -> None:
    """The refusal is `code`, and its two sentences hold the words (the English ones by default hold the same)."""
    assert refused.code == code
    spoken: tuple[tuple[Language, tuple[str, ...]], ...] = (("fr", french), ("en", english or french))
    for language, words in spoken:
        sentence = refused.sentence(language)
        for word in words:
            assert word in sentence.replace("\xa0", " "), (word, sentence)
        assert "{" not in sentence
        assert "Traceback" not in sentence


def with_part(good: Path, path: Path, name: str, content: bytes) -> Path:
    """A copy of the good workbook with one more part, or with that part replaced."""
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename != name:
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    return path


def changed(good: Path, path: Path, change: Callable[[Workbook], object]) -> Path:
    workbook = openpyxl.load_workbook(good)
    change(workbook)
    workbook.save(path)
    return path


@pytest.mark.parametrize("code", SENTENCES)
def test_every_refusal_is_said_in_both_languages(code: str) -> None:
    places = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    refused = UnreadableFile(code, **dict.fromkeys(places, "…"))
    assert "file" in places
    assert refused.sentence("fr") != refused.sentence("en")
    assert str(refused) == refused.sentence("fr")


def test_no_file_there(tmp_path: Path) -> None:
    says(refusal(tmp_path / "absent.xlsx"), "missing_file", ("absent.xlsx", str(tmp_path)))
    says(refusal(tmp_path, "dossier"), "missing_file", ("dossier",))


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "vide.xlsx").touch()
    says(refusal(tmp_path / "vide.xlsx"), "empty_file", ("vide.xlsx", "0 octet"), ("vide.xlsx", "0 bytes"))


DISGUISED = [
    ("rapport.xlsx", b"%PDF-1.7 ...", "PDF", "PDF"),
    ("photo.xlsx", b"\x89PNG\r\n\x1a\n", "image PNG", "PNG image"),
    ("page.xlsx", b"\xef\xbb\xbf <html><table></table></html>", "HTML", "HTML"),
    ("ancien.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls", ".xls"),
    ("table.xlsx", b"establishment,period,question,value\n", "du texte", "plain text"),
    ("donnees.csv", b"a,b\x00\x01,c", "binaire", "binary"),
    ("archive.csv", b"\x1f\x8b\x08\x00", "gzip", "gzip"),
]


@pytest.mark.parametrize(("label", "content", "french", "english"), DISGUISED, ids=lambda value: str(value)[:14])
def test_a_disguised_file(tmp_path: Path, label: str, content: bytes, french: str, english: str) -> None:
    (tmp_path / label).write_bytes(content)
    says(refusal(tmp_path / label), "not_a_workbook", (label, french, ".xlsx"), (label, english, ".xlsx"))


@pytest.mark.parametrize(
    ("inside", "french", "english"),
    [
        ("word/document.xml", "Word", "Word"),
        ("ppt/presentation.xml", "PowerPoint", "PowerPoint"),
        ("xl/workbook.bin", ".xlsb", ".xlsb"),
        ("content.xml", ".ods", ".ods"),
        ("photo.jpg", "archive ZIP", "ZIP archive"),
    ],
)
def test_an_archive_that_is_no_workbook(tmp_path: Path, inside: str, french: str, english: str) -> None:
    path = tmp_path / "envoi.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inside, b"<x/>")
    says(refusal(path), "not_a_workbook", ("envoi.xlsx", french), ("envoi.xlsx", english))


def test_an_encrypted_workbook(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + "EncryptedPackage".encode("utf-16-le"))
    says(refusal(path), "encrypted", ("secret.xlsx", "mot de passe"), ("secret.xlsx", "password"))


@pytest.mark.parametrize("kept", [0.999, 0.5, 0.01])
def test_a_truncated_workbook(good: Path, tmp_path: Path, kept: float) -> None:
    content = good.read_bytes()
    path = tmp_path / "coupé.xlsx"
    path.write_bytes(content[: int(len(content) * kept)])
    says(refusal(path), "truncated", ("coupé.xlsx", "incomplet"), ("coupé.xlsx", "incomplete"))


def test_a_workbook_with_a_damaged_byte(good: Path, tmp_path: Path) -> None:
    content = bytearray(good.read_bytes())
    with zipfile.ZipFile(good) as archive:
        start = archive.getinfo("xl/worksheets/sheet5.xml").header_offset + 90
    content[start] ^= 0xFF
    path = tmp_path / "abîmé.xlsx"
    path.write_bytes(content)
    says(refusal(path), "truncated", ("abîmé.xlsx", "endommagé"), ("abîmé.xlsx", "damaged"))


def test_a_sheet_that_is_not_xml(good: Path, tmp_path: Path) -> None:
    path = with_part(good, tmp_path / "t.xlsx", "xl/workbook.xml", b"<workbook><sheets")
    assert refusal(path).code in ("truncated", "not_our_template")


def test_a_workbook_with_macros(good: Path, tmp_path: Path) -> None:
    words = ("macros", ".xlsm", ".xlsx")
    says(refusal(good, "laval.xlsm"), "macro_enabled", ("laval.xlsm", *words))
    path = with_part(good, tmp_path / "laval.xlsx", "xl/vbaProject.bin", b"\x00")
    says(refusal(path), "macro_enabled", ("laval.xlsx", *words))


def test_a_file_too_large(tmp_path: Path) -> None:
    path = tmp_path / "gros.xlsx"
    with path.open("wb") as file:
        file.truncate(MAXIMUM_BYTES + 1)
    says(refusal(path), "too_large", ("gros.xlsx", "21 Mo", "20"), ("gros.xlsx", "21 MB", "20"))


def test_a_zip_bomb_is_never_unpacked(good: Path, tmp_path: Path) -> None:
    path = with_part(good, tmp_path / "bombe.xlsx", "xl/media/image1.bin", bytes(MAXIMUM_UNPACKED_BYTES))
    assert path.stat().st_size < MAXIMUM_BYTES
    says(refusal(path), "zip_bomb", ("bombe.xlsx", "200 Mo"), ("bombe.xlsx", "200 MB"))


def test_a_zip_bomb_that_lies_about_its_size(good: Path, tmp_path: Path) -> None:
    """The declared size is all that is unpacked; the checksum then tells the lie."""
    size = 30 * 1024 * 1024
    path = with_part(good, tmp_path / "menteur.xlsx", "xl/media/image1.bin", bytes(size))
    content = path.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 10))
    path.write_bytes(content)
    says(refusal(path), "truncated", ("menteur.xlsx",))


def test_a_workbook_that_is_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "budget.xlsx"
    book = Workbook()
    book.active.title = "Dépenses"
    book.save(path)
    says(refusal(path), "not_our_template", ("budget.xlsx", "Dépenses", MAP_SHEET, "etl template"))


DAMAGES: list[Callable[[Workbook], object]] = [
    lambda book: book[MAP_SHEET].delete_rows(20),
    lambda book: book[MAP_SHEET].delete_cols(5),
    lambda book: book[MAP_SHEET].insert_rows(1),
    lambda book: book[MAP_SHEET].delete_rows(1, 400),
    lambda book: setattr(book[MAP_SHEET]["D12"], "value", "n’importe quoi"),
    lambda book: setattr(book[MAP_SHEET]["A12"], "value", "salaries_of_everyone"),
    lambda book: setattr(book[MAP_SHEET]["B5"], "value", "vrai"),
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_map_that_someone_changed(good: Path, tmp_path: Path, damage: Callable[[Workbook], object]) -> None:
    path = changed(good, tmp_path / "laval.xlsx", damage)
    says(refusal(path), "not_our_template", ("laval.xlsx", "Consignes", MAP_SHEET))


@pytest.mark.parametrize(("version", "code"), [("2026.0", "older_template"), ("2027.1", "newer_template")])
def test_another_version_of_the_template(good: Path, tmp_path: Path, version: str, code: str) -> None:
    def change(book: Workbook) -> None:
        book[MAP_SHEET]["B2"] = version

    path = changed(good, tmp_path / "laval.xlsx", change)
    says(refusal(path), code, (version, "2026.1", "2025-2026", f"{MAP_SHEET}!B2"))


def test_the_wave_of_another_year(good: Path) -> None:
    words = ("laval.xlsx", "2025-2026", "2024-2025", f"{MAP_SHEET}!B3")
    says(refusal(good, wave_id="2024-2025"), "wrong_wave", words)


def test_a_wave_that_does_not_exist(good: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book[MAP_SHEET]["B3"] = "2031-2032"

    path = changed(good, tmp_path / "laval.xlsx", change)
    says(refusal(path), "unknown_wave", ("2031-2032", "2023-2024, 2024-2025, 2025-2026"))


IDENTITIES = [
    ("", "cisss-lune", "unknown_establishment", ("cisss-lune", "A Identification!D6", "cisss-laval")),
    ("", None, "no_establishment", ("A Identification!D6", "cisss-laval")),
    ("", "ccsssbj", "not_in_frame", ("ccsssbj", "A Identification!D6", "30")),
    ("cisss-laval", "chum", "establishment_mismatch", ("chum", "A Identification!D6", "cisss-laval")),
    ("cisss-laval", "cisss-lune", "unknown_establishment", ("cisss-lune", "A Identification!D6")),
]


@pytest.mark.parametrize(("made_for", "typed", "code", "words"), IDENTITIES)
def test_an_establishment_that_cannot_be_received(
    tmp_path: Path, made_for: str, typed: str | None, code: str, words: tuple[str, ...]
) -> None:
    path = tmp_path / "t.xlsx"
    write_template(path, WAVE, "fr", made_for or None, {"establishment_id": typed})
    says(refusal(path), code, ("t.xlsx", *words))


TABLES = [
    ("a,b,c\n1,2,3\n", "csv_columns", ("« a », « b », « c »", "establishment"), ("establishment, period",)),
    ("establishment,period,question\n", "csv_columns", ("value",), ()),
    ("establishment,period,question,value\n\n", "csv_no_answer", (), ()),
    (
        "establishment,period,question,value\ncisss-lune,2025-2026,offices_count,2\n",
        "unknown_establishment",
        ("cisss-lune", "t!A2"),
        (),
    ),
    (
        "établissement;période;question;valeur\nchum;2031-2032;offices_count;2\n",
        "unknown_wave",
        ("2031-2032", "t!B2"),
        (),
    ),
    ('establishment,period,question,value\nchum,2025-2026,offices_count,"2\n', "csv_quotes", (), ()),
]


@pytest.mark.parametrize(("text", "code", "french", "english"), TABLES)
def test_a_csv_that_cannot_be_read(
    tmp_path: Path, text: str, code: str, french: tuple[str, ...], english: tuple[str, ...]
) -> None:
    (tmp_path / "t.csv").write_text(text, "utf-8")
    says(refusal(tmp_path / "t.csv"), code, ("t.csv", *french), ("t.csv", *english))


def test_a_csv_of_another_wave(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("establishment,period,question,value\nchum,2025-2026,offices_count,2\n", "utf-8")
    says(refusal(tmp_path / "t.csv", wave_id="2024-2025"), "wrong_wave", ("2025-2026", "2024-2025", "t!B2"))


def test_the_content_decides_and_the_label_is_what_people_see(good: Path, tmp_path: Path) -> None:
    """Files are kept under their hash, without an ending: only the label carries the name that people know."""
    stored = tmp_path / "0f3a9c"
    stored.write_bytes(good.read_bytes())
    assert extract(stored, "laval.xlsx").establishment_id == "cisss-laval"
    says(refusal(stored, "laval.xlsx", wave_id="2024-2025"), "wrong_wave", ("laval.xlsx",))


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>'


@pytest.mark.parametrize("content", [ENTITIES, ENTITIES.decode().encode("utf-16")])
def test_a_part_that_declares_entities(good: Path, tmp_path: Path, content: bytes) -> None:
    path = with_part(good, tmp_path / "entités.xlsx", "xl/worksheets/sheet1.xml", content)
    says(refusal(path), "document_type", ("entités.xlsx", "xl/worksheets/sheet1.xml"))


def test_links_to_other_workbooks_are_never_followed(good: Path, tmp_path: Path) -> None:
    part = b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
    path = with_part(good, tmp_path / "liens.xlsx", "xl/externalLinks/externalLink1.xml", part)
    found = extract(path)
    assert found.establishment_id == "cisss-laval"
    (note,) = [item for item in found.notes if item.code == "external_links"]
    assert note.message_fr != note.message_en


def ods(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_opendocument_traps(tmp_path: Path) -> None:
    table = b"<office:document-content/>"
    macros = ods(tmp_path / "macros.ods", {"content.xml": table, "Basic/Standard/Module1.xml": b"<x/>"})
    says(refusal(macros), "macro_enabled", ("macros.ods",))
    swelling = ods(tmp_path / "entités.ods", {"content.xml": ENTITIES})
    says(refusal(swelling), "document_type", ("entités.ods", "content.xml"))
    bomb = ods(tmp_path / "bombe.ods", {"content.xml": table})
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Pictures/1.bin", bytes(MAXIMUM_UNPACKED_BYTES))
    says(refusal(bomb), "zip_bomb", ("bombe.ods",))
    secret = ods(
        tmp_path / "secret.ods",
        {"content.xml": b"\x01\x02", "META-INF/manifest.xml": b"<manifest:encryption-data/>"},
    )
    says(refusal(secret), "encrypted", ("secret.ods", "mot de passe"), ("secret.ods", "password"))
    broken = ods(tmp_path / "vide.ods", {"content.xml": table})
    assert refusal(broken).code in ("truncated", "not_our_template")


def test_a_table_of_text_has_a_limit_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "gros.csv"
    with path.open("wb") as file:
        file.truncate(MAXIMUM_TABLE_BYTES + 1)
    says(refusal(path), "table_too_large", ("gros.csv", "65 Mo", "64"), ("gros.csv", "65 MB", "64"))


def test_the_template_saved_as_opendocument_gives_the_same_answers(good: Path, tmp_path: Path) -> None:
    copy = tmp_path / "laval.xlsx"
    copy.write_bytes(good.read_bytes())
    one, other = extract(copy), extract(to_ods(copy))
    assert (other.establishment_id, other.wave_id, other.kind) == (
        one.establishment_id,
        one.wave_id,
        one.kind,
    )
    assert other.cells.equals(one.cells)
