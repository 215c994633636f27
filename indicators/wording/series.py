"""What a long series says: the control chart's signals with their rules, the run chart's runs and crossings."""

from collections.abc import Sequence

from indicators.catalogue.model import Language
from indicators.verdicts.model import Verdict
from indicators.verdicts.series import control_signals, has_control_limits, last_with_median
from indicators.wording.language import say
from indicators.wording.lists import join_alt
from indicators.wording.note import rung_sentence
from indicators.wording.periods import period_text
from indicators.wording.signal import rule_words
from indicators.wording.value import line_text, value_text

_FINDINGS = {
    "outside": (
        "{label} : {n} points sous la limite basse",
        "{label} : {n} points au-dessus de la limite haute",
    ),
    "trend": ("{label} : baisse depuis {n} points", "{label} : hausse depuis {n} points"),
    "two_of_three": (
        "{label} : points rapprochés de la limite basse",
        "{label} : points rapprochés de la limite haute",
    ),
    "shift": (
        "{label} : {n} points de suite sous la moyenne",
        "{label} : {n} points de suite au-dessus de la moyenne",
    ),
}
_ONE = (
    "{label} : dernier point sous la limite basse",
    "{label} : dernier point au-dessus de la limite haute",
)


def _latest(series: Sequence[Verdict]) -> Verdict | None:
    known = [item for item in series if item.valued and item.value is not None]
    return known[-1] if known else None


def is_provisional(series: Sequence[Verdict]) -> bool:
    """Whether the limits are drawn without yet giving signs: at twelve points."""
    last = _latest(series)
    return last is not None and last.xmr_mean is not None and not last.variation


def xmr_finding(series: Sequence[Verdict], language: Language) -> str:
    """The title: the signal of the last point with its rule, else that its variation is ordinary."""
    last = _latest(series)
    if last is None or not has_control_limits(series):
        return say("Pas encore de carte de contrôle", language)
    label = last.label(language)
    if not last.xmr_rule:
        earlier = bool(control_signals(series))
        text = "{label} : variation ordinaire au dernier point" if earlier else "{label} : variation ordinaire"
        return say(text, language, label=label)
    place = [item.period for item in series].index(last.period)
    n = len(next(places for places in control_signals(series) if place in places))
    high = (last.xmr_side or 0) > 0
    if last.xmr_rule == "outside" and n == 1:
        return say(_ONE[high], language, label=label)
    return say(_FINDINGS[last.xmr_rule][high], language, label=label, n=n)


def xmr_subtitle(series: Sequence[Verdict], language: Language) -> str:
    """Unit · number of points · how the limits are made · the place."""
    last = _latest(series)
    if last is None:
        return ""
    n = sum(item.value is not None for item in series)
    limits = "limites provisoires, moyenne ± 2,66 × étendue mobile moyenne"
    if not is_provisional(series):
        limits = "limites : moyenne ± 2,66 × étendue mobile moyenne"
    return " · ".join(
        [
            say("Carte XmR", language),
            last.unit(language),
            say("{n} points", language, n=n),
            say(limits, language),
            last.place(language),
        ]
    )


def xmr_rules(series: Sequence[Verdict], language: Language) -> str:
    """Under the chart: the rules that fired, each once, in the order of the periods; or that none did."""
    words = dict.fromkeys(rule_words(series[places[-1]], language) for places in control_signals(series))
    if not words:
        return say("Aucune des quatre règles ne signale un point.", language)
    return say("Règles : {rules}.", language, rules="; ".join(words))


def xmr_alt(series: Sequence[Verdict], language: Language) -> str:
    """The sentence of the control chart."""
    last = _latest(series)
    if last is None or last.xmr_mean is None or last.xmr_low is None or last.xmr_high is None:
        return join_alt([say("Carte XmR", language), rung_sentence(series[-1], language) if series else ""])
    gone = sum(item.value is None for item in series)

    def line(value: float) -> str:
        return line_text(last, value, language)

    signals = [
        f"{period_text(series[places[-1]].period, language)} {rule_words(series[places[-1]], language)}"
        for places in control_signals(series)
    ]
    return join_alt(
        [
            say(
                "Carte XmR, {label}, {place}",
                language,
                label=last.label(language),
                place=last.place(language),
            ),
            f"{period_text(last.period, language)} {value_text(last, language)}",
            say(
                "moyenne {mean}, limites {low} et {high}",
                language,
                mean=line(last.xmr_mean),
                low=line(last.xmr_low),
                high=line(last.xmr_high),
            ),
            ", ".join(signals[-2:]) if signals else say("aucun signal", language),
            say("{n} périodes sans valeur", language, n=gone) if gone > 1 else "",
        ]
    )


def run_finding(series: Sequence[Verdict], language: Language) -> str:
    """The title: what run or crossings chance would not allow, else that there is no signal."""
    last = last_with_median(series)
    if last is None:
        return say("Pas encore de graphique séquentiel", language)
    label = last.label(language)
    if last.run_signal in ("shift", "both"):
        text = "{label} : {n} points de suite du même côté de la médiane"
        return say(text, language, label=label, n=last.run_longest)
    if last.run_signal == "crossings":
        return say("{label} : la médiane est trop peu traversée", language, label=label)
    return say("{label} : aucun signal", language, label=label)


def run_subtitle(series: Sequence[Verdict], language: Language) -> str:
    """Unit · longest run and crossings with their limits · the place."""
    last = last_with_median(series)
    if last is None:
        return ""
    text = "plus longue suite {run} (limite {most}), {crossings} traversées (minimum {least})"
    if (last.run_crossings or 0) < 2:
        text = "plus longue suite {run} (limite {most}), {crossings} traversée (minimum {least})"
    said = say(
        text,
        language,
        run=last.run_longest,
        most=last.run_longest_limit,
        crossings=last.run_crossings,
        least=last.run_crossings_limit,
    )
    kind = say("Graphique séquentiel", language)
    return " · ".join([kind, last.unit(language), said, last.place(language)])


def run_alt(series: Sequence[Verdict], language: Language) -> str:
    """The sentence of the run chart."""
    last = last_with_median(series)
    if last is None or last.run_median is None:
        kind = say("Graphique séquentiel", language)
        return join_alt([kind, rung_sentence(series[-1], language) if series else ""])
    return join_alt(
        [
            say(
                "Graphique séquentiel, {label}, {place}",
                language,
                label=last.label(language),
                place=last.place(language),
            ),
            f"{period_text(last.period, language)} {value_text(last, language)}",
            say("médiane {value}", language, value=line_text(last, last.run_median, language)),
            run_signal_words(last, language) or say("aucun signal", language),
        ]
    )


def run_signal_words(item: Verdict, language: Language) -> str:
    """The signal beside its points: « suite de 9 (limite 7) »; empty where there is none."""
    if item.run_signal in ("shift", "both"):
        return say("suite de {n} (limite {limit})", language, n=item.run_longest, limit=item.run_longest_limit)
    if item.run_signal == "crossings":
        text = (
            "{n} traversées (minimum {limit})" if (item.run_crossings or 0) > 1 else "{n} traversée (minimum {limit})"
        )
        return say(text, language, n=item.run_crossings, limit=item.run_crossings_limit)
    return ""
