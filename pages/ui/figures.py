"""A figure on a page: title, chart with its alternative text, table and files, all from one object."""

from collections.abc import Sequence

from markupsafe import Markup

from indicators.figures.figure import Figure
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_sentence
from pages.ui.chart import chart
from pages.ui.data_table import data_table
from pages.ui.markup import join
from pages.ui.page_context import PageContext
from pages.ui.signs import change_sign
from pages.ui.styles import bullets, note, section
from pages.ui.wording import colon


def no_value(ctx: PageContext) -> str:
    """What stands where no establishment's value may be drawn."""
    return ctx.say("Aucune valeur d’établissement ne peut être montrée pour cette vague.")


def draw_figure(ctx: PageContext, figure: Figure, key: str, *, absent: str = "", table: str = "") -> bool:
    """Draw the title and the chart, or the note `absent` where there is nothing to draw; whether there was.

    Args:
        key: of the chart on its page.
        table: the name of the table and of its files, drawn under the chart; empty for none.
    """
    if figure.title:
        section(figure.title, figure.subtitle, chart=True)
    known = draw_chart(figure, key)
    if not known and absent:
        note(absent)
    if known and table:
        figure_table(ctx, figure, table)
    return known


def draw_chart(figure: Figure, key: str) -> bool:
    """Draw the chart alone; whether there was anything to draw."""
    if figure.spec is None:
        return False
    chart(figure.spec, figure.data, figure.alt, key=key, height=figure.height)
    return True


def figure_table(ctx: PageContext, figure: Figure, name: str) -> None:
    """Draw the table of the figure and its files."""
    data_table(ctx, name, figure.table, lambda: figure.file(ctx.language))


def change_list(ctx: PageContext, verdicts: Sequence[Verdict]) -> Markup:
    """One line a verdict: the sign of its change, its place and the change in a sentence."""
    language = ctx.language
    return bullets(
        join(
            [
                change_sign(item.change_state, item.change_judgement),
                f" {item.place(language)}{colon(language)}{change_sentence(item, language)}",
            ]
        )
        for item in verdicts
    )
