"""Texts of a view in both languages, with places that are filled from the published facts of its initiative.

A place is `{what}` or `{what|form}`, then `|lower` or `|capital`:

- one or several fact ids: `{gmf-oc-06}` (« 13 personnes »), with a form of `FACT_FORMS`: `{gmf-oc-02|count}`;
- `{texts priority}`, `{components module}`, `{facts context}`: how many there are; `{components module|hours}`;
- `{facts}`: how many facts are published; `{start}`: the initiative's first year.
"""

import re
from collections.abc import Callable, Sequence
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from data.model.survey import DataKind, Row
from indicators.catalogue.model import Language
from indicators.initiatives.tree import Measure, Tree
from indicators.wording.language import pick, say, typeset
from indicators.wording.lists import list_text
from indicators.wording.numbers import number, plain_number
from indicators.wording.published_facts import fact_value

PLACE = re.compile(r"\{([^{}]*)\}")


def count_words(measure: Measure, language: Language) -> str:
    """« 66 personnes formées »: an exact number, then what it counts."""
    return f"{fact_number(measure, language)}\u00a0{lower_first(metric_words(measure, language))}"


def metric_words(measure: Measure, language: Language) -> str:
    """What a fact measures, without the remark in parentheses."""
    return pick(measure.fact, "metric", language).split(" (")[0]


def fact_number(measure: Measure, language: Language) -> str:
    """A fact as a whole number without its unit; its words where the source prints no exact number."""
    return measure.words(language) if measure.exact is None else number(measure.exact, 0, language)


def lower_first(words: str) -> str:
    """The words with a small first letter, as inside a sentence."""
    return words[:1].lower() + words[1:]


def hours(value: float, language: Language) -> str:
    """« 3,5 h »."""
    return say("{hours} h", language, hours=plain_number(value, language))


def _sum(measures: Sequence[Measure], language: Language) -> str:
    total = sum(item.exact or 0 for item in measures)
    return fact_value(measures[0].fact.model_copy(update={"value_min": total, "value_max": total}), language)


#: How facts may be said; without a form, each with its unit.
FACT_FORMS: dict[str, Callable[[Sequence[Measure], Language], str]] = {
    "": lambda facts, language: list_text([item.words(language) for item in facts], language),
    "number": lambda facts, language: fact_number(facts[0], language),
    "count": lambda facts, language: count_words(facts[0], language),
    "period": lambda facts, language: facts[0].time_point(language),
    "scope": lambda facts, language: pick(facts[0].fact, "scope", language),
    "sum": _sum,
    "least": lambda facts, language: min(facts, key=lambda item: item.exact or 0.0).words(language),
}
CASES: dict[str, Callable[[str], str]] = {
    "lower": lower_first,
    "capital": lambda words: words[:1].upper() + words[1:],
}


def _place_words(place: str, tree: Tree, language: Language) -> str:
    """What stands in a place.

    Raises:
        ValueError: the initiative has no such fact, text or component, or there is no such form.
    """
    what, *forms = place.split("|")
    case = CASES[forms.pop()] if forms and forms[-1] in CASES else str
    form = forms.pop() if forms else ""
    if forms:
        raise ValueError(f"unknown form {forms[0]!r} in {{{place}}}")
    kind, _, name = what.partition(" ")
    counted: dict[str, Sequence[object]] = {
        "texts": tree.texts_of(name),
        "components": tree.of_type(name),
        "facts": [item for item in tree.all_measures if name in ("", item.status)],
    }
    if what == "start":
        return case(tree.initiative.start or "")
    if kind in counted:
        if not counted[kind]:
            raise ValueError(f"the initiative has no {kind} {name!r} in {{{place}}}")
        if form == "hours":
            return case(hours(sum(part.component.duration_h_min or 0.0 for part in tree.of_type(name)), language))
        if form:
            raise ValueError(f"unknown form {form!r} in {{{place}}}")
        return str(len(counted[kind]))
    missing = [item for item in what.split(" ") if item not in tree.measure_of]
    if missing:
        raise ValueError(f"unknown fact id {missing[0]!r} in {{{place}}}")
    if form not in FACT_FORMS:
        raise ValueError(f"unknown form {form!r} in {{{place}}}; known: {', '.join(filter(None, FACT_FORMS))}")
    return case(FACT_FORMS[form]([tree.measure_of[item] for item in what.split(" ")], language))


def _filled(text: str, tree: Tree, language: Language) -> str:
    return PLACE.sub(lambda place: _place_words(place[1], tree, language), text)


def tree_of(info: ValidationInfo) -> Tree:
    """The tree of the initiative whose view is validated."""
    return (info.context or {})["tree"]


def _checked(text: str, info: ValidationInfo) -> str:
    _filled(text, tree_of(info), "fr")
    return text


Template = Annotated[str, AfterValidator(_checked)]


class Phrase(Row):
    """A text in both languages; validated with the initiative's tree as context, so that every place can be filled."""

    fr: Template
    en: Template

    def words(self, tree: Tree, language: Language) -> str:
        """The text in a language, its places filled."""
        text = _filled(self.fr if language == "fr" else self.en, tree, language)
        return typeset(text) if language == "fr" else text


class ViewLine(Phrase):
    """A line of a list; `release` limits it to releases of one kind."""

    release: DataKind | None = None
