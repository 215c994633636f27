"""The desk: the one place where a steward's actions happen, for the page and the command line alike.

Every action asks for its right, is done in short transactions, and is written in the journal in the transaction that
did it: what is refused or fails leaves nothing behind.
"""

from etl.steward.collecting import Collecting
from etl.steward.deciding import Deciding
from etl.steward.following import Following


class StewardService(Collecting, Following, Deciding):
    """What an actor may do with the workbench of a var folder."""
