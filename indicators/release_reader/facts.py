"""The reference facts as a release holds them: an old release is read with the questionnaire of its day.

What a release was made without (no such table was published then) is read from today's reference facts.
"""

import json
from dataclasses import replace
from typing import TypeVar

from data.facts import Facts, load_facts
from data.model.survey import Choice, Establishment, NetworkTotal, PeerGroup, Question, QuestionnaireChange, Row, Rule
from data.model.survey_frame import FrameEvent
from data.store.releases.release import Release
from indicators.catalogue import load_catalogue
from indicators.catalogue.model import Catalogue

RowT = TypeVar("RowT", bound=Row)


#: The definition of a release → the table of the facts that stands for it where the release holds none.
TABLES = {
    "questionnaire": "questions",
    "choices": "choices",
    "changes": "changes",
    "rules": "rules",
    "peer_groups": "peer_groups",
    "totals": "totals",
    "establishments": "establishments",
    "frame_events": "frame_events",
}


def facts_of(release: Release) -> Facts:
    """The facts of a release; what no release changes (sources, glossary, initiatives) is today's."""
    return replace(
        load_facts(),
        questions=rows_of(release, "questionnaire", Question),
        choices=rows_of(release, "choices", Choice),
        changes=rows_of(release, "changes", QuestionnaireChange),
        rules=rows_of(release, "rules", Rule),
        peer_groups=rows_of(release, "peer_groups", PeerGroup),
        totals=rows_of(release, "totals", NetworkTotal),
        establishments=rows_of(release, "establishments", Establishment, provenance_internal=""),
        frame_events=rows_of(release, "frame_events", FrameEvent),
    )


def catalogue_of(release: Release) -> Catalogue:
    """The recommendations and indicators as they were on the day of the release."""
    text = release.definition("catalogue")
    return load_catalogue() if text is None else Catalogue.model_validate_json(text)


def rows_of(release: Release, name: str, contract: type[RowT], **unpublished: str) -> tuple[RowT, ...]:
    """The rows of one definition; `unpublished` fills what the release leaves out."""
    text = release.definition(name)
    if text is None:
        return getattr(load_facts(), TABLES[name])
    return tuple(contract.model_validate({**item, **unpublished}) for item in json.loads(text))
