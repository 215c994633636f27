"""A project's dates against the usual length of a strategic community, as its source gives it."""

from datetime import date

from data.model.survey import Row
from indicators.catalogue.model import Language
from indicators.initiatives.collected import Project
from indicators.initiatives.tree import Measure
from indicators.wording.language import say
from indicators.wording.numbers import day


class Span(Row):
    """The days of a project, and the whole months gone or taken."""

    started_on: date
    ends_on: date | None
    has_ended: bool
    months: int


def usual_months(length: Measure) -> tuple[int, int]:
    """The shortest and the longest usual length in months, from a published fact (« environ 18 à 24 mois »)."""
    return int(length.fact.value_min or 0), int(length.fact.value_max or 0)


def span_of(project: Project, on: date) -> Span | None:
    """A project's days; None where it has no start. One that has not ended is counted up to `on`."""
    started = project.row.day("started_on")
    if started is None:
        return None
    ended = project.row.day("ended_on")
    return Span(
        started_on=started,
        ends_on=ended or project.row.day("planned_end"),
        has_ended=ended is not None,
        months=whole_months(started, ended or max(on, started)),
    )


def project_sentence(project: Project, on: date, usual: tuple[int, int], language: Language) -> str:
    """Where a project stands on a day: months gone or taken, against the usual length; and its ideas."""
    span = span_of(project, on)
    ideas = {stage: project.ideas_at(stage) for stage in ("retained", "tried", "permanent")}
    values = {"project": project.name, "low": usual[0], "high": usual[1], **ideas}
    if span is None:
        text = "{project} : idées retenues {retained}, essayées {tried}, devenues permanentes {permanent}."
        return say(text, language, **values)
    text = (
        "{project} : terminé en {months} mois (durée habituelle, environ {low} à {high}); idées retenues {retained}, "
        "essayées {tried}, devenues permanentes {permanent}."
        if span.has_ended
        else "{project} : {months} mois depuis le {start} (durée habituelle, environ {low} à {high}); idées retenues "
        "{retained}, essayées {tried}, devenues permanentes {permanent}."
    )
    return say(text, language, **values, months=span.months, start=day(span.started_on, language))


def whole_months(start: date, end: date) -> int:
    """How many whole months lie between two days."""
    return (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
