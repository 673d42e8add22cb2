"""Lets tests of this room, and processes they start, import what they share (`tests.pipeline.newswire`)."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATHS = (str(ROOT), str(ROOT / "loader"))
sys.path[:0] = PATHS
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (*PATHS, os.environ.get("PYTHONPATH"))))
