"""Versions: every release, how to read it as it was, and what changed from any one to any other."""

from pages.components.details import apply_details
from pages.components.look import heading
from pages.components.releases_changes import changes
from pages.components.releases_list import listed, releases_table, title, waiting
from pages.components.sources import source_line
from pages.components.visit import visit

here = visit()
apply_details()
releases = listed(here)
heading(
    here.say("Données · versions"),
    title(here, releases),
    here.say(
        "Une version publiée ne change plus : un lien permanent garde ses nombres, et chaque changement porte sa raison"
    ),
)
releases_table(here, releases)
waiting(here)
changes(here, releases)
source_line(here)
