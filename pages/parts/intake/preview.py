"""What publishing now would change for readers, worked out when asked for and never written."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from data.store.journal import log
from data.store.releases.pointer import current
from data.store.releases.release import Audience
from etl.publish.preview import Preview
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
from pages.parts.intake.steward_page import Bench, sentence_of
from pages.ui.styles import bullets, note, section
from pages.ui.tables import Column, summary_table

PREVIEW_KEY = "depot-preview"
FIRST_LINES = 40


def audience_word(bench: Bench, audience: Audience) -> str:
    """Who reads a release, in a word."""
    return bench.say("tout le monde") if audience == "visitor" else bench.say("les membres de la CdP")


def draw_preview(bench: Bench) -> None:
    """Draw the button that works the effect out, and the effect while nothing has changed since."""
    section(
        bench.say("Si tout ce qui est accepté était publié maintenant"),
        bench.say(
            "Comparé à la version que chacun lit en ce moment; rien n’est publié avant votre confirmation"
        ),
    )
    as_things_stand = (
        log.head(bench.workbench),
        *(_current_id(bench, name) for name in ("visitor", "member")),
    )
    held: dict[str, Any] = st.session_state.get(PREVIEW_KEY, {})
    if held.get("stands") != as_things_stand:
        held = {}
    if st.button(bench.say("Calculer l’effet"), key="cta-preview", type="secondary" if held else "primary"):
        found: dict[str, Preview] = {}

        def act() -> str:
            with st.spinner(bench.say("Calcul en cours…")):
                for audience in ("visitor", "member"):
                    found[audience] = bench.desk.preview(audience)
            return ""

        done, sentence = sentence_of(act, bench.language)
        held = {"stands": as_things_stand, "found": found, "refused": "" if done else sentence}
        st.session_state[PREVIEW_KEY] = held
    if not held:
        note(bench.say("L’effet n’est pas encore calculé pour ce qui est accepté aujourd’hui."))
        return
    if held["refused"]:
        note(held["refused"])
    for audience, item in held["found"].items():
        _draw(bench, audience, item)


def _current_id(bench: Bench, audience: Audience) -> str:
    found = current(bench.var, audience)
    return found.release_id if found else ""


def _draw(bench: Bench, audience: Audience, item: Preview) -> None:
    who = audience_word(bench, audience)
    if item.differences is None:
        text = "Pour {who} : première version; il n’y a rien à quoi la comparer."
        note(bench.say(text, who=who))
        return
    found = item.differences
    if item.changes_nothing or found.is_empty:
        note(bench.say("Pour {who} : rien ne changerait; la version lue dit déjà la même chose.", who=who))
        return
    section(
        bench.say("Pour {who} : {changed}", who=who, changed=counted(found, bench.language)),
        counted_by_cause(found, bench.language),
        chart=True,
    )
    st.html(bullets(_summary(bench, found)))
    _verdicts(bench, audience, found)


def _summary(bench: Bench, found: Differences) -> list[str]:
    """Who answers, which statuses, which medians and whose pages change, each counted."""
    lines = []
    if found.submissions.height:
        names = ", ".join(
            bench.say(
                "{name}, {wave} ({cause})",
                name=bench.name(row["establishment_id"]),
                wave=row["wave_id"],
                cause=cause_word(row["cause"], bench.language),
            )
            for row in found.submissions.to_dicts()
        )
        lines.append(escape(bench.say("Classeurs : {names}", names=names)))
    counts = (
        ("Statuts de recommandations : {n}", pl.col("subject_kind") == "headline"),
        ("Médianes de pairs : {n}", pl.col("aspects").list.contains("peers")),
        ("Valeurs : {n}", pl.col("aspects").list.contains("value")),
    )
    lines += [escape(bench.say(text, n=found.changed.filter(keep).height)) for text, keep in counts]
    if found.milestones.height:
        lines.append(escape(bench.say("Jalons : {n}", n=found.milestones.height)))
    owners = found.pages.filter(pl.col("page") == "establishment").to_dicts()
    if owners:
        pages = ", ".join(
            bench.say("{name} ({n})", name=bench.name(row["id"]), n=row["count"]) for row in owners
        )
        lines.append(escape(bench.say("Pages d’établissements touchées : {pages}", pages=pages)))
    return lines


def _verdicts(bench: Bench, audience: Audience, found: Differences) -> None:
    """The changes of the whole network first, since everyone reads them; the others on demand."""
    whole = found.changed.filter(pl.col("place_kind") == "province").height
    wanted = st.segmented_control(
        bench.say("Quels changements montrer"),
        ["province", "other"],
        default="province",
        format_func=lambda name: (
            bench.say("Réseau ({n})", n=whole)
            if name == "province"
            else bench.say("Établissements et groupes ({n})", n=found.count - whole)
        ),
        key=f"depot-preview-{audience}",
        label_visibility="collapsed",
        required=True,
    )
    condition = pl.col("place_kind") == "province"
    lines = []
    for changed in found.where(condition if wanted == "province" else ~condition):
        lines.append(
            [
                escape(subject_words(changed, bench.language)),
                escape(now_of(changed).place(bench.language)),
                escape(before_after(changed, bench.language)),
                f'<span class="o-tag">{escape(causes_words(changed, bench.language))}</span>',
            ]
        )
        if len(lines) == FIRST_LINES:
            break
    columns = [
        Column(bench.say("Résultat"), width=38),
        Column(bench.say("Lieu"), phone=bench.say("Lieu : "), width=18),
        Column(bench.say("Avant → après"), phone=bench.say("Avant → après : ")),
        Column(bench.say("Pourquoi"), phone=bench.say("Pourquoi : "), width=16),
    ]
    summary_table(bench.say("Résultats qui changeraient"), columns, lines)
    total = whole if wanted == "province" else found.count - whole
    if total > len(lines):
        note(bench.say("Les {n} premiers changements sur {all}.", n=len(lines), all=total))
