"""Lets the tests of this room import what rooms share (`tests.queries.corpus`), however pytest is started."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.queries.fixtures import names, store, store_folder

__all__ = ["names", "store", "store_folder"]
