"""The names of the reference's list entries in the reader's language."""

from data.facts import load_facts
from indicators.wording.language import pick
from pages.ui.page_context import PageContext


def choice_label(ctx: PageContext, choice_list: str, choice_id: str) -> str:
    """The name of an entry of a list of the reference: « CISSS » of `establishment_type`.

    Raises:
        KeyError: there is no such list, or no such entry in it.
    """
    entries = {item.choice_id: item for item in load_facts().choice_lists[choice_list]}
    return pick(entries[choice_id], "label", ctx.language)
