"""When files came, how long those to mend have waited, and what kinds of answers are missing, wave by wave."""

from html import escape

import polars as pl

from indicators.release_reader.completeness import corrections, missing_kinds, wave_rates
from indicators.wording.numbers import day, number, percent
from indicators.wording.sentences import state_word
from pages.parts.establishment.missing_answers import status_word
from pages.ui.data_table import twin
from pages.ui.establishment_names import short_name
from pages.ui.page_context import Visit
from pages.ui.styles import anchor, note, section
from pages.ui.tables import Column, cell, summary_table
from pages.ui.typography import colon
from pages.ui.url_state import link
from pages.ui.value_states import state_mark

#: The least share that one decimal can write.
LEAST_SHARE = 0.1


def timing(here: Visit) -> None:
    """Draw, a row a wave, the share of files received and of those received by the due date."""
    section(
        here.say("Envois reçus, et reçus à temps"),
        here.say(
            "Premier fichier de chaque établissement, au plus tard le jour de l’échéance · {n} vagues",
            n=len(here.reading.periods),
        ),
        chart=True,
    )
    columns = [
        Column(here.say("Vague")),
        Column(here.say("Échéance"), phone=here.say("Échéance : ")),
        Column(here.say("Envois reçus"), number=True, phone=here.say("Envois reçus : ")),
        Column(here.say("À temps"), number=True, phone=here.say("À temps : ")),
    ]
    dues = dict(here.release.waves.select("wave_id", "due_on").iter_rows())
    rows, plain = [], []
    for period in reversed(here.reading.periods):
        rates = wave_rates(here.release, period)
        rows.append(
            [
                escape(period),
                escape(day(dues[period], here.language)),
                _share(here, rates.received, rates.asked, rates.share(rates.received)),
                _share(here, rates.on_time, rates.asked, rates.share(rates.on_time)),
            ]
        )
        plain.append((period, dues[period], rates.asked, rates.received, rates.on_time, rates.accepted))
    summary_table(here.say("Envois reçus et reçus à temps, par vague"), columns, rows)
    names = ["wave_id", "due_on", "asked", "received", "on_time", "accepted"]
    shown = pl.DataFrame(plain, schema=names, orient="row")
    words = [
        here.say("Vague"),
        here.say("Échéance"),
        here.say("Établissements du cadre"),
        here.say("Envois reçus"),
        here.say("À temps"),
        here.say("Acceptés"),
    ]
    readable = shown.select(
        pl.col(name).cast(pl.String).fill_null("—").alias(word)
        for name, word in zip(names, words, strict=True)
    )
    twin(here, "completude-vagues", readable, lambda: shown)


def _share(here: Visit, count: int | None, asked: int, share: float | None) -> str:
    if count is None or share is None:
        return cell("—", here.say("non publié dans cette version"))
    return cell(percent(share, 0, here.language), here.say("{k} sur {n}", k=count, n=asked), strong=True)


def correction_ages(here: Visit) -> None:
    """Draw the files that waited for a correction or for an acceptance on the day of the release."""
    found = corrections(here.release, here.period)
    section(
        here.say("Corrections en attente : {n}", n=len(found)),
        here.say(
            "Vague {period}, au jour de la version ({day}); ce qui n’est pas accepté n’entre dans aucun nombre",
            period=here.period,
            day=day(here.release.published_at, here.language),
        ),
        chart=True,
    )
    if not found:
        note(here.say("Aucun classeur reçu n’attendait de correction."))
        return
    columns = [
        Column(here.say("Établissement")),
        Column(here.say("État"), phone=here.say("État : ")),
        Column(here.say("Jours d’attente"), number=True, phone=here.say("Jours d’attente : ")),
    ]
    rows = [
        [
            anchor(
                link("establishment", id=item.establishment_id),
                short_name(item.establishment_id, here.language),
            ),
            escape(status_word(here, item.status)),
            str(item.days),
        ]
        for item in found
    ]
    summary_table(here.say("Classeurs qui attendaient une correction"), columns, rows)


def kinds(here: Visit) -> None:
    """Draw how many answers are given and missing, by kind and by wave; hidden ones are counted apart."""
    periods = list(reversed(here.reading.periods))
    counts = {period: missing_kinds(here.release, period) for period in periods}
    states = list(dict.fromkeys(state for found in counts.values() for state in found))
    section(
        here.say("Ce qui manque, par nature et par vague"),
        here.say("Réponses des classeurs acceptés; part des réponses de la vague"),
        chart=True,
    )
    columns = [
        Column(here.say("État de la réponse")),
        *(Column(period, number=True, phone=f"{period}{colon(here.language)}") for period in periods),
    ]
    rows, plain = [], []
    for state in states:
        cells = []
        for period in periods:
            whole, found = sum(counts[period].values()), counts[period].get(state, 0)
            cells.append(
                cell(
                    number(found, 0, here.language),
                    _share_of_kind(here, found, whole) if whole else "—",
                )
            )
            plain.append((period, state, found))
        rows.append([f"{state_mark(state, here.language)} ", *cells])
    summary_table(here.say("Réponses par état et par vague"), columns, rows)
    shown = pl.DataFrame(
        [
            (state_word(state, here.language), *(str(counts[period].get(state, 0)) for period in periods))
            for state in states
        ],
        schema=[here.say("État de la réponse"), *periods],
        orient="row",
    )
    twin(
        here,
        "completude-etats",
        shown,
        lambda: pl.DataFrame(plain, schema=["wave_id", "state", "answers"], orient="row"),
    )


def _share_of_kind(here: Visit, found: int, whole: int) -> str:
    """The share of one kind; a kind that was found is never written as none."""
    share = 100 * found / whole
    if 0 < share < LEAST_SHARE:
        return here.say("moins de {share}", share=percent(LEAST_SHARE, 1, here.language))
    return percent(share, 1, here.language)
