"""HTML by construction: elements escape their own text and attributes, so no page escapes by hand.

`el("p", "R & D", class_="o-text")` is `<p class="o-text">R &amp; D</p>`. A `Markup` child stands as it is; any other
text is escaped. Nothing outside this file writes a tag.
"""

from collections.abc import Iterable

import streamlit as st
from markupsafe import Markup, escape

#: Elements that have no content and no closing tag.
VOID = frozenset({"br", "hr", "img", "input", "col", "wbr", "meta", "link", "source"})

#: What may stand inside an element: text (escaped), markup (as it is), nothing, or several of these.
Child = str | None | Iterable["Child"]


def el(tag: str, *children: Child, **attributes: object) -> Markup:
    """One element with its children and attributes.

    Args:
        children: text, markup, None (left out) or iterables of these.
        attributes: `class_` and `for_` lose their underscore, other underscores become hyphens (`aria_label`,
            `data_part`); None and False leave an attribute out, True writes it without a value.
    """
    opening = f"<{tag}{''.join(_attribute(name, value) for name, value in attributes.items())}>"
    return Markup(opening if tag in VOID else f"{opening}{''.join(map(_html, children))}</{tag}>")


def join(parts: Iterable[Child], separator: str = "") -> Markup:
    """The parts one after the other, those that are None or empty left out."""
    return Markup(str(escape(separator)).join(filter(None, map(_html, parts))))


def draw(*parts: Child) -> None:
    """Send HTML to the page as one block; nothing when there is none."""
    if html := join(parts):
        st.html(str(html))


def _html(child: Child) -> str:
    if child is None:
        return ""
    return escape(child) if isinstance(child, str) else "".join(map(_html, child))


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = name.removesuffix("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
