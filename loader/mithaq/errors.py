"""Errors a user can cause. Each prints as one line: what, where, what to do."""

from __future__ import annotations

__all__ = ["UserError"]


class UserError(Exception):
    """Something the user can mend. The command line prints the message, without a traceback, and exits with 2."""
