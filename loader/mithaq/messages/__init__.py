"""What commands, errors and pages say, in Arabic: a table with the English texts as its keys.

Messages are written in English where they arise, also in workers and in libraries, and translated where they are shown:
by the command line and by the explorer's pages.
"""

from mithaq.messages.translation import in_arabic, without_commands

__all__ = ["in_arabic", "without_commands"]
