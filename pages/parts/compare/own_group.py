"""The group that the reader makes by name, computed by the same function as a declared one."""

from indicators.release_reader.custom import custom_group
from indicators.verdicts.model import Verdict
from indicators.wording.change import change_sentence
from indicators.wording.finding import detail, finding
from indicators.wording.note import hidden_reason
from pages.parts.compare.choice import Comparison
from pages.ui.data_table import verdicts_table
from pages.ui.page_context import PageContext
from pages.ui.signs import change_sign, state_sign
from pages.ui.styles import note, section, text


def own_group(ctx: PageContext, chosen: Comparison) -> None:
    """Draw the sum of the reader's own group beside the declared ones; nothing for another choice."""
    if not chosen.is_own_group:
        return
    language = ctx.language
    verdict = custom_group(
        ctx.release,
        chosen.subject,
        chosen.members,
        chosen.period,
        None if chosen.is_usual_change else chosen.earlier,
    )
    section(finding(verdict, language), detail(verdict, language))
    if verdict.state == "suppressed":
        reason = ctx.say("{why} : un des établissements choisis est masqué.", why=hidden_reason(verdict, language))
        text(state_sign(verdict.state, language))
        text(reason)
        note(ctx.say("Retirez un établissement, ou lisez les groupes de pairs déclarés."))
        return
    mark = change_sign(verdict.change_state, verdict.change_judgement)
    text(mark, " ", change_sentence(verdict, language))
    note(
        ctx.say(
            "Votre groupe est calculé à l’instant, des seules valeurs visibles, par la même fonction que les groupes "
            "déclarés; il n’entre dans aucun fichier de la version."
        )
    )
    rows = [verdict, *_declared(ctx, chosen)]
    verdicts_table(ctx, "votre-groupe", rows, "group", "value", "counts", "interval", "coverage")


def _declared(ctx: PageContext, chosen: Comparison) -> list[Verdict]:
    """The network and the peer groups, to read the own group beside them."""
    groups = ctx.reader.by_peer_group(chosen.subject_kind, chosen.subject_id, chosen.period, chosen.segment)
    return [item for item in (chosen.province, *groups) if item is not None]
