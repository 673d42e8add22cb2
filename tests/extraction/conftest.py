"""Lets the tests of this room import what they share (`tests.extraction.saying`), however pytest is started."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
