"""The version of the methods behind every verdict; a release carries it, since the same answers under other methods are another release.

Policy. The version is `year.number`. The number is raised by one, in the same commit, when a change of code alone can make a
published number, interval, word of judgement or suppression differ: a formula, a threshold, a rule of a chart, a seed, a
rounding, a rule of suppression, the periods for which a target holds. It is not raised for a change of wording, of
drawing or of speed, nor for what has a label of its own: new answers, corrections, definitions (questions, indicators,
peer groups, frame) and targets.

What a raise does: the version enters the hash of a release, so the same answers give another release id; the next
publication is a new release even where no row changed, the earlier ones stay as published and say their own version; what
differs between the two releases and has no other cause is labelled « méthode ». Each version has its line in
docs/methods.md, with what changed and which numbers it moves.
"""

#: 2026.2: a target holds from the period under way on the day of its decision, no longer for every period; a bootstrap
#: interval needs six establishments, and that of a change is of expanded percentiles.
METHOD_VERSION = "2026.2"
