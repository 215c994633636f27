"""The words of a series, a funnel and a target: a signal is named only where its rule fired."""

import re
from itertools import product

import pytest

from indicators.wording.finding import paragraph
from indicators.wording.signal import (
    expected_words,
    funnel_words,
    outlier_words,
    rule_words,
    run_sentence,
    run_words,
    signal_sentence,
    signal_words,
    target_sentence,
    target_words,
)
from tests.builders.told_verdicts import alone, everything, made, median, plain, ratio

#: Words that claim a movement or a signal.
CLAIMS = re.compile(
    r"\bhausse\b|\bbaisse\b|amélioration|préoccupation|d’ordinaire\b|s’écarte|de "
    r"suite|\brise\b|\bfall\b|upward|downward"
)


@pytest.mark.parametrize(
    ("rule", "side", "french", "english"),
    [
        ("outside", 1, "au-dessus de la limite supérieure", "above the upper limit"),
        ("outside", -1, "sous la limite inférieure", "below the lower limit"),
        ("trend", 1, "7 points de suite en hausse", "7 points rising in a row"),
        (
            "two_of_three",
            -1,
            "2 points sur 3 près de la limite inférieure",
            "2 of 3 points near the lower limit",
        ),
        ("shift", 1, "7 points de suite au-dessus de la moyenne", "7 points in a row above the mean"),
        ("", 0, "", ""),
    ],
)
def test_the_rule_of_a_point_is_said_in_words(rule, side, french, english):
    verdict = median(xmr_rule=rule, xmr_side=side)
    assert rule_words(verdict, "fr") == signal_words(verdict, "fr") == french
    assert rule_words(verdict, "en") == english


def test_limits_of_twelve_points_are_called_provisional_and_carry_no_icon():
    provisional = median(xmr_rule="shift", xmr_side=-1)
    assert signal_sentence(provisional, "en") == "Signal: 7 points in a row below the mean (provisional limits)."
    firm = median(xmr_rule="shift", xmr_side=-1, variation="concern_low")
    assert plain(signal_sentence(firm, "fr")) == (
        "Signal, préoccupation : plus bas que d’ordinaire (7 points de suite sous la moyenne)."
    )


def test_a_run_chart_says_what_chance_would_allow():
    counts = {"run_longest": 9, "run_longest_limit": 7, "run_crossings": 3, "run_crossings_limit": 6}
    both = median(run_signal="both", **counts)
    assert plain(run_sentence(both, "fr")) == (
        "La série s’écarte du hasard : 9 points de suite du même côté de la médiane; le hasard en permet 7; "
        "la médiane n’est traversée que 3 fois; le hasard en veut au moins 6."
    )
    nothing = median(run_signal="none", **counts)
    assert run_words(nothing, "fr") == ""
    assert run_sentence(nothing, "en") == "Around its median, the series varies as chance does."
    assert run_sentence(median(), "fr") == ""


def test_an_outlier_says_under_how_many_methods_it_stays_one():
    assert outlier_words(ratio(**alone(outlier_methods=2)), "fr") == ("reste hors des limites selon 2 méthodes sur 3")
    assert outlier_words(ratio(**alone(outlier_methods=0)), "en") == "inside the limits by all 3 methods"
    assert outlier_words(ratio(**alone()), "fr") == ""
    assert plain(funnel_words(ratio(**alone(funnel="low_998")), "fr")) == "sous la limite à 99,8 %"
    assert plain(expected_words(ratio(funnel_expected=1.44), "fr")) == (
        "par hasard seul, environ 1,4 hors des limites à 95 %"
    )


@pytest.mark.parametrize(
    ("fields", "words", "sentence"),
    [
        ({}, "aucune cible", ""),
        ({"target_low": 50.0, "target_state": "met"}, "cible atteinte", "Cible atteinte (au moins 50 %)."),
        (
            {"target_low": 60.0, "target_state": "not_met", "target_note": "within_interval"},
            "cible non atteinte",
            "Cible non atteinte (au moins 60 %) : l’intervalle s’étend de part et d’autre de la cible.",
        ),
        (
            {"target_low": 60.0, "target_state": "not_assessable", "target_note": "low_coverage"},
            "cible non évaluable",
            "Cible non évaluable (au moins 60 %) : la couverture est insuffisante.",
        ),
    ],
)
def test_a_target_is_met_or_not_and_never_invented(fields, words, sentence):
    verdict = ratio(**fields)
    assert target_words(verdict, "fr") == words
    assert plain(target_sentence(verdict, "fr")) == sentence


def test_a_paragraph_is_the_finding_its_change_and_the_most_that_may_be_said():
    verdict = ratio(change_state="not_detectable", change_method="newcombe", needed=5, points=2, change_detectable=23.0)
    assert plain(paragraph(verdict, "fr")) == (
        "Instances avec partenaire : 57 % (41 sur 72), intervalle à 95 % de 48 à 81 %, d’après 27/30 établissements. "
        "Pas de changement décelable : avec un dénominateur de 72, il aurait fallu 23 points. "
        "2 points valides; il en faut 5 pour parler de tendance."
    )
    signal = ratio(trend="up", change_state="first", period_kind="quarter")
    assert paragraph(signal, "en") == (
        "Bodies with a partner: 57% (41 of 72), 95% interval 48 to 81%, from 27/30 establishments. "
        "First period: no comparison over time. Upward trend over the last five points."
    )
    assert plain(paragraph(ratio(**alone(state="not_applicable", value=None, notes='["no_population"]')), "fr")) == (
        "Instances avec partenaire : sans objet. "
        "L’établissement n’a pas de population de territoire : un taux par 100 000 habitants est sans objet."
    )


def test_nothing_claims_a_movement_or_a_signal_unless_its_rule_fired():
    quiet = {"trend": "none", "run_signal": "none", "xmr_rule": "", "xmr_side": 0, "variation": "common"}
    for verdict, language in product(everything(), ("fr", "en")):
        if verdict.change_state in ("up", "down") or verdict.value is None:
            continue
        calm = verdict.model_copy(update=quiet)
        if calm.change_method == "wilcoxon":
            # « 3 en hausse, 2 en baisse » counts establishments and claims nothing of the group.
            continue
        said = paragraph(calm, language) + signal_words(calm, language)
        assert not CLAIMS.search(said), said


def test_a_paragraph_has_at_most_three_sentences_of_its_own():
    made_up = made(change_state="first", needed=2, points=1)
    assert plain(paragraph(made_up, "fr")).count(". ") <= 2
