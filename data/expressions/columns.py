"""How the columns of a widened frame are named: written by data/expressions/wide.py, read by compiled expressions."""

#: The population that the wave uses, null where an establishment serves no territory of its own.
POPULATION = "reference.population"


def column_name(question_id: str) -> str:
    """The column that holds a question's answer.

    The answer to `establishment_id` is what somebody typed; the column of that name is the key of the submission.
    """
    return "establishment_id__answer" if question_id == "establishment_id" else question_id


def state_name(question_id: str) -> str:
    """The column that holds the state of a question's answer."""
    return f"{question_id}__state"


def previous_name(question_id: str) -> str:
    """The column that holds the previous wave's answer to a question of this wave."""
    return f"prev__{question_id}"


def previous_state_name(question_id: str) -> str:
    """The column that holds the state of that earlier answer, where an indicator divides by it."""
    return f"prev__{question_id}__state"
