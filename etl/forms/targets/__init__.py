"""Targets, milestone statuses and rebases: a form that stewards fill in, and its way into the workbench.

One workbook is the whole of what is in force; a line that is taken out of it is no longer in force.
"""

from etl.forms.targets.decisions import write_targets
from etl.forms.targets.receive import DecisionReceipt, receive_targets

__all__ = ["DecisionReceipt", "receive_targets", "write_targets"]
