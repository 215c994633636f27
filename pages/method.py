"""Méthode: how a number is made, what each one means, and where everything comes from."""

from pages.components import choices
from pages.components.details import apply_details
from pages.components.look import heading
from pages.components.method_parts import PARTS
from pages.components.visit import visit

here = visit()
apply_details()
heading(
    here.say("Données · méthode"),
    here.say("Un chiffre se lit jusqu’à la cellule d’où il vient"),
    here.say("Définitions, méthodes, glossaire, questionnaire, accessibilité, sources"),
)
part = choices.segmented(
    "partie", here.say("Partie de la méthode"), list(PARTS), lambda name: here.say(PARTS[name][0])
)
PARTS[part][1](here)
