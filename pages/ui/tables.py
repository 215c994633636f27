"""Summary tables: real tables with row and column headers, which become blocks on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

#: From this many columns on, a table becomes blocks on a tablet too.
WIDE = 7


@dataclass(frozen=True)
class TableColumn:
    """A column: its head, whether its cells are numbers, and the label that precedes them on a phone.

    `phone` empty leaves the cell without a label where the content speaks alone; `head_html` replaces the head;
    `width` is a share of the table, in percent.
    """

    head: str
    number: bool = False
    phone: str = ""
    head_html: str = ""
    width: int = 0


def cell(main: str, under: str = "", *, strong: bool = False) -> str:
    """Plain texts as a cell: a main line and a quiet line under it."""
    first = f'<span class="o-strong">{escape(main)}</span>' if strong else escape(main)
    return first + (f'<span class="o-line">{escape(under)}</span>' if under else "")


def summary_table(caption: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> None:
    """Draw a table of at most about thirty rows; cells are HTML, the first of a row is its header.

    `caption` says what the table holds to those who do not see it.
    """
    st.html(table_html(caption, columns, rows))


def table_html(caption: str, columns: Sequence[TableColumn], rows: Sequence[Sequence[str]]) -> str:
    """The HTML of `summary_table`. Roles are written out: a table shown as blocks would lose them."""
    heads = "".join(
        f'<th scope="col" role="columnheader"{_look(column)}{_width(column)}>{column.head_html or escape(column.head)}</th>'
        for column in columns
    )
    lines = []
    for row in rows:
        cells = [f'<th scope="row" role="rowheader">{row[0]}</th>']
        for column, content in zip(columns[1:], row[1:], strict=True):
            label = f' data-l="{escape(column.phone)}"' if column.phone else ""
            cells.append(f'<td role="cell"{_look(column)}{label}>{content}</td>')
        lines.append(f'<tr role="row">{"".join(cells)}</tr>')
    look = "o-table o-table-wide" if len(columns) >= WIDE else "o-table"
    return (
        f'<table class="{look}" role="table"><caption class="o-hidden">{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(lines)}</tbody></table>'
    )


def _look(column: TableColumn) -> str:
    return ' class="o-num"' if column.number else ""


def _width(column: TableColumn) -> str:
    return f' style="width:{column.width}%"' if column.width else ""


def scale_head(low: str, middle: str, high: str, words: str) -> str:
    """The head of a dot-range column: the ends of its scale, and hidden words for what it draws."""
    ends = "".join(f"<span>{escape(end)}</span>" for end in (low, middle, high))
    return f'<span class="o-hidden">{escape(words)}</span><span class="o-scale" aria-hidden="true">{ends}</span>'


def dot_range(
    value: float | None,
    low: float | None,
    high: float | None,
    previous: float | None,
    tone: str,
    bounds: tuple[float, float] = (0, 100),
) -> str:
    """Interval, ring of the previous wave, disc of this one, on one scale; hidden from screen readers.

    The cells beside it say the same numbers. A null value draws the scale alone.
    """
    left, right = bounds
    span = right - left

    def at(number: float) -> str:
        return f"{min(max((number - left) / span, 0), 1) * 100:.1f}%"

    grid = "".join(f'<i style="left:{quarter}%"></i>' for quarter in (0, 25, 50, 75, 100))
    marks = ""
    if value is not None and low is not None and high is not None:
        width = f"calc({at(high)} - {at(low)})"
        marks += f'<span class="o-range-line" style="left:{at(low)};width:{width}"></span>'
    if previous is not None:
        marks += f'<span class="o-range-ring" style="left:{at(previous)}"></span>'
    if value is not None:
        marks += f'<span class="o-range-disc" style="left:{at(value)}"></span>'
    return f'<span class="o-range o-{tone}" aria-hidden="true">{grid}{marks}</span>'
