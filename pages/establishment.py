"""Établissement: one establishment beside its peers, what it has not answered, and its waves."""

import streamlit as st

from indicators.wording.comparison import standing
from indicators.wording.establishment_events import frame_sentences
from indicators.wording.language import pick
from indicators.wording.submissions import submission_word
from pages.parts.establishment.choice import profile_choice
from pages.parts.establishment.missing_answers import missing_answers, wave_history
from pages.parts.establishment.profile import indicator_tables, profile_cards, shares_profile
from pages.parts.initiatives.practice_notes import establishment_practices
from pages.parts.intake.contest import contest_form
from pages.ui.markup import draw, el
from pages.ui.page_context import page_context
from pages.ui.release_cache import released_facts
from pages.ui.signs import states_legend
from pages.ui.styles import heading, note, section, send_styles
from pages.ui.wording import choice_label

ctx = page_context()
send_styles("details")
language = ctx.language
shown = profile_choice(ctx)
item = shown.establishment
facts = released_facts(ctx)
group = facts.peers_of(item.establishment_id)
kind = choice_label("establishment_type", item.type, ctx.language)

heading(
    ctx.say("Établissement · {kind} · région {code}", kind=kind, code=item.rss_code),
    item.name_2026_fr,
    ctx.say(
        "anc. {before} · pairs : {group} ({n}) · {k} indicateurs disponibles sur {total} · vague {period}",
        before=pick(item, "short_name", language),
        group=pick(group, "label", language),
        n=len(facts.members(group.peer_group_id, ctx.reader.wave_of(ctx.period))),
        k=shown.available,
        total=len(ctx.reader.catalogue.indicator),
        period=ctx.period,
    ),
)
for sentence in frame_sentences(facts, item.establishment_id, language):
    note(sentence)
if not shown.submission.is_accepted:
    words = submission_word(shown.submission.status, ctx.language)
    draw(el("p", ctx.say("Vague {period} : {words}.", period=ctx.period, words=words), class_="o-quote"))
elif not shown.is_open:
    words = ctx.say("Réponses publiées seulement dans des regroupements, au choix de l’établissement")
    draw(el("p", f"{words}.", class_="o-quote"))
    note(ctx.say("Ses valeurs entrent dans celles du réseau et de son groupe de pairs; aucune n’est montrée seule."))

if shown.is_open:
    verdicts = [verdict for _, verdict in shown.verdicts]
    draw(el("p", standing(verdicts, language), class_="o-quote"))
    profile_cards(ctx, shown)
    left, right = st.columns([3, 2], gap="large")
    with left:
        shares_profile(ctx, shown)
    with right:
        missing_answers(ctx, shown)
        wave_history(ctx, shown)
    section(
        ctx.say("Tous les indicateurs, par recommandation"),
        ctx.say("Valeur de l’établissement, médiane de ses pairs et changement depuis la vague précédente"),
    )
    indicator_tables(ctx, shown)
else:
    wave_history(ctx, shown)
establishment_practices(ctx, shown)
states_legend(language, ctx.say("Les huit états d’une valeur"))
contest_form(ctx, "establishment")
