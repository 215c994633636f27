"""When files came, how long those to mend have waited, and what kinds of answers are missing, wave by wave."""

import polars as pl

from indicators.release_reader.completeness import corrections, missing_kinds, wave_rates
from indicators.wording.numbers import day, number, percent
from indicators.wording.submissions import submission_word
from indicators.wording.value import state_word
from pages.ui.data_table import data_table
from pages.ui.page_context import PageContext
from pages.ui.signs import state_sign
from pages.ui.styles import link_html, note, section
from pages.ui.tables import TableColumn, cell, summary_table
from pages.ui.url_state import link
from pages.ui.wording import colon, short_name

#: The least share that one decimal can write.
LEAST_SHARE = 0.1


def timing(ctx: PageContext) -> None:
    """Draw, a row a wave, the share of files received and of those received by the due date."""
    section(
        ctx.say("Envois reçus, et reçus à temps"),
        ctx.say(
            "Premier fichier de chaque établissement, au plus tard le jour de l’échéance · {n} vagues",
            n=len(ctx.reader.periods),
        ),
        chart=True,
    )
    columns = [
        TableColumn(ctx.say("Vague")),
        TableColumn(ctx.say("Échéance"), phone=ctx.say("Échéance : ")),
        TableColumn(ctx.say("Envois reçus"), number=True, phone=ctx.say("Envois reçus : ")),
        TableColumn(ctx.say("À temps"), number=True, phone=ctx.say("À temps : ")),
    ]
    dues = dict(ctx.release.waves.select("wave_id", "due_on").iter_rows())
    rows, plain = [], []
    for period in reversed(ctx.reader.periods):
        rates = wave_rates(ctx.release, period)
        rows.append(
            [
                period,
                day(dues[period], ctx.language),
                _share(ctx, rates.received, rates.asked, rates.share(rates.received)),
                _share(ctx, rates.on_time, rates.asked, rates.share(rates.on_time)),
            ]
        )
        plain.append((period, dues[period], rates.asked, rates.received, rates.on_time, rates.accepted))
    summary_table(ctx.say("Envois reçus et reçus à temps, par vague"), columns, rows)
    names = ["wave_id", "due_on", "asked", "received", "on_time", "accepted"]
    shown = pl.DataFrame(plain, schema=names, orient="row")
    words = [
        ctx.say("Vague"),
        ctx.say("Échéance"),
        ctx.say("Établissements du cadre"),
        ctx.say("Envois reçus"),
        ctx.say("À temps"),
        ctx.say("Acceptés"),
    ]
    readable = shown.select(
        pl.col(name).cast(pl.String).fill_null("—").alias(word) for name, word in zip(names, words, strict=True)
    )
    data_table(ctx, "completude-vagues", readable, lambda: shown)


def _share(ctx: PageContext, count: int | None, asked: int, share: float | None) -> str:
    if count is None or share is None:
        return cell("—", ctx.say("non publié dans cette version"))
    return cell(percent(share, 0, ctx.language), ctx.say("{k} sur {n}", k=count, n=asked), strong=True)


def correction_ages(ctx: PageContext) -> None:
    """Draw the files that waited for a correction or for an acceptance on the day of the release."""
    found = corrections(ctx.release, ctx.period)
    section(
        ctx.say("Corrections en attente : {n}", n=len(found)),
        ctx.say(
            "Vague {period}, au jour de la version ({day}); ce qui n’est pas accepté n’entre dans aucun nombre",
            period=ctx.period,
            day=day(ctx.release.published_at, ctx.language),
        ),
        chart=True,
    )
    if not found:
        note(ctx.say("Aucun classeur reçu n’attendait de correction."))
        return
    columns = [
        TableColumn(ctx.say("Établissement")),
        TableColumn(ctx.say("État"), phone=ctx.say("État : ")),
        TableColumn(ctx.say("Jours d’attente"), number=True, phone=ctx.say("Jours d’attente : ")),
    ]
    rows = [
        [
            link_html(
                link("establishment", id=item.establishment_id),
                short_name(item.establishment_id, ctx.language),
            ),
            submission_word(item.status, ctx.language),
            str(item.days),
        ]
        for item in found
    ]
    summary_table(ctx.say("Classeurs qui attendaient une correction"), columns, rows)


def kinds(ctx: PageContext) -> None:
    """Draw how many answers are given and missing, by kind and by wave; hidden ones are counted apart."""
    periods = list(reversed(ctx.reader.periods))
    counts = {period: missing_kinds(ctx.release, period) for period in periods}
    states = list(dict.fromkeys(state for found in counts.values() for state in found))
    section(
        ctx.say("Ce qui manque, par nature et par vague"),
        ctx.say("Réponses des classeurs acceptés; part des réponses de la vague"),
        chart=True,
    )
    columns = [
        TableColumn(ctx.say("État de la réponse")),
        *(TableColumn(period, number=True, phone=f"{period}{colon(ctx.language)}") for period in periods),
    ]
    rows, plain = [], []
    for state in states:
        cells = []
        for period in periods:
            whole, found = sum(counts[period].values()), counts[period].get(state, 0)
            cells.append(
                cell(
                    number(found, 0, ctx.language),
                    _share_of_kind(ctx, found, whole) if whole else "—",
                )
            )
            plain.append((period, state, found))
        rows.append([[state_sign(state, ctx.language), " "], *cells])
    summary_table(ctx.say("Réponses par état et par vague"), columns, rows)
    shown = pl.DataFrame(
        [
            (state_word(state, ctx.language), *(str(counts[period].get(state, 0)) for period in periods))
            for state in states
        ],
        schema=[ctx.say("État de la réponse"), *periods],
        orient="row",
    )
    data_table(
        ctx,
        "completude-etats",
        shown,
        lambda: pl.DataFrame(plain, schema=["wave_id", "state", "answers"], orient="row"),
    )


def _share_of_kind(ctx: PageContext, found: int, whole: int) -> str:
    """The share of one kind; a kind that was found is never written as none."""
    share = 100 * found / whole
    if 0 < share < LEAST_SHARE:
        return ctx.say("moins de {share}", share=percent(LEAST_SHARE, 1, ctx.language))
    return percent(share, 1, ctx.language)
