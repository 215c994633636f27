"""Versions: every release, how to read it as it was, and what changed from any one to any other."""

from pages.parts.releases.changes import changes
from pages.parts.releases.release_list import listed, releases_table, title, waiting
from pages.ui.detail_styles import apply_details
from pages.ui.page_context import visit
from pages.ui.sources import source_line
from pages.ui.styles import heading

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
