"""Style sheets, and headings, notes, lists and links in the classes of the base sheet (`o-…`, never Streamlit's)."""

from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

from pages.ui.signs import sign_css

FOLDER = Path(__file__).parent / "css"


@lru_cache
def style_sheet(name: str) -> str:
    """The rules of css/<name>.css as a style element; the base sheet also draws the signs."""
    return f"<style>{(FOLDER / f'{name}.css').read_text('utf-8')}{sign_css() if name == 'base' else ''}</style>"


def send_styles(name: str = "base") -> None:
    """Send a style sheet: the frame sends the base one first, then a page sends those it uses beside it."""
    st.html(style_sheet(name))


def heading(eyebrow: str, finding: str, subtitle: str = "") -> None:
    """The page's only h1: the finding, with what it rests on under it. Texts are plain, not HTML."""
    under = f'<p class="o-sub">{escape(subtitle)}</p>' if subtitle else ""
    st.html(f'<p class="o-eyebrow">{escape(eyebrow)}</p><h1 class="o-h1">{escape(finding)}</h1>{under}')


def section(finding: str, subtitle: str = "", *, chart: bool = False, fragment_id: str = "") -> None:
    """A part of the page: an h2 and its subtitle; `chart` makes it the title of a chart."""
    st.html(section_html(finding, subtitle, chart=chart, fragment_id=fragment_id))


def section_html(finding: str, subtitle: str = "", *, chart: bool = False, fragment_id: str = "") -> str:
    """The HTML of `section`, for a block drawn whole."""
    under = f'<p class="o-sub">{escape(subtitle)}</p>' if subtitle else ""
    look = "o-h2 o-h2-chart" if chart else "o-h2"
    mark = f' id="{escape(fragment_id)}"' if fragment_id else ""
    return f'<h2 class="{look}"{mark}>{escape(finding)}</h2>{under}'


def text(words: str) -> None:
    """A paragraph of body text."""
    st.html(f'<p class="o-text">{escape(words)}</p>')


def note(words: str) -> None:
    """A quiet line under what it comments."""
    st.html(f'<p class="o-note">{escape(words)}</p>')


def bullets(items: list[str]) -> str:
    """A list as HTML; the items are HTML already."""
    return f'<ul class="o-list">{"".join(f"<li>{item}</li>" for item in items)}</ul>'


def kind_label(words: str) -> str:
    """A kind in a small frame before its sentence, as HTML; nothing for an empty one."""
    return f'<span class="o-tag">{escape(words)}</span> ' if words else ""


def link_html(href: str, words: str) -> str:
    """A link as HTML; take `href` from `url_state.link`, which keeps language and version."""
    return f'<a class="o-link" href="{escape(href)}" target="_self">{escape(words)}</a>'
