"""What changed from one release to another, under each label in words, subject by subject."""

from collections.abc import Sequence
from html import escape

import polars as pl
import streamlit as st

from data.store.releases.pointer import Pointed
from indicators.catalogue.model import Language
from indicators.exports.difference_table import counted_table, difference_table
from indicators.release_diff.differences import Differences
from indicators.release_diff.groups import ChangedSubject, ChangesByCause, changes_by_cause
from indicators.wording.headlines import reason_word
from indicators.wording.numbers import day, number
from indicators.wording.periods import parts_of, period_text
from indicators.wording.releases import cause_word, counted, counted_by_cause, headline_lines
from pages.parts.releases.release_list import SHORT, before_of
from pages.ui import url_state
from pages.ui.data_table import data_table
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
    said = ctx.say(
        "Du {older} au {newer} : {count}", older=dates[0], newer=dates[1], count=counted(found, ctx.language)
    )
    section(said, counted_by_cause(found, ctx.language), chart=True)
    if found.is_empty:
        text(ctx.say("Les deux versions disent la même chose partout."))
        return
    st.html(_answered(ctx, found) + _headlines(ctx, found) + _milestones(ctx, found))
    for item in _labelled(found, ctx.language):
        st.html(_label_html(ctx, item, newer))
    st.html(_pages(ctx, found))
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


def _answered(ctx: PageContext, found: Differences) -> str:
    """Whose answers came, went or came anew: one line a label and establishment, as HTML."""
    told: dict[tuple[str, str], list[str]] = {}
    for establishment, wave, cause in found.submissions.iter_rows():
        told.setdefault((cause, establishment), []).append(period_text(wave, ctx.language))
    lines = [
        escape(
            ctx.say(
                "{who} : {cause} ({periods})",
                who=short_name(establishment, ctx.language),
                cause=cause_word(cause, ctx.language),
                periods=", ".join(periods),
            )
        )
        for (cause, establishment), periods in told.items()
    ]
    return section_html(ctx.say("Réponses venues ou revenues")) + bullets(lines) if lines else ""


def _headlines(ctx: PageContext, found: Differences) -> str:
    lines = [escape(line) for line in headline_lines(found, ctx.language)]
    return section_html(ctx.say("Signes des recommandations, pour le réseau")) + bullets(lines) if lines else ""


def _milestones(ctx: PageContext, found: Differences) -> str:
    """The milestones whose recorded state changed, as HTML."""
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
        lines.append(escape(words))
    return section_html(ctx.say("Jalons")) + bullets(lines) if lines else ""


def _label_html(ctx: PageContext, item: ChangesByCause, newer: Pointed) -> str:
    """Everything under one label, as HTML: a line that opens for each subject."""
    word = cause_word(item.cause, ctx.language)
    named = word[:1].upper() + word[1:]
    count = number(item.count, 0, ctx.language)
    text_count = "{label} : {n} résultat" if item.count == 1 else "{label} : {n} résultats"
    head = section_html(ctx.say(text_count, label=named, n=count))
    is_open = len(item.subjects) <= FEW_SUBJECTS
    subjects = (_subject_html(ctx, subject, newer, is_open) for subject in item.subjects)
    return f"{head}{_alone_html(ctx, item)}{''.join(subjects)}"


def _alone_html(ctx: PageContext, item: ChangesByCause) -> str:
    """The results that one release alone holds, counted by wave, and by quarter together, as HTML."""
    if not item.alone:
        return ""
    waves = [(name, n) for name, n in item.alone if not parts_of(name)[1]]
    quarters = [(name, n) for name, n in item.alone if parts_of(name)[1]]
    said = [ctx.say("{period} ({n})", period=name, n=number(n, 0, ctx.language)) for name, n in waves]
    if quarters:
        first, last = (period_text(quarters[place][0], ctx.language) for place in (0, -1))
        total = number(sum(n for _, n in quarters), 0, ctx.language)
        text_quarters = "{k} trimestres, de {first} à {last} ({n})"
        if len(quarters) == 1:
            text_quarters = "{first} ({n})"
        said.append(ctx.say(text_quarters, k=len(quarters), first=first, last=last, n=total))
    words = ctx.say("Résultats qu’une seule des deux versions contient : {periods}.", periods="; ".join(said))
    return f'<p class="o-text">{escape(words)}</p>'


def _subject_html(ctx: PageContext, item: ChangedSubject, newer: Pointed, is_open: bool) -> str:
    count = number(item.count, 0, ctx.language)
    many = ctx.say("{n} résultat" if item.count == 1 else "{n} résultats", n=count)
    lines = [escape(line) for line in item.lines[:MOST_LINES]]
    more = len(item.lines) - len(lines)
    if more > 0:
        lines.append(escape(ctx.say("… et {n} autres dans le fichier à télécharger.", n=more)))
    if item.quiet:
        still = "{n} autres résultats changent sans que rien de ce qui s’affiche ne change."
        if item.quiet == 1:
            still = "1 autre résultat change sans que rien de ce qui s’affiche ne change."
        lines.append(escape(ctx.say(still, n=item.quiet)))
    lines += _page_line(ctx, item, newer)
    return (
        f'<details class="o-change"{" open" if is_open else ""}><summary><strong>{escape(item.label)}</strong> · {escape(many)}</summary>'
        f"{bullets(lines)}</details>"
    )


def _page_line(ctx: PageContext, item: ChangedSubject, newer: Pointed) -> list[str]:
    """The way to the page of a subject, as it is in the newer release."""
    page = {"indicator": "indicator", "headline": "recommendation"}.get(item.subject_kind)
    if page is None:
        return []
    address = link(page, id=item.subject_id, version=newer.release_id)
    return [link_html(address, ctx.say("Voir la page"))]


def _pages(ctx: PageContext, found: Differences) -> str:
    """How many pages of each kind change, as HTML."""
    words = {
        "overview": "le Sommaire",
        "recommendation": "{n} pages de recommandation",
        "indicator": "{n} pages d’indicateur",
        "establishment": "{n} pages d’établissement",
        "territory": "{n} régions de la page Territoire",
    }
    one = {
        "recommendation": "1 page de recommandation",
        "indicator": "1 page d’indicateur",
        "establishment": "1 page d’établissement",
        "territory": "1 région de la page Territoire",
    }
    counts = found.pages.group_by("page", maintain_order=True).len()
    said = [ctx.say(one[page] if n == 1 and page in one else words[page], n=n) for page, n in counts.iter_rows()]
    if not said:
        return ""
    return f'<p class="o-note">{escape(ctx.say("Pages touchées : {pages}.", pages=", ".join(said)))}</p>'
