"""Méthode: how a number is made, what each one means, and where everything comes from."""

from pages.parts.method.sections import PARTS
from pages.ui import url_state
from pages.ui.page_context import page_context
from pages.ui.styles import heading, send_styles

ctx = page_context()
send_styles("details")
heading(
    ctx.say("Données · méthode"),
    ctx.say("Un chiffre se lit jusqu’à la cellule d’où il vient"),
    ctx.say("Définitions, méthodes, glossaire, questionnaire, accessibilité, sources"),
)
part = url_state.segmented("partie", ctx.say("Partie de la méthode"), list(PARTS), lambda name: ctx.say(PARTS[name][0]))
PARTS[part][1](ctx)
