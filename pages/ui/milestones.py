"""Milestones with the state and evidence that a steward recorded; without a record the state is unknown."""

from collections.abc import Sequence

from markupsafe import Markup

from data.facts import load_facts
from indicators.catalogue.model import Language, Milestone
from indicators.verdicts.decisions import UNKNOWN, MilestoneState, MilestoneStatus, network_state
from indicators.wording.language import say
from indicators.wording.numbers import day
from pages.ui.markup import draw, el, join
from pages.ui.page_context import PageContext
from pages.ui.signs import sign
from pages.ui.styles import hidden
from pages.ui.wording import choice_label, short_name


def state_of(ctx: PageContext, milestone: Milestone) -> MilestoneState:
    """The state of a milestone for the network; unknown, which is not « not started », without a record."""
    held = ctx.reader.milestone_statuses.get(milestone.id, ())
    if milestone.scope == "provincial":
        for item in held:
            if not item.place_id:
                return item.status
        return UNKNOWN
    return network_state(_by_establishment(ctx, held))


def _by_establishment(ctx: PageContext, held: Sequence[MilestoneStatus]) -> list[MilestoneState]:
    """The state of a milestone at each establishment of the survey, unknown where nothing is recorded."""
    recorded: list[MilestoneState] = [item.status for item in held if item.place_id]
    absent = ctx.reader.respondents(ctx.period).frame - len(recorded)
    unknown: list[MilestoneState] = [UNKNOWN] * absent
    return recorded + unknown


def state_words(state: str, language: Language) -> str:
    """The reference's words for a state: « En cours », « Information non disponible »."""
    return choice_label("milestone_state", state, language)


def counted_states(states: Sequence[str], language: Language) -> list[tuple[str, str]]:
    """Each state present with its words and count, in the order of the reference."""
    known = (item.choice_id for item in load_facts().choice_lists["milestone_state"])
    return [
        (name, say("{state} : {n}", language, state=state_words(name, language), n=states.count(name)))
        for name in known
        if name in states
    ]


def milestone_signs(ctx: PageContext, milestones: Sequence[Milestone]) -> Markup:
    """One sign a milestone, and hidden words that count them."""
    states = [state_of(ctx, milestone) for milestone in milestones]
    said = ", ".join(words for _, words in counted_states(states, ctx.language))
    signs = join(map(sign, states), " ")
    return el("span", signs, class_="o-marks") + hidden(said)


def milestone_track(ctx: PageContext, milestones: Sequence[Milestone]) -> None:
    """Draw the milestones on a line: sign, name, state, due date, and the evidence recorded or else expected."""
    steps = []
    for milestone in milestones:
        words = milestone.words(ctx.language)
        state = state_of(ctx, milestone)
        due = milestone.due or ctx.say("aucune échéance inscrite")
        held = ctx.reader.milestone_statuses.get(milestone.id, ())
        lines = [f"{_state_line(ctx, milestone, state, held)} · {due}", *_evidence(ctx, held)]
        if not any(item.evidence for item in held):
            lines.append(ctx.say("Preuve attendue : {proof}", proof=words.evidence_expected))
        steps.append(el("li", sign(state), el("b", words.label), join(lines, el("br"))))
    draw(el("ol", steps, class_="o-track"))


def _state_line(ctx: PageContext, milestone: Milestone, state: MilestoneState, held: Sequence[MilestoneStatus]) -> str:
    """The state in words; for a step of each establishment, how many establishments are at each state."""
    if milestone.scope == "provincial" or not held:
        return state_words(state, ctx.language)
    counted = counted_states(_by_establishment(ctx, held), ctx.language)
    return ctx.say("Établissements : {counts}", counts=", ".join(words for _, words in counted))


def _evidence(ctx: PageContext, held: Sequence[MilestoneStatus]) -> list[str]:
    """The evidence of each record with its date, and the establishment where it has one."""
    lines = []
    for item in sorted(held, key=lambda item: item.place_id):
        if not item.evidence:
            continue
        proof = ctx.say("Preuve : {proof}", proof=item.evidence)
        if item.place_id:
            name, state = short_name(item.place_id, ctx.language), state_words(item.status, ctx.language)
            proof = ctx.say("{name}, {state} : {proof}", name=name, state=state, proof=item.evidence)
        if item.dated_on:
            proof = ctx.say("{proof} ({day})", proof=proof, day=day(item.dated_on, ctx.language))
        lines.append(proof)
    return lines
