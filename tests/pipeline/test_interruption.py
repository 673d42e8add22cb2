"""Ctrl-C asks a load to stop, whatever the main thread is doing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

from mithaq.pipeline.interruption import StopRequest, set_on_interrupt

HELD = """
import os, signal
from mithaq.pipeline.interruption import StopRequest, set_on_interrupt

stop = StopRequest()
signal.signal(signal.SIGINT, signal.default_int_handler)
with set_on_interrupt(stop):
    with stop._wake._cond:  # as a wait holds it for a moment
        os.kill(os.getpid(), signal.SIGINT)
        sum(range(1000))
    assert stop.wait(30)
    try:
        os.kill(os.getpid(), signal.SIGINT)
        sum(range(1000))
    except KeyboardInterrupt:
        print("interrupted")
"""


def test_ctrl_c_just_before_a_wait_asks_to_stop_and_a_second_one_interrupts() -> None:
    done = subprocess.run([sys.executable, "-c", HELD], capture_output=True, encoding="utf-8", timeout=60)
    assert done.stdout == "interrupted\n", done.stderr


def test_a_stop_is_seen_as_soon_as_it_is_asked_for() -> None:
    for _ in range(300):
        stop = StopRequest()
        stop.set()
        assert stop.is_set()


def test_a_wait_ends_when_the_stop_is_asked_for() -> None:
    stop = StopRequest()
    began = time.monotonic()
    with set_on_interrupt(stop):
        os.kill(os.getpid(), signal.SIGINT)
        assert stop.wait(30)
    assert time.monotonic() - began < 20
