"""Start child processes that Ctrl-C does not reach."""

from __future__ import annotations

import signal
from multiprocessing import resource_tracker
from multiprocessing.process import BaseProcess

__all__ = ["start_without_interrupts"]

_INTERRUPTS = {signal.SIGINT}


def start_without_interrupts(process: BaseProcess) -> None:
    """Start a process with SIGINT blocked, from its first instruction on.

    A terminal sends Ctrl-C to all processes of a command, but only the one that was started there is to handle it. A
    child that ignored the signal once it runs would still be killed by it while it loads its modules.
    """
    resource_tracker.ensure_running()  # otherwise it is started with the child, and unblocks the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTS)
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
