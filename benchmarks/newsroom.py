"""Generated articles, as many as asked for: officials of all states meet, sign, visit and accuse, told by outlets that
name them each in their own way.

    python benchmarks/newsroom.py 10000 articles.jsonl [--mix PATH...] [--short]

Names and states come from the lexicon, sentences from `newsroom.toml`. One event in four is told again by another
outlet, with other forms of the names: identity has work. Everything follows from an article's number, so that every
run loads the same articles, and the first thousand of ten thousand are the thousand. `--mix` puts real articles
between them, one after every hundred, under ids of their own. Articles of `--short` have one sentence, and one in
four is about an ambassador: there are so many of these that people are new in the millionth article too.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from mithaq.lexicon import authority_tables
from mithaq.reading import Article, read

__all__ = ["articles", "record"]

FIRST, DAYS = date(2005, 1, 1), 7000
TERM = 1400
"""Days an official holds a post."""
AMBASSADORS = 0.25
"""The share of short articles with an ambassador in place of the second official."""


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("newsroom.toml").read_text("utf-8"))


@cache
def _names() -> tuple[list[str], list[str]]:
    """Given names and surnames that many bear."""
    rows = list(authority_tables.read_table("names.csv"))
    given = [r["form"] for r in rows if int(r["given"] or 0) >= 60]
    surnames = [r["form"] for r in rows if int(r["surname"] or 0) >= 25 and int(r["given"] or 0) < 15]
    return given, surnames


@cache
def _states() -> tuple[authority_tables.StateEntry, ...]:
    found = [s for s in authority_tables.states().values() if s.nisba and s.capitals_ar and not s.ambiguous]
    random.Random(0).shuffle(found)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Official:
    """Who holds one post of one state at one time."""

    state: authority_tables.StateEntry
    post: str
    given: str
    father: str
    surname: str

    def full(self) -> str:
        return f"{self.given} {_texts()['link']} {self.father} {self.surname}"

    def short(self) -> str:
        return f"{self.given} {self.surname}"

    def titled(self, chance: random.Random) -> str:
        """Post, honorific and name in one of the forms that outlets use."""
        name = self.full() if chance.random() < 0.4 else self.short()
        if chance.random() < 0.15:
            before, after = chance.choice(_texts()["variants"])
            name = name.replace(before, after)
        post = self.post.format(nisba=f"ال{self.state.nisba[0]}")
        return f"{post} {chance.choice(_texts()['honorifics'])}{name}"


def _official(state: int, post: int, day: int) -> Official:
    """The holder of a post on a day; terms of different posts begin on different days."""
    term = (day + 97 * post + 13 * state) // TERM
    chance = random.Random(f"{state} {post} {term}")
    given, surnames = _names()
    posts = _texts()["posts"]
    return Official(
        _states()[state], posts[post % len(posts)],
        chance.choice(given), chance.choice(given), chance.choice(surnames),
    )  # fmt: skip


def _ambassador(state: int, host: int, day: int) -> Official:
    """The ambassador of a state to another on a day."""
    post: str = _texts()["ambassador"]
    holder = _official(state, len(_texts()["posts"]) + host, day)
    return replace(holder, post=post.replace("{host}", _states()[host].name_ar))


def _state(chance: random.Random) -> int:
    """Few states are in the news daily, many seldom."""
    return min(int(chance.paretovariate(0.8)) - 1, len(_states()) - 1)


def _in_words(day: date) -> str:
    return f"{day.day} {_texts()['months'][day.month - 1]} {day.year}"


def record(number: int, short: bool = False) -> dict[str, str]:
    """Article `number` as a line of JSON Lines has it, of one sentence if `short`."""
    texts = _texts()
    chance = random.Random(number)
    event = random.Random(f"event {number if number % 4 else number - 1}")
    offset = event.randrange(DAYS)
    day = FIRST + timedelta(days=offset)
    first = _state(event)
    second = (first + 1 + _state(event)) % len(_states())
    posts = len(texts["posts"])
    role = event.randrange(posts)
    a = _official(first, role, offset)
    b = _official(second, role if event.random() < 0.6 else event.randrange(posts), offset)
    signed = day - timedelta(days=event.randrange(1, 400))
    topic, host = event.choice(texts["topics"]), event.choice((a, b)).state
    kinds = [kind for kind in ("agreement", "visit", "statement") if event.random() < 0.5]

    def say(kind: str) -> str:
        pattern: str = chance.choice(texts[kind])
        return pattern.format(
            a=a.titled(chance), b=b.titled(chance), na=a.short(), nb=b.short(), sa=a.state.name_ar, sb=b.state.name_ar,
            city=host.capitals_ar[0], day=_in_words(day), topic=topic, signed=_in_words(signed),
        )  # fmt: skip

    if short:
        if event.random() < AMBASSADORS:
            b, kinds = _ambassador(second, first, offset), ["meeting"]
        lines = [say(kind) for kind in kinds[:1] or ("meeting",)]
    else:
        lines = [say("dateline"), *(say(kind) for kind in ("meeting", *kinds))]
        lines[2:2] = [say("filler") for _ in range(chance.randint(1, 4))]
    return {
        "id": f"generated-{number:07}",
        "title": "" if short else say("title"),
        "text": "\n".join(lines),
        "date": day.isoformat(),
        "source": chance.choice(texts["sources"]),
    }


def articles(count: int, mix: list[Article] | None = None, short: bool = False) -> Iterator[dict[str, str]]:
    """The first `count` articles, `short` ones or long; a real one after every hundred when `mix` has some."""
    real = cycle(mix or [None])
    for number in range(count):
        yield record(number, short)
        if mix and number % 100 == 99:
            article = next(real)
            assert article is not None
            yield {
                "id": f"{article.id}-{number}", "title": article.title or "", "text": article.content,
                "date": str(article.date or ""), "source": article.source or "",
            }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--mix", nargs="*", default=[])
    parser.add_argument("--short", action="store_true", help="articles of one sentence")
    arguments = parser.parse_args()
    mix = [item for item in read(arguments.mix) if isinstance(item, Article)] if arguments.mix else []
    with arguments.out.open("w", encoding="utf-8") as file:
        for article in articles(arguments.count, mix, arguments.short):
            file.write(json.dumps({k: v for k, v in article.items() if v}, ensure_ascii=False) + "\n")
    print(f"{arguments.out}: {arguments.count} articles", file=sys.stderr)


if __name__ == "__main__":
    main()
