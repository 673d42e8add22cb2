"""Ctrl-C sets the event that ends a load, whatever the main thread is doing."""

from __future__ import annotations

import subprocess
import sys

HELD = """
import os, signal, threading
from mithaq.pipeline.interruption import set_on_interrupt

stop = threading.Event()
signal.signal(signal.SIGINT, signal.default_int_handler)
with set_on_interrupt(stop):
    with stop._cond:  # as a wait for the event holds it for a moment
        os.kill(os.getpid(), signal.SIGINT)
        sum(range(1000))
    assert stop.wait(30)
    try:
        os.kill(os.getpid(), signal.SIGINT)
        sum(range(1000))
    except KeyboardInterrupt:
        print("interrupted")
"""


def test_ctrl_c_just_before_a_wait_sets_the_event_and_a_second_one_interrupts() -> None:
    done = subprocess.run([sys.executable, "-c", HELD], capture_output=True, encoding="utf-8", timeout=60)
    assert done.stdout == "interrupted\n", done.stderr
