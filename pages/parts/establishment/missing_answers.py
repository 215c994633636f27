"""The questions an establishment has not answered yet, and its submissions wave by wave."""

from indicators.release_reader.completeness import awaited, comments, of_establishment, reporting_of
from indicators.wording.answers import question_code
from indicators.wording.language import pick
from indicators.wording.numbers import day
from indicators.wording.submissions import submission_word
from pages.parts.establishment.choice import Profile
from pages.ui.markup import draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.signs import state_sign
from pages.ui.styles import bullets, note, quiet_line, section
from pages.ui.tables import TableColumn, cell, summary_table


def missing_answers(ctx: PageContext, shown: Profile) -> None:
    """Draw the questions awaited, each with its state and cell."""
    found = awaited(ctx.release, released_facts(ctx), shown.establishment.establishment_id, ctx.period)
    if not found:
        section(ctx.say("Ce qui manque encore : rien"), chart=True)
        note(ctx.say("Toutes les questions qui concernent l’établissement ont une réponse."))
        return
    text = "Ce qui manque encore : {n} réponse" if len(found) == 1 else "Ce qui manque encore : {n} réponses"
    section(ctx.say(text, n=len(found)), chart=True)
    items = []
    for item in found:
        address = el("code", item.address, class_="o-cell") if item.address else None
        facts = [state_sign(item.state, ctx.language), question_code(item.question), address]
        items.append([pick(item.question, "label", ctx.language), quiet_line(join(facts, " · "))])
    draw(bullets(items, "o-cells"))


def wave_history(ctx: PageContext, shown: Profile) -> None:
    """Draw one row a wave (submission, answers given and awaited), then the establishment's comments."""
    section(ctx.say("D’une vague à l’autre"), chart=True)
    columns = [
        TableColumn(ctx.say("Vague")),
        TableColumn(ctx.say("Classeur"), phone=ctx.say("Classeur : ")),
        TableColumn(ctx.say("Réponses données"), number=True, phone=ctx.say("Réponses données : ")),
        TableColumn(ctx.say("Encore attendues"), number=True, phone=ctx.say("Encore attendues : ")),
    ]
    rows = []
    own = shown.establishment.establishment_id
    for period in reversed(ctx.reader.periods):
        sent = reporting_of(ctx.release, period, own)
        words = submission_word(sent.status, ctx.language)
        if sent.received_on:
            words += ctx.say(", reçu le {day}", day=day(sent.received_on, ctx.language))
        counts = of_establishment(ctx.release, own, period)
        readable = sent.is_accepted and sent.is_named
        rows.append(
            [
                period,
                cell(words, sent.explanation),
                str(counts.given) if readable else "—",
                str(sum(counts.awaited.values())) if readable else "—",
            ]
        )
    summary_table(ctx.say("Classeurs de l’établissement, par vague"), columns, rows)
    _own_words(ctx, own)


def _own_words(ctx: PageContext, establishment_id: str) -> None:
    """Draw the comments that were reviewed for publication, where there are any."""
    found = comments(ctx.release, released_facts(ctx), establishment_id)
    if not found:
        return
    section(ctx.say("Dans les mots de l’établissement"), ctx.say("Relus avant publication"), chart=True)
    items = []
    for item in found:
        parts = [pick(item.question, "label", ctx.language), item.period]
        parts += [ctx.say("texte abrégé à la relecture")] if item.is_redacted else []
        items.append([item.text, quiet_line(" · ".join(parts))])
    draw(bullets(items, "o-cells"))
