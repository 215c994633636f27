"""Targets, milestone statuses and rebases: the form that stewards fill in, and its versions in the workbench."""

from etl.forms.targets.decisions import write_targets
from etl.forms.targets.receive import receive_targets

__all__ = ["receive_targets", "write_targets"]
