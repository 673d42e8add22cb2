"""The build hook of the package: the explorer's browser libraries come from npm, where they can be had.

A build without npm, or without a network, makes a package that works without them.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))

from scripts.web_assets import AssetError, fetch, is_complete


class BrowserLibraries(BuildHookInterface):
    """Fetches the libraries that pyproject.toml pins, unless they are there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a wheel is built, also for an editable installation."""
        root, packages = Path(self.root), self.config["packages"]
        if is_complete(root, packages):
            return
        try:
            fetch(root, packages)
        except AssetError as problem:
            self.app.display_warning(f"the explorer is built without its browser libraries: {problem}")
