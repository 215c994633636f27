"""« À corriger »: the sheet that lists every cell to look at, with a link to each. It is never read back."""

from collections.abc import Sequence

from etl.feedback.corrected.package import DECLARATION, NO_RELATIONS, OFFICE, WORKBOOK, Package, relations_of
from etl.feedback.corrected.sheet import address_of
from etl.feedback.corrected.styles import ERROR, HEAD, MAIN, WARNING, WorkbookStyles
from etl.feedback.corrected.xml import Edits, Node, parse, prefix_of, retagged, written
from etl.feedback.report import Finding, next_step
from etl.forms.styles import ACCENT, FICTITIOUS, FICTITIOUS_INK, INK2
from etl.forms.survey.plan import CORRECTIONS_SHEETS
from indicators.catalogue.model import Language
from indicators.exports.harmless import harmless
from indicators.wording.language import say

PART_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
#: Heads and widths, in characters.
COLUMNS = (
    ("Cellule", 24),
    ("Suite", 13),
    ("Question", 44),
    ("Lu", 26),
    ("Réponse attendue", 36),
    ("Exemple", 14),
)
COLUMNS += (("Constat", 60),)
LINE = 14.5


def sheet_xml(
    findings: Sequence[Finding],
    notices: Sequence[str],
    is_fictitious: bool,
    styles: WorkbookStyles,
    language: Language,
) -> bytes:
    """The sheet: what to do, then one line a problem, its cell a link.

    Args:
        notices: sentences that stand above the table.
    """
    rows: list[str] = []
    links: list[str] = []

    def put(cells: Sequence[tuple[str, int]], height: float) -> int:
        number = len(rows) + 1
        content = "".join(
            f'<c r="{address_of((number, column))}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
            f"{written(harmless(text))}</t></is></c>"
            for column, (text, style) in enumerate(cells, start=1)
        )
        rows.append(f'<row r="{number}" ht="{height}" customHeight="1">{content}</row>')
        return number

    title = styles.text(size=16, bold=True)
    put([(CORRECTIONS_SHEETS[language], title)], 24)
    if is_fictitious:
        band = styles.text(bold=True, ink=FICTITIOUS_INK, fill=FICTITIOUS)
        put([(say("Données fictives", language), band), *[("", band)] * (len(COLUMNS) - 1)], 18)
    first_notice = len(rows) + 1
    for text in notices:
        put([(text, styles.text(ink=INK2))], LINE * _lines(text, sum(width for _, width in COLUMNS)) + 3)
    merged = [f"A{row}:G{row}" for row in (1, *range(first_notice, len(rows) + 1))]
    head = put([(say(name, language), styles.text(**HEAD)) for name, _ in COLUMNS], 20)
    for item in findings:
        fill = ERROR.fill if item.is_error else WARNING.fill
        plain, linked = styles.text(rule=True), styles.text(rule=True, ink=ACCENT, link=True)
        texts = _texts(item, language)
        looks = [linked if item.address else plain, styles.text(rule=True, fill=fill, bold=item.is_error)]
        looks += [plain] * (len(COLUMNS) - 2)
        height = max(_lines(text, width - 2) for text, (_, width) in zip(texts, COLUMNS, strict=True))
        row = put(list(zip(texts, looks, strict=True)), min(LINE * height + 4, 400))
        if item.address:
            quoted = item.sheet.replace("'", "''")
            place = written(f"'{quoted}'!{item.address}").replace('"', "&quot;")
            links.append(f'<hyperlink ref="A{row}" location="{place}"/>')
    return _assembled(rows, links, merged, head).encode()


def _assembled(rows: list[str], links: list[str], merged: list[str], head: int) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>'
        for at, (_, width) in enumerate(COLUMNS, start=1)
    )
    ranges = "".join(f'<mergeCell ref="{item}"/>' for item in merged)
    return (
        f'{DECLARATION.decode()}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetPr><tabColor rgb="FF{ERROR.edge}"/>'
        '<pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" tabSelected="1" '
        f'workbookViewId="0"><pane ySplit="{head}" topLeftCell="A{head + 1}" activePane="bottomLeft" state="frozen"/>'
        f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f"<sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A{head}:G{max(len(rows), head + 1)}"/>'
        f'<mergeCells count="{len(merged)}">{ranges}</mergeCells>'
        + (f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else "")
        + '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _texts(item: Finding, language: Language) -> list[str]:
    """The texts of one line, in the order of `COLUMNS`."""
    question = " · ".join(part for part in (item.code, item.question) if part)
    read = item.read if item.read is not None else say("(vide)", language)
    place = item.cell or say("(tout le fichier)", language)
    awaited = (item.expected or "", item.example or "", item.message)
    return [place, next_step(item, language), question, read if item.address else "", *awaited]


def _lines(text: str, width: float) -> int:
    return sum(max(1, -(-len(line) // int(width))) for line in text.split("\n"))


def insert_first(package: Package, xml: bytes, language: Language) -> None:
    """Make it the first sheet and the one that opens; an earlier list gives way to it, where it stands."""
    held = next((sheet for sheet in package.sheets() if sheet.name in CORRECTIONS_SHEETS.values()), None)
    workbook = package.read(WORKBOOK)
    root = parse(workbook)
    edits = Edits(workbook)
    at = 0
    if held is not None:
        at = [sheet.name for sheet in package.sheets()].index(held.name)
        package.write(held.part, xml)
        if relations_of(held.part) in package:
            package.write(relations_of(held.part), NO_RELATIONS)
        edits.replace(
            held.node.start,
            held.node.opened,
            retagged(held.node, {"name": CORRECTIONS_SHEETS[language]}),
        )
    else:
        part = package.free("xl/worksheets/sheet{}.xml")
        package.write(part, xml)
        package.declare(part, PART_TYPE)
        relation = package.relate(WORKBOOK, "worksheet", part)
        sheets = root.child("sheets")
        assert sheets is not None
        number = max(int(item.attributes["sheetId"]) for item in sheets.children) + 1
        known = prefix_of(root, OFFICE)
        link = f'{known}id="{relation}"' if known else f'xmlns:o_r="{OFFICE}" o_r:id="{relation}"'
        tag = f'<{sheets.prefix}sheet name="{CORRECTIONS_SHEETS[language]}" sheetId="{number}" {link}/>'
        edits.insert(sheets.opened, tag.encode())
        _shift_names(edits, root)
    _open_at(edits, root, at)
    package.write(WORKBOOK, edits.applied())


def _shift_names(edits: Edits, root: Node) -> None:
    """A name of one sheet says which by its order; they all come one later."""
    names = root.child("definedNames")
    for item in names.children if names else ():
        local = item.attributes.get("localSheetId")
        if local is not None:
            edits.replace(item.start, item.opened, retagged(item, {"localSheetId": str(int(local) + 1)}))


def _open_at(edits: Edits, root: Node, at: int) -> None:
    views = root.child("bookViews")
    for view in views.children if views else ():
        edits.replace(view.start, view.opened, retagged(view, {"activeTab": str(at), "firstSheet": None}))
