"""Méthode: how a number is made, what each one means, and where everything comes from."""

from pages.parts.method.sections import PARTS
from pages.ui import url_state
from pages.ui.detail_styles import apply_details
from pages.ui.page_context import visit
from pages.ui.styles import heading

here = visit()
apply_details()
heading(
    here.say("Données · méthode"),
    here.say("Un chiffre se lit jusqu’à la cellule d’où il vient"),
    here.say("Définitions, méthodes, glossaire, questionnaire, accessibilité, sources"),
)
part = url_state.segmented(
    "partie", here.say("Partie de la méthode"), list(PARTS), lambda name: here.say(PARTS[name][0])
)
PARTS[part][1](here)
