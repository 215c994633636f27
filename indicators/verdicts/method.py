"""The version of the methods behind every verdict, `year.number`; each release carries its own.

docs/methods.md, « Versions of the methods », says when the number is raised, what a raise does, and what each version
changed.
"""

#: 2026.2: a target holds from the period under way on the day of its decision, no longer for every period; a bootstrap
#: interval needs six establishments, and that of a change is of expanded percentiles.
METHOD_VERSION = "2026.2"
