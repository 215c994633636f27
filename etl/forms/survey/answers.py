"""What stands in the answer cells of a filled-in questionnaire."""

from collections.abc import Mapping

from data.model.survey import Question
from etl.forms.survey.copy import SurveyCopy
from etl.forms.survey.plan import choices_of
from indicators.wording.language import pick


def cell_value(question: Question, filled: Mapping[str, object], copy: SurveyCopy) -> object:
    """What stands in the question's own cell: the label of a choice, or the value as given."""
    if question.kind == "multichoice":
        return ticked_choices(question, filled)[1]
    value = filled.get(question.question_id)
    wanted = str(value).lower() if isinstance(value, bool) else value
    for choice in choices_of(question, copy.facts):
        if choice.choice_id == wanted:
            return pick(choice, "label", copy.language)
    return wanted


def ticked_choices(question: Question, filled: Mapping[str, object]) -> tuple[list[str], str]:
    """The choices ticked, and the words that go to the question's own cell (« ne sait pas »)."""
    value = filled.get(question.question_id)
    if value is None or isinstance(value, str):
        return [], value or ""
    if not isinstance(value, (list, tuple, set, frozenset)):
        return [], str(value)
    words = [str(item) for item in value]
    ticked = [word for word in words if word in question.choices]
    return ticked, "; ".join(word for word in words if word not in question.choices)
