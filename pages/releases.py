"""Versions: every release, how to read it as it was, and what changed from any one to any other."""

from pages.parts.releases.changes import changes
from pages.parts.releases.release_list import listed, releases_table, title, waiting
from pages.ui.page_context import page_context
from pages.ui.sources import source_line
from pages.ui.styles import heading, send_styles

ctx = page_context()
send_styles("details")
releases = listed(ctx)
heading(
    ctx.say("Données · versions"),
    title(ctx, releases),
    ctx.say(
        "Une version publiée ne change plus : un lien permanent garde ses nombres, et chaque changement porte sa raison"
    ),
)
releases_table(ctx, releases)
waiting(ctx)
changes(ctx, releases)
source_line(ctx)
