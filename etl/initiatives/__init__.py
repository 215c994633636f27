"""The initiatives' workbook: what their teams fill in, its way into the workbench, and what a release holds of it.

One workbook for every tool (etl/initiatives/sheets.py). What is received replaces what the same sender had in force;
questionnaires stay in the workbench and are destroyed on their day (etl/initiatives/purge.py).
"""

from etl.initiatives.purge import Purged, purge
from etl.initiatives.receive import InitiativeReceipt, receive_initiatives
from etl.initiatives.workbook import rows_of, write_initiatives

__all__ = ["InitiativeReceipt", "Purged", "purge", "receive_initiatives", "rows_of", "write_initiatives"]
