"""The initiatives' form: what their teams fill in, its versions in the workbench, and what a release holds of it.

What is received replaces what the same sender had in force; questionnaires stay in the workbench and are destroyed on
their day (purge.py).
"""

from etl.forms.initiatives.purge import PurgeResult, purge
from etl.forms.initiatives.receive import receive_initiatives
from etl.forms.initiatives.workbook import rows_of, write_in_force, write_initiatives

__all__ = ["PurgeResult", "purge", "receive_initiatives", "rows_of", "write_in_force", "write_initiatives"]
