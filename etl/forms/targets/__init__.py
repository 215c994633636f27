"""Targets, milestone statuses and rebases: a small workbook that stewards fill in, and its way into the workbench.

One workbook is the whole of what is in force; a line that is taken out of it is no longer in force.
"""

from etl.forms.targets.receive import DecisionReceipt, receive_targets
from etl.forms.targets.workbook import write_targets

__all__ = ["DecisionReceipt", "receive_targets", "write_targets"]
