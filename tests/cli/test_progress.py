"""The pace of a load: rate and time left, as the progress bar shows them."""

from __future__ import annotations

from mithaq.cli.progress import Pace


class _Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def _batches(pace: Pace, clock: _Clock, count: int, seconds: float) -> None:
    """Batches of 128 articles, told all at once."""
    for _ in range(count):
        clock.now += seconds
        for _ in range(128):
            pace.more(1)
            clock.now += 1e-5


def test_nothing_is_told_before_anything_is_known() -> None:
    pace = Pace(_Clock())
    assert (pace.rate(), pace.left(1000)) == (0.0, "")


def test_bursts_do_not_make_a_load_look_fast() -> None:
    clock = _Clock()
    pace = Pace(clock)
    _batches(pace, clock, 1, 4.0)
    assert 28 < pace.rate() < 33
    _batches(pace, clock, 9, 4.0)
    assert 28 < pace.rate() < 33
    assert pace.left(1280 + 32 * 3723).startswith("1:0")
    assert pace.left(None) == ""
    assert pace.left(1280) == "0:00:00 left"


def test_what_was_skipped_quickly_is_soon_forgotten() -> None:
    clock = _Clock()
    pace = Pace(clock)
    _batches(pace, clock, 100, 0.1)
    _batches(pace, clock, 20, 4.0)
    assert 28 < pace.rate() < 35
