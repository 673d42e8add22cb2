"""Check the files of `mithaq site`: every link leads to a file and an anchor of it, every page is valid HTML.

    python -m scripts.check_site FOLDER [--every N] [--validator vnu.jar]

Pages are parsed as the HTML standard says (html5lib); `--every 10` parses every tenth page, which is quicker, and
checks the links of all. `--validator` names the jar of the Nu Html Checker (npm package vnu-jar), which then looks at
these pages as well; it needs Java. Exits with 1 when something is wrong. Needs the extra `test`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib

__all__ = ["broken_links", "invalid_markup", "refused_by"]

_VOID = frozenset({"circle", "input", "line", "link", "meta", "path", "rect"})
_LINKS = ("href", "src", "action")
_ELSEWHERE = ("http", "https", "data")


@dataclass
class _Page(HTMLParser):
    """The links and ids of a page, and the elements that are not closed in order."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.links += [value for name in _LINKS if (value := known.get(name))]
        self.ids += [value] if (value := known.get("id")) else []
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and (not self._open or self._open.pop() != tag):
            self.unclosed.append(tag)


def _read(folder: Path) -> dict[Path, _Page]:
    pages = {}
    for path in sorted(folder.rglob("*.html")):
        pages[path] = _Page()
        pages[path].feed(path.read_text(encoding="utf-8"))
    return pages


def broken_links(folder: Path) -> Iterator[str]:
    """What is wrong with the links of a site: a link out of its folder, to no file, or to no anchor; ids used twice."""
    pages, root = _read(folder.resolve()), folder.resolve()
    for path, page in pages.items():
        name = path.relative_to(root)
        yield from (f"{name}: {tag} is not closed" for tag in page.unclosed)
        yield from (f"{name}: id {one} {n} times" for one, n in Counter(page.ids).items() if n > 1)
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme in _ELSEWHERE:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_relative_to(root):
                yield f"{name}: {link} leads out of the site"
            elif target not in pages and not target.is_file():
                yield f"{name}: {link} leads to no file"
            elif parts.fragment and target in pages and parts.fragment not in pages[target].ids:
                yield f"{name}: {link} leads to no anchor"


def invalid_markup(folder: Path, every: int = 1) -> Iterator[str]:
    """The parse errors of the pages of a site; of every `every`-th page."""
    for path in sorted(folder.rglob("*.html"))[::every]:
        parser = html5lib.HTMLParser()
        parser.parse(path.read_text(encoding="utf-8"))
        for (line, _), code, _ in parser.errors:
            yield f"{path.relative_to(folder)}:{line}: {code}"


def refused_by(validator: Path, folder: Path, every: int = 1) -> list[str]:
    """The errors that the Nu Html Checker finds in the pages of a site; in every `every`-th page."""
    pages = sorted(folder.resolve().rglob("*.html"))[::every]
    command = ["java", "-Xss4m", "-jar", str(validator), "--errors-only", "--format", "gnu", *map(str, pages)]
    return subprocess.run(command, capture_output=True, encoding="utf-8").stderr.splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="parse every N-th page only")
    parser.add_argument("--validator", type=Path, metavar="JAR", help="the Nu Html Checker")
    options = parser.parse_args()
    problems = [*broken_links(options.folder), *invalid_markup(options.folder, options.every)]
    if options.validator:
        problems += refused_by(options.validator, options.folder, options.every)
    for problem in problems[:100]:
        print(problem)
    print(f"{sum(1 for _ in options.folder.rglob('*.html'))} pages, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
