"""A project's dates against the usual length of a strategic community, as its source gives it."""

from datetime import date

from data.model.survey import Row
from indicators.catalogue.model import Language
from indicators.initiatives.collected import Board
from indicators.initiatives.tree import tree
from indicators.wording.language import say
from indicators.wording.numbers import day

LENGTH = "communaute-strategique-itss-07"


class Span(Row):
    """The days of a project on the 18–24-month band: `earliest` and `latest` bound where it usually ends."""

    started_on: date
    ends_on: date | None
    has_ended: bool
    earliest: date
    latest: date
    months: int


def usual_months() -> tuple[int, int]:
    """The shortest and the longest usual length in months, from the published fact (« environ 18 à 24 mois »)."""
    fact = next(item.fact for item in tree("communaute-strategique-itss").all_measures if item.fact.fact_id == LENGTH)
    low, high = fact.value_min or 0, fact.value_max or 0
    return int(low), int(high)


def span_of(board: Board, on: date) -> Span | None:
    """A project's dates beside the usual band; None where it has no start.

    Args:
        on: the day up to which a project that has not ended is counted: the day of the release.
    """
    started = board.project.day("started_on")
    if started is None:
        return None
    ended = board.project.day("ended_on")
    low, high = usual_months()
    return Span(
        started_on=started,
        ends_on=ended or board.project.day("planned_end"),
        has_ended=ended is not None,
        earliest=later(started, low),
        latest=later(started, high),
        months=whole_months(started, ended or max(on, started)),
    )


def board_sentence(board: Board, on: date, language: Language) -> str:
    """Where a project stands: months gone or taken, against the usual band; and its ideas."""
    span = span_of(board, on)
    low, high = usual_months()
    told = {
        "project": board.name,
        "low": low,
        "high": high,
        "retained": board.ideas_at("retained"),
        "tried": board.ideas_at("tried"),
        "permanent": board.ideas_at("permanent"),
    }
    if span is None:
        text = "{project} : idées retenues {retained}, essayées {tried}, devenues permanentes {permanent}."
        return say(text, language, **told)
    text = (
        "{project} : terminé en {months} mois (durée habituelle, environ {low} à {high}); idées retenues {retained}, "
        "essayées {tried}, devenues permanentes {permanent}."
        if span.has_ended
        else "{project} : {months} mois depuis le {start} (durée habituelle, environ {low} à {high}); idées retenues {retained}, "
        "essayées {tried}, devenues permanentes {permanent}."
    )
    return say(text, language, **told, months=span.months, start=day(span.started_on, language))


def later(start: date, months: int) -> date:
    """The same day so many months later, the last day of a shorter month."""
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - date(year, month, 1)).days
    return date(year, month, min(start.day, last))


def whole_months(start: date, end: date) -> int:
    """How many whole months lie between two days."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
