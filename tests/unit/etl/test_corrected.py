"""The corrected workbook: what changes in the file is what must, whoever wrote it and whatever it holds."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from PIL import Image

from etl.extract import extract
from etl.feedback.corrected import SIGN, write_corrected
from etl.feedback.corrected.sheet import address_of, cell_ref
from etl.feedback.corrected.xml import DamagedPart, parse, written
from etl.feedback.report import Finding
from tests.builders.defects import whole_workbook

FINDING = Finding(
    severity="error",
    rule="not_a_number",
    cell="D Budget!D7",
    sheet="D Budget",
    address="D7",
    question_id="budget_total_cad",
    code="D020",
    question="Budget total",
    read="=24,5 k",
    expected="un montant en dollars attendu",
    example="24 500",
    message="« =24,5 k » lu; un montant en dollars attendu, par exemple « 24 500 ».",
)


def at(sheet: str, address: str, severity: str = "error") -> Finding:
    return replace(FINDING, sheet=sheet, address=address, cell=f"{sheet}!{address}", severity=severity)  # pyright: ignore[reportArgumentType]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_only_the_parts_that_must_change_change(tmp_path: Path) -> None:
    source, out = whole_workbook(tmp_path / "a.xlsx"), tmp_path / "b.xlsx"
    write_corrected(source, [FINDING], out, "fr")
    before, after = parts(source), parts(out)
    new = set(after) - set(before)
    assert new == {
        # The list, the comments of one sheet, their boxes, and what leads to these.
        "xl/worksheets/sheet17.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        "xl/worksheets/_rels/sheet5.xml.rels",
    }
    assert set(before) <= set(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",  # the new parts
        "xl/workbook.xml",  # the list comes first and opens
        "xl/_rels/workbook.xml.rels",  # the list
        "xl/styles.xml",  # the colours
        "xl/worksheets/sheet1.xml",  # its tab is selected no more
        "xl/worksheets/sheet5.xml",  # the marked cell
    }
    # In the marked sheet, one cell has another style and a drawing is linked: nothing else.
    mended = re.sub(rb'(<c r="D7") s="\d+"', rb'\1 s="19"', after["xl/worksheets/sheet5.xml"])
    mended = re.sub(rb"<legacyDrawing[^>]*/>", b"", mended)
    original = re.sub(rb'(<c r="D7") s="\d+"', rb'\1 s="19"', before["xl/worksheets/sheet5.xml"])
    assert mended == original


def test_the_same_problems_give_the_same_bytes(tmp_path: Path) -> None:
    source = whole_workbook(tmp_path / "a.xlsx")
    for name in ("b.xlsx", "c.xlsx"):
        write_corrected(source, [FINDING], tmp_path / name, "en")
    assert (tmp_path / "b.xlsx").read_bytes() == (tmp_path / "c.xlsx").read_bytes()


def test_validations_protection_names_formulas_and_pictures_stay(tmp_path: Path) -> None:
    source, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    picture = BytesIO()
    Image.new("RGB", (20, 20), "red").save(picture, "PNG")
    with xlsxwriter.Workbook(source) as book:
        sheet = book.add_worksheet("Données d'équipe")
        other = book.add_worksheet("Autre")
        sheet.write_row(0, 0, ["Établissement", "ETC", "Total"])
        sheet.write_row(1, 0, ["chum", "trois"])
        sheet.write_formula(1, 2, "=B2*2", None, 6)
        sheet.data_validation("B2", {"validate": "list", "source": ["1", "2"]})
        sheet.conditional_format("B2", {"type": "blanks", "format": book.add_format({"bold": True})})
        sheet.insert_image("E2", "p.png", {"image_data": picture})
        sheet.merge_range("A5:B6", "fusion")
        sheet.repeat_rows(0)
        other.repeat_rows(0)
        other.activate()
        book.define_name("Autre!local", "=Autre!$A$1")
    findings = [at("Données d'équipe", place) for place in ("B2", "B6", "D2", "C9", "A1")]
    write_corrected(source, findings, out, "fr", is_fictitious=True)
    book = openpyxl.load_workbook(out)
    sheet = book["Données d'équipe"]
    assert book.sheetnames == ["À corriger", "Données d'équipe", "Autre"]
    assert book.active.title == "À corriger"
    assert [bool(item.sheet_view.tabSelected) for item in book.worksheets] == [True, False, False]
    assert sheet["C2"].value == "=B2*2"
    assert openpyxl.load_workbook(out, data_only=True)["Données d'équipe"]["C2"].value == 6
    assert [str(item.sqref) for item in sheet.data_validations.dataValidation] == ["B2"]
    assert len(sheet._images) == 1  # type: ignore[attr-defined]
    assert [str(item) for item in sheet.merged_cells.ranges] == ["A5:B6"]
    assert sheet.print_title_rows == "$1:$1"
    assert book["Autre"].print_title_rows == "$1:$1"
    assert book["Autre"].defined_names["local"].value == "Autre!$A$1"
    # B6 is hidden under A5, D2 and C9 were not there at all.
    commented = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    assert commented == {"A1", "A5", "B2", "C9", "D2"}
    assert all(sheet[place].fill.fgColor.rgb == "FFFBE9DC" for place in commented)
    texts = [cell.value for row in book["À corriger"].iter_rows() for cell in row if cell.value]
    assert "Données fictives" in texts
    assert "'=24,5 k" in texts
    assert not [text for text in texts if str(text).startswith("=")]


def test_the_comments_of_others_stay(tmp_path: Path) -> None:
    source, out, again = (tmp_path / name for name in ("a.xlsx", "b.xlsx", "c.xlsx"))
    book = openpyxl.load_workbook(whole_workbook(tmp_path / "w.xlsx"))
    book["D Budget"]["D7"].comment = Comment("Voir avec les finances", "Ada")
    book["D Budget"]["D9"].comment = Comment("À part", "Ada")
    book.save(source)
    write_corrected(source, [FINDING, at("D Budget", "D8", "warning")], out, "fr")
    sheet = openpyxl.load_workbook(out)["D Budget"]
    assert sheet["D7"].comment.text.startswith("Voir avec les finances\n\n" + SIGN)
    assert sheet["D7"].comment.author == "Ada"
    assert sheet["D8"].comment.text.startswith(SIGN + "à confirmer")
    assert sheet["D9"].comment.text == "À part"
    write_corrected(out, [at("D Budget", "D8")], again, "fr")
    sheet = openpyxl.load_workbook(again)["D Budget"]
    assert sheet["D7"].comment.text == "Voir avec les finances"
    assert sheet["D8"].comment.text.startswith(SIGN + "à corriger")
    assert sheet["D7"].border.left.style == "thin"
    # As many boxes as comments: none was left behind.
    (drawing,) = [content for name, content in parts(again).items() if name.endswith(".vml")]
    assert len(re.findall(rb"<\w+:Row>", drawing)) == 3


def test_a_csv_becomes_a_workbook_with_the_same_cells(tmp_path: Path) -> None:
    source, out = tmp_path / "réponses.csv", tmp_path / "b.xlsx"
    lines = "établissement;période;question;valeur\ncisss-laval;2025-2026;offices_count;=1+1\n"
    source.write_text(lines, encoding="cp1252")
    cells = extract(source).cells.filter(cell="D2")
    write_corrected(source, [at(cells["sheet"].item(), "D2")], out, "fr", label="réponses.csv")
    book = openpyxl.load_workbook(out)
    sheet = book["réponses"]
    assert [cell.value for cell in sheet[2]] == ["cisss-laval", "2025-2026", "offices_count", "=1+1"]
    assert sheet["D2"].data_type == "s"
    assert sheet["D2"].comment is not None
    texts = [cell.value for row in book["À corriger"].iter_rows() for cell in row if cell.value]
    assert any("réponses.csv" in text for text in texts)


def test_a_problem_of_a_sheet_that_is_gone_is_listed_without_a_link(tmp_path: Path) -> None:
    out = tmp_path / "b.xlsx"
    write_corrected(whole_workbook(tmp_path / "a.xlsx"), [at("Z Absente", "D7")], out, "en")
    listed = openpyxl.load_workbook(out)["To correct"]
    assert [cell for row in listed.iter_rows() for cell in row if cell.hyperlink] == []
    assert "Z Absente!D7" in [cell.value for row in listed.iter_rows() for cell in row]


def test_elements_written_with_a_prefix_are_found(tmp_path: Path) -> None:
    """Some programs write <x:c> where others write <c>."""
    source, out = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    plain = whole_workbook(tmp_path / "w.xlsx")
    with zipfile.ZipFile(source, "w") as target:
        for name, content in parts(plain).items():
            if name in ("xl/worksheets/sheet5.xml", "xl/styles.xml"):
                content = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", content).replace(b" xmlns=", b" xmlns:x=")
            target.writestr(name, content)
    write_corrected(source, [FINDING, at("D Budget", "H40")], out, "fr")
    sheet = openpyxl.load_workbook(out)["D Budget"]
    for place in ("D7", "H40"):
        assert sheet[place].fill.fgColor.rgb == "FFFBE9DC"
        assert sheet[place].comment is not None
    assert extract(out).cells.equals(extract(plain).cells)


@pytest.mark.parametrize("address", ["A1", "Z9", "AA10", "XFD1048576", "D14"])
def test_addresses_go_there_and_back(address: str) -> None:
    assert address_of(cell_ref(address)) == address


@pytest.mark.parametrize("content", [b"<a><b></a>", b"", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'])
def test_a_damaged_part_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedPart):
        parse(content)


def test_what_xml_cannot_hold_is_replaced() -> None:
    assert written("a\x00<b>\x1f") == "a\ufffd&lt;b&gt;\ufffd"
