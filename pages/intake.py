"""Dépôt: from a file that comes to a release that is read, for stewards and publishers alone."""

from pages.parts.intake.refusal import refuse
from pages.parts.intake.sections import draw
from pages.parts.intake.steward_page import open_steward_page, outcome_of
from pages.ui import url_state
from pages.ui.login import session_user
from pages.ui.styles import send_styles, text

person = session_user.present()
language = url_state.language()
send_styles("details")
if person.handles_files:
    page = open_steward_page(person, language)
    # The desk may refuse what the menu offered: a right may end in between, the workbench may be busy.
    done, sentence = outcome_of(lambda: draw(page), language)
    if not done:
        text(sentence)
else:
    refuse(person, language)
