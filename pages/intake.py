"""Dépôt: from a received workbook to a published release, for stewards and publishers alone."""

from pages.parts.intake.sections import draw_page, draw_refusal
from pages.parts.intake.steward_page import open_steward_page, outcome_of
from pages.ui import url_state
from pages.ui.login import session_user
from pages.ui.styles import send_styles, text

person = session_user.present()
language = url_state.language()
send_styles("details")
if person.handles_files:
    page = open_steward_page(person, language)
    # The service may refuse what the menu offered: a right may end in between, the workbench may be busy.
    done, sentence = outcome_of(lambda: draw_page(page) or "", language)
    if not done:
        text(sentence)
else:
    draw_refusal(person, language)
