"""Summary tables: real tables with row and column headers, which become blocks on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from pages.ui.markup import Child, draw, el, join
from pages.ui.styles import hidden, quiet_line

#: From this many columns on, a table becomes blocks on a tablet too.
WIDE = 7


@dataclass(frozen=True)
class TableColumn:
    """A column: its head, whether its cells are numbers, and the label that precedes them on a phone.

    `phone` empty leaves the cell without a label where the content speaks alone; `width` is a share of the table, in
    percent.
    """

    head: str
    number: bool = False
    phone: str = ""
    width: int = 0


def cell(main: str, under: str = "", *, strong: bool = False) -> Markup:
    """A main line and a quiet line under it."""
    return join([el("span", main, class_="o-strong") if strong else main, quiet_line(under) if under else None])


def summary_table(caption: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[Child]]) -> None:
    """Draw a table of at most about thirty rows; the first cell of a row is its header.

    `caption` says what the table holds to those who do not see it.
    """
    draw(table_html(caption, columns, rows))


def table_html(caption: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[Child]]) -> Markup:
    """The HTML of `summary_table`. Roles are written out: a table shown as blocks would lose them."""
    looks = ["o-num" if column.number else None for column in columns]
    heads = [
        el(
            "th",
            column.head,
            scope="col",
            role="columnheader",
            class_=look,
            style=f"width:{column.width}%" if column.width else None,
        )
        for column, look in zip(columns, looks, strict=True)
    ]
    lines = []
    for row in rows:
        cells = [el("th", row[0], scope="row", role="rowheader")]
        cells += [
            el("td", content, role="cell", class_=look, data_l=column.phone or None)
            for column, look, content in zip(columns[1:], looks[1:], row[1:], strict=True)
        ]
        lines.append(el("tr", cells, role="row"))
    return el(
        "table",
        el("caption", caption, class_="o-hidden"),
        el("thead", el("tr", heads, role="row"), role="rowgroup"),
        el("tbody", lines, role="rowgroup"),
        class_="o-table o-table-wide" if len(columns) >= WIDE else "o-table",
        role="table",
    )


def scale_head(low: str, middle: str, high: str, words: str) -> Markup:
    """The head of a dot-range column: the ends of its scale, and hidden words for what it draws."""
    ends = [el("span", end) for end in (low, middle, high)]
    return join([hidden(words), el("span", ends, class_="o-scale", aria_hidden="true")])


def dot_range(
    value: float | None,
    low: float | None,
    high: float | None,
    previous: float | None,
    tone: str,
    bounds: tuple[float, float] = (0, 100),
) -> Markup:
    """Interval, ring of the previous wave, disc of this one, on one scale; hidden from screen readers.

    The cells beside it say the same numbers. A null value draws the scale alone.
    """
    left, right = bounds

    def at(number: float) -> str:
        return f"{min(max((number - left) / (right - left), 0), 1) * 100:.1f}%"

    marks = [el("i", style=f"left:{quarter}%") for quarter in (0, 25, 50, 75, 100)]
    if value is not None and low is not None and high is not None:
        marks.append(el("span", class_="o-range-line", style=f"left:{at(low)};width:calc({at(high)} - {at(low)})"))
    if previous is not None:
        marks.append(el("span", class_="o-range-ring", style=f"left:{at(previous)}"))
    if value is not None:
        marks.append(el("span", class_="o-range-disc", style=f"left:{at(value)}"))
    return el("span", marks, class_=f"o-range o-{tone}", aria_hidden="true")
