"""What changed from one release to another, under each label in words, subject by subject."""

from collections.abc import Sequence

import polars as pl
import streamlit as st
from markupsafe import Markup

from data.store.releases.pointer import Pointed
from indicators.catalogue.model import Language
from indicators.exports.difference_table import counted_table, difference_table
from indicators.release_diff.differences import Differences
from indicators.wording.headlines import reason_word
from indicators.wording.numbers import day, number
from indicators.wording.periods import parts_of, period_text
from indicators.wording.release_changes import ChangedSubject, ChangesByCause, changes_by_cause
from indicators.wording.releases import cause_word, counted, counted_by_cause, headline_lines
from pages.parts.releases.release_list import SHORT, before_of
from pages.ui import url_state
from pages.ui.data_table import data_table
from pages.ui.markup import draw, el, join
from pages.ui.milestones import state_words
from pages.ui.page_context import PageContext
from pages.ui.release_cache import differences_of
from pages.ui.styles import bullets, link_html, section, section_html, text
from pages.ui.url_state import link
from pages.ui.wording import short_name

#: Lines shown a subject; the file has them all.
MOST_LINES = 40
#: Up to so many subjects under a label are open at once.
FEW_SUBJECTS = 2


def changes(ctx: PageContext, releases: Sequence[Pointed]) -> None:
    """Draw the choice of two releases and, in words, everything that changed from the older to the newer."""
    if len(releases) < 2:
        text(ctx.say("Rien à comparer encore : la prochaine version dira ici ce qu’elle change, et pourquoi."))
        return
    section(
        ctx.say("Comparer deux versions"),
        ctx.say("De la plus ancienne des deux à la plus récente, quel que soit l’ordre du choix"),
        fragment_id="changements",
    )
    older, newer = _pair(ctx, releases)
    if older == newer:
        text(ctx.say("C’est deux fois la même version : choisissez-en une autre."))
        return
    found = differences_of(ctx.release.audience, older.release_id, newer.release_id)
    if found is None:
        text(ctx.say("Une des deux versions ne peut pas être lue : son fichier manque ou est abîmé."))
        return
    dates = [day(item.published_at, ctx.language) for item in (older, newer)]
    count = counted(found, ctx.language)
    title = ctx.say("Du {older} au {newer} : {count}", older=dates[0], newer=dates[1], count=count)
    section(title, counted_by_cause(found, ctx.language), chart=True)
    if found.is_empty:
        text(ctx.say("Les deux versions disent la même chose partout."))
        return
    draw(_answered(ctx, found), _headlines(ctx, found), _milestones(ctx, found))
    for item in _labelled(found, ctx.language):
        draw(_label_html(ctx, item, newer))
    draw(_pages(ctx, found))
    name = f"changements_{older.release_id[:SHORT]}_{newer.release_id[:SHORT]}"
    data_table(
        ctx,
        name,
        counted_table(found, ctx.language).cast(pl.String),
        lambda: difference_table(found, ctx.language),
    )


def _pair(ctx: PageContext, releases: Sequence[Pointed]) -> tuple[Pointed, Pointed]:
    """The two releases chosen, the older first; each release and the one before it unless asked otherwise."""
    by_id = {item.release_id: item for item in releases}
    left, right = st.columns(2)
    ids = list(by_id)

    def shown(name: str) -> str:
        item = by_id[name]
        return f"{day(item.published_at, ctx.language)} · {reason_word(item.reason, ctx.language)} · {name[:SHORT]}"

    with right:
        after = by_id[url_state.select("apres", ctx.say("À la version"), ids, ids[0], shown)]
    usual = before_of(after, releases) or releases[-2]
    with left:
        before = by_id[url_state.select("avant", ctx.say("De la version"), ids, usual.release_id, shown)]
    place = releases.index
    return (before, after) if place(before) >= place(after) else (after, before)


@st.cache_resource(
    max_entries=32,
    show_spinner=False,
    hash_funcs={Differences: lambda found: (found.before_id, found.after_id)},
)
def _labelled(found: Differences, language: Language) -> tuple[ChangesByCause, ...]:
    return changes_by_cause(found, language)


def _titled_list(title: str, lines: list[str]) -> Markup | None:
    return join([section_html(title), bullets(lines)]) if lines else None


def _answered(ctx: PageContext, found: Differences) -> Markup | None:
    """Whose answers came, went or came anew: one line a label and establishment."""
    periods: dict[tuple[str, str], list[str]] = {}
    for establishment, wave, cause in found.submissions.iter_rows():
        periods.setdefault((cause, establishment), []).append(period_text(wave, ctx.language))
    lines = [
        ctx.say(
            "{who} : {cause} ({periods})",
            who=short_name(establishment, ctx.language),
            cause=cause_word(cause, ctx.language),
            periods=", ".join(names),
        )
        for (cause, establishment), names in periods.items()
    ]
    return _titled_list(ctx.say("Réponses venues ou revenues"), lines)


def _headlines(ctx: PageContext, found: Differences) -> Markup | None:
    lines = headline_lines(found, ctx.language)
    return _titled_list(ctx.say("Signes des recommandations, pour le réseau"), lines)


def _milestones(ctx: PageContext, found: Differences) -> Markup | None:
    """The milestones whose recorded state changed."""
    labels = {
        milestone.id: milestone.words(ctx.language).label
        for item in ctx.reader.catalogue.recommendations
        for milestone in item.milestones
    }
    lines = []
    for milestone, place, before, after in found.milestones.iter_rows():
        moved = {
            "what": labels.get(milestone, milestone),
            "before": state_words(before, ctx.language),
            "after": state_words(after, ctx.language),
        }
        if place:
            words = ctx.say("{where} — {what} : {before} → {after}", where=short_name(place, ctx.language), **moved)
        else:
            words = ctx.say("{what} : {before} → {after}", **moved)
        lines.append(words)
    return _titled_list(ctx.say("Jalons"), lines)


def _label_html(ctx: PageContext, item: ChangesByCause, newer: Pointed) -> Markup:
    """Everything under one label: a line that opens for each subject."""
    word = cause_word(item.cause, ctx.language)
    title = ctx.say_plural(
        "{label} : {n} résultat",
        "{label} : {n} résultats",
        item.count,
        label=word[:1].upper() + word[1:],
        n=number(item.count, 0, ctx.language),
    )
    is_open = len(item.subjects) <= FEW_SUBJECTS
    subjects = [_subject_html(ctx, subject, newer, is_open) for subject in item.subjects]
    return join([section_html(title), _alone_html(ctx, item), subjects])


def _alone_html(ctx: PageContext, item: ChangesByCause) -> Markup | None:
    """The results that one release alone holds, counted by wave, and by quarter together."""
    if not item.alone:
        return None
    waves = [(name, n) for name, n in item.alone if not parts_of(name)[1]]
    quarters = [(name, n) for name, n in item.alone if parts_of(name)[1]]
    counts = [ctx.say("{period} ({n})", period=name, n=number(n, 0, ctx.language)) for name, n in waves]
    if quarters:
        first, last = (period_text(quarters[at][0], ctx.language) for at in (0, -1))
        total = number(sum(n for _, n in quarters), 0, ctx.language)
        texts = "{first} ({n})", "{k} trimestres, de {first} à {last} ({n})"
        counts.append(ctx.say_plural(*texts, len(quarters), k=len(quarters), first=first, last=last, n=total))
    words = ctx.say("Résultats qu’une seule des deux versions contient : {periods}.", periods="; ".join(counts))
    return el("p", words, class_="o-text")


def _subject_html(ctx: PageContext, item: ChangedSubject, newer: Pointed, is_open: bool) -> Markup:
    count = ctx.say_plural("{n} résultat", "{n} résultats", item.count, n=number(item.count, 0, ctx.language))
    lines: list[str] = list(item.lines[:MOST_LINES])
    more = len(item.lines) - len(lines)
    if more > 0:
        lines.append(ctx.say("… et {n} autres dans le fichier à télécharger.", n=more))
    if item.quiet:
        texts = (
            "1 autre résultat change sans que rien de ce qui s’affiche ne change.",
            "{n} autres résultats changent sans que rien de ce qui s’affiche ne change.",
        )
        lines.append(ctx.say_plural(*texts, item.quiet))
    page = {"indicator": "indicator", "headline": "recommendation"}.get(item.subject_kind)
    if page is not None:
        lines.append(link_html(link(page, id=item.subject_id, version=newer.release_id), ctx.say("Voir la page")))
    summary = el("summary", el("strong", item.label), f" · {count}")
    return el("details", summary, bullets(lines), class_="o-change", open=is_open)


def _pages(ctx: PageContext, found: Differences) -> Markup | None:
    """How many pages of each kind change."""
    words = {
        "overview": ("le Sommaire", "le Sommaire"),
        "recommendation": ("1 page de recommandation", "{n} pages de recommandation"),
        "indicator": ("1 page d’indicateur", "{n} pages d’indicateur"),
        "establishment": ("1 page d’établissement", "{n} pages d’établissement"),
        "territory": ("1 région de la page Territoire", "{n} régions de la page Territoire"),
    }
    counts = found.pages.group_by("page", maintain_order=True).len()
    pages = ", ".join(ctx.say_plural(*words[page], n) for page, n in counts.iter_rows())
    return el("p", ctx.say("Pages touchées : {pages}.", pages=pages), class_="o-note") if pages else None
