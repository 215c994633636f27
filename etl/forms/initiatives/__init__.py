"""The initiatives' workbook: what their teams fill in, its way into the workbench, and what a release holds of it.

One workbook for every tool (etl/forms/initiatives/sheets.py). What is received replaces what the
same sender had in force;
questionnaires stay in the workbench and are destroyed on their day (etl/forms/initiatives/purge.py).
"""

from etl.forms.initiatives.purge import Purged, purge
from etl.forms.initiatives.receive import InitiativeReceipt, receive_initiatives
from etl.forms.initiatives.workbook import rows_of, write_initiatives

__all__ = ["InitiativeReceipt", "Purged", "purge", "receive_initiatives", "rows_of", "write_initiatives"]
