"""Cards for the few headline figures of a page, and the bar of the network's totals."""

from dataclasses import dataclass

from markupsafe import Markup

from pages.ui.markup import draw, el


@dataclass(frozen=True)
class FigureCard:
    """One headline figure, every text ready to read; `mark` is a waffle or signs with their words."""

    label: str
    figure: str
    unit: str = ""
    mark: Markup | None = None
    foot: str = ""
    quiet: bool = False


def card_html(card: FigureCard) -> Markup:
    """A card as a list item; `quiet` greys the figure that rests on too few establishments."""
    unit = [" ", el("span", card.unit, class_="o-figure-unit")] if card.unit else None
    return el(
        "li",
        el("p", card.label, class_="o-card-label"),
        el("div", el("span", card.figure, class_="o-figure"), unit),
        el("div", card.mark) if card.mark else None,
        el("p", card.foot, class_="o-foot") if card.foot else None,
        class_="o-card o-figure-quiet" if card.quiet else "o-card",
    )


def figure_cards(items: list[FigureCard]) -> None:
    """Draw up to four cards in one row, two by two on a phone."""
    draw(el("ul", map(card_html, items), class_="o-cards"))


def waffle(on: int, off: int, gone: int) -> Markup:
    """One small square an establishment: full, hollow, dashed. Hidden from screen readers: the figure says it."""
    squares = [el("span")] * on + [el("span", class_="o-off")] * off + [el("span", class_="o-gone")] * gone
    return el("div", squares, class_="o-waffle", aria_hidden="true")


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
        el(
            "li",
            el("span", item.label, class_="o-total-label"),
            el("span", item.figure, class_="o-total o-quiet" if item.quiet else "o-total"),
            el("span", item.coverage, class_="o-total-line"),
            el("span", item.change, class_="o-total-line"),
        )
        for item in items
    ]
    draw(el("ul", parts, class_="o-strip"))
