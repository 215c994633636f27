"""The version of the methods behind every verdict; a release carries it, since the same answers under other methods are another release."""

#: Raised when a formula, a threshold or a suppression rule changes.
METHOD_VERSION = "2026.1"
