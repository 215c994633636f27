"""Markup escapes by itself: no text can become a tag or leave its attribute."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from pages.ui.cards import FigureCard, card_html
from pages.ui.markup import el, join
from pages.ui.signs import sign
from pages.ui.styles import bullets, link_html, section_html
from pages.ui.tables import TableColumn, cell, table_html


def test_text_is_escaped_and_markup_stands() -> None:
    assert el("p", "R & D <b>") == "<p>R &amp; D &lt;b&gt;</p>"
    assert el("p", el("b", "x"), " & ", None, [el("i", "y"), "z"]) == "<p><b>x</b> &amp; <i>y</i>z</p>"


def test_attributes_are_escaped_named_and_left_out() -> None:
    assert el("a", "x", href='?a="1"&b', class_="o-link", aria_label="l’", lang=None, hidden=False) == (
        '<a href="?a=&#34;1&#34;&amp;b" class="o-link" aria-label="l’">x</a>'
    )
    assert el("input", type="search", required=True) == '<input type="search" required>'


def test_a_join_leaves_out_what_is_empty() -> None:
    assert join(["a", None, "", Markup("<br>"), "<"], " · ") == "a · <br> · &lt;"


def test_shared_pieces_escape_plain_text_and_keep_markup() -> None:
    text, kept = "<script>", Markup("<wbr>")
    pieces = [
        table_html(text, [TableColumn(text), TableColumn(kept, phone=text)], [[text, kept], [kept, cell(text, text)]]),
        bullets([text, kept]),
        section_html(text, text, fragment_id=text),
        link_html(text, text),
        sign("yes", text),
        card_html(FigureCard(text, text, text, kept, text)),
    ]
    for piece in pieces:
        assert "&lt;script&gt;" in piece
        assert not any(wrong in piece for wrong in (text, "&lt;wbr", "&amp;"))


@given(st.text(), st.text())
def test_no_text_gives_a_tag_or_ends_an_attribute(text: str, value: str) -> None:
    made = el("p", text, title=value)
    inside = made.removeprefix('<p title="').removesuffix("</p>")
    assert inside.count("<") == 0
    assert inside.count(">") == 1
    assert inside.count('"') == 1
