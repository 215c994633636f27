"""Style sheets, and headings, notes, lists and links in the classes of the base sheet (`o-…`, never Streamlit's)."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from indicators.charts.theme import COLOURS
from pages.ui.markup import Child, draw, el, join
from pages.ui.signs import sign_css

FOLDER = Path(__file__).parent / "css"


@lru_cache
def style_sheet(name: str) -> Markup:
    """The rules of css/<name>.css as a style element; the base sheet also draws the signs."""
    rules = (FOLDER / f"{name}.css").read_text("utf-8")
    return el("style", Markup(_colours() + rules + sign_css() if name == "base" else rules))


def _colours() -> str:
    """The colours as CSS variables: `--o-accent` is the accent of the theme that is on."""
    pairs = {name.replace("_", "-"): pair for name, pair in COLOURS.items() if isinstance(pair[0], str)}
    lines = "".join(f"--o-{name}: light-dark({light}, {dark});" for name, (light, dark) in pairs.items())
    return f":root {{{lines}}}"


def send_styles(name: str = "base") -> None:
    """Send a style sheet: the frame sends the base one first, then a page sends those it uses beside it."""
    draw(style_sheet(name))


def heading(eyebrow: str, finding: str, subtitle: str = "") -> None:
    """The page's only h1: the finding, with what it rests on under it."""
    draw(el("p", eyebrow, class_="o-eyebrow"), el("h1", finding, class_="o-h1"), _subtitle(subtitle))


def section(finding: str, subtitle: str = "", *, chart: bool = False, fragment_id: str = "") -> None:
    """A part of the page: an h2 and its subtitle; `chart` makes it the title of a chart."""
    draw(section_html(finding, subtitle, chart=chart, fragment_id=fragment_id))


def section_html(finding: str, subtitle: str = "", *, chart: bool = False, fragment_id: str = "") -> Markup:
    """The HTML of `section`, for a block drawn whole."""
    look = "o-h2 o-h2-chart" if chart else "o-h2"
    return join([el("h2", finding, class_=look, id=fragment_id or None), _subtitle(subtitle)])


def _subtitle(words: str) -> Markup | None:
    return el("p", words, class_="o-sub") if words else None


def text(*words: Child) -> None:
    """A paragraph of body text."""
    draw(el("p", words, class_="o-text"))


def note(*words: Child) -> None:
    """A quiet line under what it comments."""
    draw(el("p", words, class_="o-note"))


def hidden(*words: Child) -> Markup:
    """Words for those who do not see the sign, bar or scale beside them."""
    return el("span", words, class_="o-hidden")


def quiet_line(*words: Child) -> Markup:
    """A quiet line under the main one of a cell or a list item."""
    return el("span", words, class_="o-line")


def bullets(items: Iterable[Child], class_: str = "o-list", **attributes: object) -> Markup:
    """A list, one bullet an item."""
    return el("ul", [el("li", item) for item in items], class_=class_, **attributes)


def code_label(code: str) -> Markup:
    """The code of a recommendation, a region or an indicator before its name."""
    return el("span", code, class_="o-code")


def kind_label(words: str) -> Markup:
    """A kind in a small frame before its sentence; nothing for an empty one."""
    return join([el("span", words, class_="o-tag"), " "]) if words else Markup()


def link_html(href: str, words: str) -> Markup:
    """A link; take `href` from `url_state.link`, which keeps language and version."""
    return el("a", words, class_="o-link", href=href, target="_self")
