"""What publishing now would change for readers, computed when asked for and never written."""

from dataclasses import dataclass
from itertools import islice

import polars as pl
import streamlit as st

from data.store.journal import log
from data.store.releases.pointer import current
from data.store.releases.release import Audience
from etl.publish.preview import Preview
from etl.publish.publish import AUDIENCES
from indicators.release_diff.differences import Differences
from indicators.wording.releases import (
    before_after,
    cause_word,
    causes_words,
    counted,
    counted_by_cause,
    now_of,
    subject_words,
)
from pages.parts.intake.steward_page import StewardPage, outcome_of
from pages.ui.markup import draw, el
from pages.ui.styles import bullets, note, section
from pages.ui.tables import TableColumn, summary_table

PREVIEW_KEY = "depot-preview"
FIRST_LINES = 40


@dataclass(frozen=True)
class Effect:
    """What publishing would change for each audience, or why it was refused.

    `state` is the journal's head and the current releases when it was computed: it holds while they are the same.
    """

    state: tuple
    previews: dict[Audience, Preview]
    refused: str


def audience_word(page: StewardPage, audience: Audience) -> str:
    """Who reads a release, in a word."""
    return page.say("tout le monde") if audience == "visitor" else page.say("les membres de la CdP")


def draw_preview(page: StewardPage) -> None:
    """Draw the button that computes the effect, and the effect while nothing has changed since."""
    section(
        page.say("Si tout ce qui est accepté était publié maintenant"),
        page.say("Comparé à la version que chacun lit en ce moment; rien n’est publié avant votre confirmation"),
    )
    state = log.head(page.workbench), *(_current_id(page, audience) for audience in AUDIENCES)
    effect: Effect | None = st.session_state.get(PREVIEW_KEY)
    if effect and effect.state != state:
        effect = None
    if st.button(page.say("Calculer l’effet"), key="cta-preview", type="secondary" if effect else "primary"):
        effect = _effect(page, state)
        st.session_state[PREVIEW_KEY] = effect
    if effect is None:
        note(page.say("L’effet n’est pas encore calculé pour ce qui est accepté aujourd’hui."))
        return
    if effect.refused:
        note(effect.refused)
    for audience, item in effect.previews.items():
        _draw(page, audience, item)


def _effect(page: StewardPage, state: tuple) -> Effect:
    previews: dict[Audience, Preview] = {}

    def act() -> str:
        with st.spinner(page.say("Calcul en cours…")):
            for audience in AUDIENCES:
                previews[audience] = page.service.preview(audience)
        return ""

    done, sentence = outcome_of(act, page.language)
    return Effect(state, previews, "" if done else sentence)


def _current_id(page: StewardPage, audience: Audience) -> str:
    found = current(page.var, audience)
    return found.release_id if found else ""


def _draw(page: StewardPage, audience: Audience, item: Preview) -> None:
    who = audience_word(page, audience)
    if item.differences is None:
        text = "Pour {who} : première version; il n’y a rien à quoi la comparer."
        note(page.say(text, who=who))
        return
    found = item.differences
    if item.changes_nothing or found.is_empty:
        note(page.say("Pour {who} : rien ne changerait; la version lue dit déjà la même chose.", who=who))
        return
    section(
        page.say("Pour {who} : {changed}", who=who, changed=counted(found, page.language)),
        counted_by_cause(found, page.language),
        chart=True,
    )
    draw(bullets(_summary(page, found)))
    _verdicts(page, audience, found)


def _summary(page: StewardPage, found: Differences) -> list[str]:
    """Who answers, which statuses, which medians and whose pages change, each counted."""
    lines = []
    if found.submissions.height:
        names = ", ".join(
            page.say(
                "{name}, {wave} ({cause})",
                name=page.name(row["establishment_id"]),
                wave=row["wave_id"],
                cause=cause_word(row["cause"], page.language),
            )
            for row in found.submissions.to_dicts()
        )
        lines.append(page.say("Classeurs : {names}", names=names))
    counts = (
        ("Statuts de recommandations : {n}", pl.col("subject_kind") == "headline"),
        ("Médianes de pairs : {n}", pl.col("aspects").list.contains("peers")),
        ("Valeurs : {n}", pl.col("aspects").list.contains("value")),
    )
    lines += [page.say(text, n=found.changed.filter(keep).height) for text, keep in counts]
    if found.milestones.height:
        lines.append(page.say("Jalons : {n}", n=found.milestones.height))
    owners = found.pages.filter(pl.col("page") == "establishment").to_dicts()
    if owners:
        pages = ", ".join(page.say("{name} ({n})", name=page.name(row["id"]), n=row["count"]) for row in owners)
        lines.append(page.say("Pages d’établissements touchées : {pages}", pages=pages))
    return lines


def _verdicts(page: StewardPage, audience: Audience, found: Differences) -> None:
    """The changes of the whole network first, since everyone reads them; the others on demand."""
    whole = found.changed.filter(pl.col("place_kind") == "province").height
    wanted = st.segmented_control(
        page.say("Quels changements montrer"),
        ["province", "other"],
        default="province",
        format_func=lambda name: (
            page.say("Réseau ({n})", n=whole)
            if name == "province"
            else page.say("Établissements et groupes ({n})", n=found.count - whole)
        ),
        key=f"depot-preview-{audience}",
        label_visibility="collapsed",
        required=True,
    )
    condition = pl.col("place_kind") == "province"
    lines = [
        [
            subject_words(changed, page.language),
            now_of(changed).place(page.language),
            before_after(changed, page.language),
            el("span", causes_words(changed, page.language), class_="o-tag"),
        ]
        for changed in islice(found.where(condition if wanted == "province" else ~condition), FIRST_LINES)
    ]
    columns = [
        TableColumn(page.say("Résultat"), width=38),
        TableColumn(page.say("Lieu"), phone=page.say("Lieu : "), width=18),
        TableColumn(page.say("Avant → après"), phone=page.say("Avant → après : ")),
        TableColumn(page.say("Pourquoi"), phone=page.say("Pourquoi : "), width=16),
    ]
    summary_table(page.say("Résultats qui changeraient"), columns, lines)
    total = whole if wanted == "province" else found.count - whole
    if total > len(lines):
        note(page.say("Les {n} premiers changements sur {all}.", n=len(lines), all=total))
