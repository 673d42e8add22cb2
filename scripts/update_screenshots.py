"""Take the pictures of the explorer for its page in the documentation, with the graph of seeds/.

    python -m scripts.update_screenshots

Needs the extra `test`, the browser libraries (`python -m scripts.web_assets`) and a Chromium on the PATH or named by
MITHAQ_CHROMIUM. Run it when the pages look different.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "assets" / "explorer"
QUERY = """SELECT ?agreement ?signed ?party
WHERE { ?agreement a mq:Agreement ; mq:signedOn ?signed ; mq:party ?party }
ORDER BY ?signed"""
PICTURES = {
    "person": "/id/person/mstfy-alkazmy-ed45d14094?lang=en",
    "article": "/id/article/001_c4b3c52198612638?lang=en",
    "search-ar": "/search?q=قطر&lang=ar",
    "network": "/network?lang=en",
    "map": "/map?lang=en",
    "matrix": "/queries/statement-matrix?run=1&lang=en",
    "editor": f"/query?{urlencode({'query': QUERY, 'lang': 'en'})}",
}
SIZE = {"width": 1000, "height": 640}
_QUALITY = 60


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """The address of an explorer over a store until the block ends."""
    command = [sys.executable, "-u", "-m", "mithaq", "serve", "--store", str(store), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://[^ ]+:\d+", process.stdout.readline())
            if found is None:
                sys.exit("the explorer did not start")
            yield found[0]
        finally:
            process.terminate()


def main() -> None:
    names = (os.environ.get("MITHAQ_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        sys.exit("no Chromium on the PATH, nor named by MITHAQ_CHROMIUM")
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        subprocess.run([sys.executable, "-m", "mithaq", "load", "seeds", "--store", str(store)], cwd=ROOT, check=True)
        with serving(store) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE)  # type: ignore[arg-type]
            page.goto(f"{address}/search?q=a")  # waits for the index
            for name, path in PICTURES.items():
                page.goto(address + path)
                if name == "person":
                    page.locator(".fact summary").first.click()
                if name in ("map", "matrix"):
                    page.locator("svg.map, table.matrix").scroll_into_view_if_needed()
                if name == "editor":
                    page.click(".yasqe_queryButton")
                    page.wait_for_selector("#yasr tbody tr")
                    page.locator("#yasqe").evaluate("element => element.scrollIntoView()")
                page.screenshot(path=OUT / f"{name}.jpg", type="jpeg", quality=_QUALITY)
            browser.close()
    print(f"{sum(path.stat().st_size for path in OUT.iterdir()) / 1000:.0f} kB in {OUT.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
