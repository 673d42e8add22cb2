"""Lets the tests of this room import what rooms share (`tests.identity.told`), however pytest is started."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
