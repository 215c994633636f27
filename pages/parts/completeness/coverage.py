"""Who has answered: waves, establishments by section, questions, and the indicators that rest on too few."""

import polars as pl
from markupsafe import Markup

from indicators.release_reader.completeness import (
    Reporting,
    Tally,
    by_question,
    by_section,
    reporting,
    wave_rates,
)
from indicators.wording.answers import question_code
from indicators.wording.language import pick
from indicators.wording.numbers import day, percent
from indicators.wording.submissions import submission_word
from indicators.wording.value import coverage_text, missing_text, state_word
from pages.ui import url_state
from pages.ui.data_table import download
from pages.ui.markup import draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.release_cache import released_facts
from pages.ui.signs import sign, state_sign
from pages.ui.styles import hidden, link_html, note, quiet_line, section
from pages.ui.tables import TableColumn, cell, summary_table, table_html
from pages.ui.url_state import link
from pages.ui.wording import colon, short_name


def waves(ctx: PageContext) -> None:
    """Draw one row a wave, newest first: how many answered, who did not, what came back for correction."""
    section(
        ctx.say("Taux de réponse par vague"),
        ctx.say("Classeurs acceptés sur établissements du cadre"),
        chart=True,
    )
    columns = [
        TableColumn(ctx.say("Vague")),
        TableColumn(ctx.say("Acceptés"), number=True, phone=ctx.say("Acceptés : ")),
        TableColumn(hidden(ctx.say("Part, dessinée"))),
        TableColumn(ctx.say("Sans classeur accepté"), phone=ctx.say("Sans classeur accepté : ")),
    ]
    rows = []
    for period in reversed(ctx.reader.periods):
        sent = reporting(ctx.release, period)
        rates = wave_rates(ctx.release, period)
        share = rates.share(rates.accepted) or 0.0
        by_status: dict[str, list[str]] = {}
        for item in sent:
            if not item.is_accepted:
                by_status.setdefault(item.status, []).append(short_name(item.establishment_id, ctx.language))
        absent = "; ".join(
            f"{submission_word(status, ctx.language)}{colon(ctx.language)}{', '.join(names)}"
            for status, names in by_status.items()
        )
        rows.append(
            [
                link_html(url_state.same_page(vague=period), period),
                cell(
                    ctx.say("{k} sur {n}", k=sum(item.is_accepted for item in sent), n=len(sent)),
                    _share_and_punctuality(ctx, share, rates.share(rates.on_time)),
                    strong=True,
                ),
                _bar(share, low=False),
                absent or ctx.say("tous ont répondu"),
            ]
        )
    summary_table(ctx.say("Classeurs acceptés, par vague"), columns, rows)


def _share_and_punctuality(ctx: PageContext, share: float, punctual: float | None) -> str:
    """« 93 %; à temps : 83 % », the second where it is known."""
    text = percent(share, 0, ctx.language)
    if punctual is None:
        return text
    return ctx.say("{share}; à temps : {punctual}", share=text, punctual=percent(punctual, 0, ctx.language))


def _bar(share: float | None, *, low: bool) -> Markup:
    """A bar that repeats the share written beside it."""
    filled = el("span", class_="o-bar-low" if low else None, style=f"width:{share or 0:.0f}%")
    return el("span", filled, class_="o-bar", aria_hidden="true")


def sections(ctx: PageContext) -> None:
    """Draw establishments by section of the questionnaire: answers given over answers called for."""
    facts = released_facts(ctx)
    names = {item.choice_id: pick(item, "label", ctx.language) for item in facts.choice_lists["questionnaire_section"]}
    counts = by_section(ctx.release, facts, ctx.period)
    sent = reporting(ctx.release, ctx.period)
    section(
        ctx.say("Réponses par établissement et par section"),
        ctx.say(
            "Réponses données sur réponses attendues; « sans objet » et « non demandé » n’attendent rien "
            "· triangle : moins de 60 %"
        ),
        chart=True,
    )
    heads = [
        TableColumn(
            join([letter, hidden(" ", name)]),
            phone=f"{letter}{colon(ctx.language)}",
        )
        for letter, name in names.items()
    ]
    rows = [
        [
            link_html(
                link("establishment", id=item.establishment_id),
                short_name(item.establishment_id, ctx.language),
            )
        ]
        + [_section_cell(ctx, item, counts.get((item.establishment_id, letter))) for letter in names]
        for item in sent
    ]
    caption = ctx.say("Réponses données sur réponses attendues, par établissement et section")
    table = table_html(caption, [TableColumn(ctx.say("Établissement")), *heads], rows)
    draw(el("div", table, class_="o-matrix o-scroll", role="region", aria_label=caption, tabindex=0))
    note(" · ".join(f"{letter} {name}" for letter, name in names.items()))
    note(
        ctx.say(
            "{hidden} : réponses publiées seulement dans des regroupements · {gone} : aucun classeur accepté",
            hidden=state_word("suppressed", ctx.language),
            gone=state_word("not_answered", ctx.language),
        )
    )
    download(ctx, "completude-sections", lambda: section_table(ctx))


def _section_cell(ctx: PageContext, item: Reporting, counts: Tally | None) -> Markup:
    if not item.is_accepted:
        return _state_of_cell(ctx, "not_answered")
    if not item.is_named:
        return _state_of_cell(ctx, "suppressed")
    none = el("span", "—", class_="o-none")
    if counts is None:
        return none
    suppressed = quiet_line(_state_of_cell(ctx, "suppressed"), f" {counts.hidden}") if counts.hidden else None
    if not counts.concerned:
        return join([none, suppressed])
    text = f"{counts.given}/{counts.concerned}"
    if counts.is_low:
        given = el("span", sign("lower", tone="bad"), " ", text, class_="o-low")
    else:
        given = el("span", text, class_="o-full" if counts.given == counts.concerned else "o-part")
    return join([given, suppressed])


def _state_of_cell(ctx: PageContext, state: str) -> Markup:
    return join([sign(state), hidden(" ", state_word(state, ctx.language))])


def section_table(ctx: PageContext) -> pl.DataFrame:
    """The matrix as one row an establishment and section, for the files; a hidden one has its state alone."""
    facts = released_facts(ctx)
    counts = by_section(ctx.release, facts, ctx.period)
    rows = []
    for item in reporting(ctx.release, ctx.period):
        shown = item.is_accepted and item.is_named
        for letter in [choice.choice_id for choice in facts.choice_lists["questionnaire_section"]]:
            found = counts.get((item.establishment_id, letter)) if shown else None
            rows.append(
                {
                    "establishment_id": item.establishment_id,
                    "wave_id": ctx.period,
                    "status": item.status,
                    "section": letter,
                    "given": found.given if found else None,
                    "called_for": found.concerned if found else None,
                    "hidden": found.hidden if found else None,
                }
            )
    return pl.DataFrame(rows, infer_schema_length=None)


def questions(ctx: PageContext) -> None:
    """Draw the questions of one section: how many answered, who is awaited by kind, how many are hidden."""
    facts = released_facts(ctx)
    names = {item.choice_id: pick(item, "label", ctx.language) for item in facts.choice_lists["questionnaire_section"]}
    section(
        ctx.say("Réponses par question"),
        ctx.say(
            "Parmi les classeurs acceptés · les réponses masquées sont comptées à part et n’entrent dans aucune part"
        ),
        chart=True,
    )
    letters = list(names)
    letter = url_state.select(
        "section",
        ctx.say("Section du questionnaire"),
        letters,
        letters[0],
        lambda item: f"{item} · {names[item]}",
    )
    found = [
        (question, counts)
        for question, counts in by_question(ctx.release, facts, ctx.period)
        if question.section == letter
    ]
    columns = [
        TableColumn(ctx.say("Question")),
        TableColumn(ctx.say("Répondu"), number=True, phone=ctx.say("Répondu : ")),
        TableColumn(hidden(ctx.say("Part, dessinée"))),
        TableColumn(ctx.say("Attendu"), phone=ctx.say("Attendu : ")),
        TableColumn(ctx.say("Sans objet"), number=True, phone=ctx.say("Sans objet : ")),
        TableColumn(ctx.say("Masqué"), number=True, phone=ctx.say("Masqué : ")),
    ]
    rows = []
    for question, counts in found:
        share = "—" if counts.share is None else percent(counts.share, 0, ctx.language)
        low = ctx.say("moins de 60 %") if counts.is_low else ctx.say("{k} sur {n}", k=counts.given, n=counts.concerned)
        awaited = join(([state_sign(state, ctx.language), f" {n}"] for state, n in counts.awaited.items()), ", ")
        rows.append(
            [
                [el("span", question_code(question), class_="o-code"), pick(question, "label", ctx.language)],
                cell(share, low, strong=True),
                _bar(counts.share, low=counts.is_low),
                awaited or "—",
                str(counts.not_applicable),
                str(counts.hidden),
            ]
        )
    summary_table(ctx.say("Réponses par question, section {letter}", letter=letter), columns, rows)


def thin_indicators(ctx: PageContext) -> None:
    """Draw the indicators of the network that rest on less than 60 % of the establishments concerned."""
    found = [
        (indicator, verdict)
        for indicator in ctx.reader.catalogue.indicator.values()
        if (verdict := ctx.reader.verdict("indicator", indicator.id, ctx.period, segment=indicator.segments[0]))
        and verdict.coverage_low
    ]
    section(
        ctx.say("Indicateurs sous 60 % de couverture : {n}", n=len(found)),
        ctx.say("Établissements évalués sur établissements concernés, pour le réseau; la valeur est donnée en gris"),
        chart=True,
    )
    if not found:
        note(ctx.say("Chaque indicateur du réseau repose sur au moins 60 % des établissements concernés."))
        return
    columns = [
        TableColumn(ctx.say("Indicateur")),
        TableColumn(ctx.say("Couverture"), number=True, phone=ctx.say("Couverture : ")),
        TableColumn(ctx.say("Ce qui manque"), phone=ctx.say("Manque : ")),
    ]
    rows = [
        [
            [
                el("span", indicator.code, class_="o-code"),
                link_html(link("indicator", id=indicator.id), verdict.label(ctx.language)),
            ],
            cell(coverage_text(verdict, ctx.language), strong=True),
            missing_text(verdict, ctx.language) or "—",
        ]
        for indicator, verdict in found
    ]
    summary_table(ctx.say("Indicateurs dont la couverture est insuffisante"), columns, rows)


def late_files(ctx: PageContext) -> str:
    """When the first and the last accepted workbooks came, in a sentence; empty without any."""
    dates = sorted(item.received_on for item in reporting(ctx.release, ctx.period) if item.received_on)
    if not dates:
        return ""
    first, last = (day(item, ctx.language) for item in (dates[0], dates[-1]))
    return ctx.say("classeurs reçus du {first} au {last}", first=first, last=last)
