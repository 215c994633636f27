"""Cards for the few headline figures of a page, and the strip of the network totals."""

from dataclasses import dataclass
from html import escape

import streamlit as st


@dataclass(frozen=True)
class FigureCard:
    """One headline figure, every text ready to read. `mark` is HTML (a waffle, signs with words)."""

    label: str
    figure: str
    unit: str = ""
    mark: str = ""
    foot: str = ""
    quiet: bool = False


def card_html(card: FigureCard) -> str:
    """A card as a list item; `quiet` greys the figure that rests on too few establishments."""
    mark = f"<div>{card.mark}</div>" if card.mark else ""
    foot = f'<p class="o-foot">{escape(card.foot)}</p>' if card.foot else ""
    unit = f' <span class="o-figure-unit">{escape(card.unit)}</span>' if card.unit else ""
    look = "o-card o-figure-quiet" if card.quiet else "o-card"
    return (
        f'<li class="{look}"><p class="o-card-label">{escape(card.label)}</p>'
        f'<div><span class="o-figure">{escape(card.figure)}</span>{unit}</div>{mark}{foot}</li>'
    )


def figure_cards(items: list[FigureCard]) -> None:
    """Draw up to four cards in one row, two by two on a phone."""
    st.html(f'<ul class="o-cards">{"".join(card_html(item) for item in items)}</ul>')


def waffle(on: int, off: int, gone: int) -> str:
    """One small square an establishment: full, hollow, dashed. Decoration: the figure beside it says it all."""
    squares = "<span></span>" * on + '<span class="o-off"></span>' * off + '<span class="o-gone"></span>' * gone
    return f'<div class="o-waffle" aria-hidden="true">{squares}</div>'


@dataclass(frozen=True)
class Total:
    """One network total, every text ready to read."""

    label: str
    figure: str
    coverage: str
    change: str
    quiet: bool = False


def totals_bar(items: list[Total]) -> None:
    """Draw the network totals side by side."""
    parts = [
        f'<li><span class="o-total-label">{escape(item.label)}</span>'
        f'<span class="o-total{" o-quiet" if item.quiet else ""}">{escape(item.figure)}</span>'
        f'<span class="o-total-line">{escape(item.coverage)}</span>'
        f'<span class="o-total-line">{escape(item.change)}</span></li>'
        for item in items
    ]
    st.html(f'<ul class="o-strip">{"".join(parts)}</ul>')
