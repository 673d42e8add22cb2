"""What attacks share: a folder, a loaded store, and the load that must succeed after each disturbance."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext
from pathlib import Path

from mithaq.store import Store

from tests.attack.commands import Call, Ended, run
from tests.attack.hostile_inputs import GOOD_ID, good_line

__all__ = ["Ground", "all_ids", "whole"]

_MANY = 6
"""Articles that the loads of killed, full and shared stores have."""
_MINISTERS = ("محمد بن عبدالرحمن آل ثاني", "مولود جاويش أوغلو")
_JUDGEMENTS = (
    ("different", *_MINISTERS, "--who", "سلمى", "--why", "وزيران\u2028من دولتين"),
    ("same", *_MINISTERS, "--who", "سلمى", "--why", "خطأ"),
    ("different", *_MINISTERS, "--who", "خالد", "--why", "وزيران"),
)


@dataclass
class Ground:
    """What attacks share: the server of child processes, a folder, and a loaded store that only queries use."""

    server: ForkServerContext
    folder: Path
    _made: dict[str, Path] = field(default_factory=dict)

    def place(self, name: str) -> Path:
        """A new folder; a name of an attack ends in a hyphen and its number."""
        path = self.folder / name
        path.mkdir()
        return path

    def clear(self, number: int) -> None:
        """Remove the folders of the attacks with this number."""
        for path in self.folder.glob(f"*-{number}"):
            shutil.rmtree(path)

    def prepare(self) -> None:
        """Make what is shared, before several attacks at once ask for it."""
        self._judged()

    def mithaq(self, folder: Path, *words: str, file_size: int = 0, out: str = "", memory: int = 0) -> Ended:
        return run(self.server, Call(words, folder, file_size, out, memory))

    def articles(self) -> Path:
        """A file of a few articles."""
        if "articles" not in self._made:
            path = self.folder / "articles.jsonl"
            one = good_line().decode()
            path.write_text("".join(one.replace(GOOD_ID, f"article-{n}") for n in range(_MANY)), "utf-8")
            self._made["articles"] = path
        return self._made["articles"]

    def store(self) -> Path:
        """A store that is not changed."""
        if "store" not in self._made:
            path = self.place("shared")
            ended = self.mithaq(path, "load", str(self.articles()), "--store", str(path / "store"), "--workers", "1")
            assert ended.status == 0, ended.err
            self._made["store"] = path / "store"
        return self._made["store"]

    def judged_store(self, folder: Path) -> Path:
        """A copy in a folder of a store with judgements. One of the reasons has a line separator of Unicode."""
        shutil.copytree(self._judged(), folder / "store")
        return folder / "store"

    def _judged(self) -> Path:
        if "judged" not in self._made:
            path = self.place("judged")
            shutil.copytree(self.store(), path / "store")
            for words in _JUDGEMENTS:
                ended = self.mithaq(path, *words, "--store", str(path / "store"))
                assert ended.status == 0, ended.err
            self._made["judged"] = path / "store"
        return self._made["judged"]


def whole(ground: Ground, folder: Path, store: Path, wanted: set[str]) -> str:
    """Load again without disturbance: "" if the store has all articles afterwards and conforms."""
    ended = ground.mithaq(folder, "load", str(ground.articles()), "--store", str(store), "--workers", "1")
    if ended.status != 0:
        return f"the store cannot be loaded again: {ended.err[-300:]!r}"
    with Store.open(store) as opened:
        missing = wanted - set(opened.article_ids())
        torn = [id for id in wanted - missing if len(opened.article_graph(id)) < 10]
    return f"articles are lost: {sorted(missing)} or torn: {torn}" if missing or torn else ""


def all_ids() -> set[str]:
    return {f"article-{n}" for n in range(_MANY)}
