"""Dépôt: from a file that comes to a release that is read, for stewards and publishers alone."""

from pages.components import choices, who
from pages.components.details import apply_details
from pages.components.intake_bench import open_bench, sentence_of
from pages.components.intake_parts import draw
from pages.components.intake_refusal import refuse
from pages.components.look import text

person = who.present()
language = choices.language()
apply_details()
if person.handles_files:
    bench = open_bench(person, language)
    # The desk may refuse what the menu offered: a right may end in between, the workbench may be busy.
    done, sentence = sentence_of(lambda: draw(bench), language)
    if not done:
        text(sentence)
else:
    refuse(person, language)
