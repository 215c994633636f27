"""The list of releases: when, why, what each changed, and the way to read the dashboard as it was."""

from collections.abc import Sequence

import polars as pl

from data.store.paths import var_folder
from data.store.releases.pointer import Pointed, clock, current, history, releases_of
from indicators.wording.headlines import reason_word
from indicators.wording.numbers import day, moment
from pages.ui.data_table import download
from pages.ui.markup import Child, draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.release_cache import counted_changes
from pages.ui.styles import bullets, link_html, section
from pages.ui.tables import TableColumn, cell, summary_table
from pages.ui.url_state import link, same_page

#: Enough of an id to tell releases apart in a line.
SHORT = 8


def listed(ctx: PageContext) -> list[Pointed]:
    """The releases that this reader may read, newest first."""
    return history(var_folder(), ctx.release.audience)


def title(ctx: PageContext, releases: Sequence[Pointed]) -> str:
    """How many releases there are, and which one is read unasked."""
    read = current(var_folder(), ctx.release.audience)
    dated = day(read.published_at, ctx.language) if read else "—"
    if len(releases) == 1:
        return ctx.say("Une seule version publiée, celle du {day}", day=dated)
    return ctx.say("{n} versions publiées; l’actuelle est celle du {day}", n=len(releases), day=dated)


def before_of(pointed: Pointed, releases: Sequence[Pointed]) -> Pointed | None:
    """The release published before one, None for the first."""
    place = releases.index(pointed)
    return releases[place + 1] if place + 1 < len(releases) else None


def releases_table(ctx: PageContext, releases: Sequence[Pointed]) -> None:
    """Draw one row a release, newest first, and offer the list as a file."""
    columns = [
        TableColumn(ctx.say("Version"), width=20),
        TableColumn(ctx.say("Genre"), width=13),
        TableColumn(ctx.say("Note"), width=27),
        TableColumn(ctx.say("Résultats changés"), phone=ctx.say("Résultats changés : "), width=20),
        TableColumn(ctx.say("Lire"), width=20),
    ]
    read = current(var_folder(), ctx.release.audience)
    rows = [_row(ctx, item, releases, read) for item in releases]
    summary_table(ctx.say("Les versions publiées, de la plus récente à la plus ancienne"), columns, rows)
    download(ctx, "versions", lambda: _table(ctx, releases))


def _note(ctx: PageContext, item: Pointed) -> str:
    return item.note_fr if ctx.language == "fr" else item.note_en


def _changed(ctx: PageContext, item: Pointed, releases: Sequence[Pointed]) -> tuple[str, str]:
    """How many verdicts a release changed, and by label."""
    before = before_of(item, releases)
    if before is None:
        return ctx.say("première version"), ""
    found = counted_changes(before, item, ctx.language)
    return found or (ctx.say("illisible"), ctx.say("Un des deux fichiers manque ou est abîmé."))


def _row(ctx: PageContext, item: Pointed, releases: Sequence[Pointed], read: Pointed | None) -> list[Child]:
    is_current = read is not None and item.release_id == read.release_id
    marks = [ctx.say("version actuelle")] if is_current else []
    if item.release_id == ctx.release.id and not ctx.is_current:
        marks.append(ctx.say("vous la lisez"))
    dated = day(item.published_at, ctx.language)
    under = " · ".join([item.release_id[:SHORT], *marks])
    readers = ctx.say("membres") if ctx.release.audience == "member" else ctx.say("tout le monde")
    nature = ctx.say("données fictives") if ctx.release.kind == "fictif" else ctx.say("données réelles")
    # Its own id, also for the current one: a permanent link keeps its numbers when another becomes current.
    links = [link_html(link("overview", version=item.release_id), ctx.say("Lire cette version"))]
    if before_of(item, releases):
        address = same_page(apres=item.release_id, avant="") + "#changements"
        links.append(link_html(address, ctx.say("Voir ce qui change")))
    return [
        cell(dated, under, strong=is_current),
        cell(reason_word(item.reason, ctx.language), ctx.say("{a} · {b}", a=nature, b=readers)),
        _note(ctx, item),
        cell(*_changed(ctx, item, releases)),
        join(links, el("br")),
    ]


def _table(ctx: PageContext, releases: Sequence[Pointed]) -> pl.DataFrame:
    """The list as the rows of a file."""
    rows = []
    for item in releases:
        count, causes = _changed(ctx, item, releases)
        rows.append(
            {
                ctx.say("version publiée"): item.release_id,
                ctx.say("publiée le"): item.published_at.date(),
                ctx.say("genre"): reason_word(item.reason, ctx.language),
                ctx.say("note"): _note(ctx, item),
                ctx.say("résultats changés"): count,
                ctx.say("par étiquette"): causes,
            }
        )
    return pl.DataFrame(rows)


def waiting(ctx: PageContext) -> None:
    """Draw what is under embargo and what a rollback withholds, for those who publish only."""
    if not ctx.person.handles_files:
        return
    now = clock()
    lines = []
    for item in releases_of(var_folder(), ctx.release.audience).releases:
        named = ctx.say("{id} · publiée le {day}", id=item.release_id[:SHORT], day=day(item.published_at, ctx.language))
        if item.held_back:
            words = ctx.say("{name} : retenue par un retour en arrière, jusqu’à une nouvelle publication.", name=named)
        elif item.public_from is not None and item.waits(now):
            when = moment(item.public_from, ctx.language)
            words = ctx.say("{name} : sous embargo; publique le {when} (UTC).", name=named, when=when)
        else:
            continue
        lines.append(words)
    if lines:
        section(
            ctx.say("À venir : ce que vous seuls voyez"),
            ctx.say("Aucun lecteur ne peut lire ces versions ni savoir qu’elles existent"),
        )
        draw(bullets(lines))
