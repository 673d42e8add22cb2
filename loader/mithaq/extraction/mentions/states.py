"""States by name, by adjective, and by a capital that stands for its government."""

from __future__ import annotations

from collections.abc import Set

from pyarabic.araby import ALEF, ALEF_MAKSURA, BEH, FEH, HEH, LAM, MEEM, TEH_MARBUTA, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.mentions.openings import openings, realms
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.phrase_lookups import any_verb, ending_at
from mithaq.extraction.particles import IN, WITH
from mithaq.extraction.records import record
from mithaq.lexicon import Nisba, Word, strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["StateMention", "find_states"]

_JOINED = ("", WAW, LAM, BEH, WAW + LAM, WAW + BEH, FEH)  # what may be written before a state's adjective
_BEGINNING = 200  # words of an article that show how it is spelt
_POSSESSED = (HEH, HEH + ALEF, HEH + MEEM)  # his, her, their
_GIVEN = 20  # bearers of a given name that is spelt like a state's with a proclitic
_SPEECH = frozenset(
    {"say", "accuse", "demand", "condemn", "threaten", "deny", "reject", "warn"}
)  # classes of verbs of speech


@record(frozen=True, slots=True)
class StateMention:
    """A reference to a state at words `start` to `end`. `kind` is name, nisba or capital; a capital counts as naming
    the state only where `acts` (the text lets it act, deal or be dealt with)."""

    start: int
    end: int
    code: str
    kind: str
    proclitics: str = ""
    acts: bool = True


def find_states(doc: Document, mentions: list[Mention], home: str | None = None) -> list[StateMention]:
    """All references to states, in order; words of personal names are left alone. `home` is the outlet's state, which a
    bare `the kingdom` means there."""
    names = {k for m in mentions if m.named for k in range(m.name_start, m.name_end)}
    official = {k for m in mentions for p in m.posts for k in p.nisba}
    surnames = {doc.texts[m.name_end - 1] for m in mentions if m.named}
    found: list[StateMention] = []
    past = 0
    for i in sorted({*doc.starts_of["state"], *doc.starts_of["capital"], *doc.by_form(openings)["state"]}):
        if i < past or i in names or i in doc.in_date:
            continue
        mention = _at(doc, i) or _adjective(doc, i, i in official, surnames) or _realm(doc, i, home)
        if mention is not None:
            found.append(mention)
            past = mention.end
    return found


def _reach(doc: Document, i: int) -> int:
    """Where the longest phrase that names a state, a place or a body at word `i` ends, 0 for none."""
    kinds = ("state", "capital", "place", "block", "organization")
    return max(
        (h.end for h in doc.hits.get(i, ()) if h.entry.category in kinds and h.article == h.entry.definite), default=0
    )


def _at(doc: Document, i: int) -> StateMention | None:
    """The reference by a state's name or its capital's at word `i`."""
    if i not in doc.hits:
        return None
    longest = _reach(doc, i)
    if doc.texts[i - 1] in Words.NO_STATE_AFTER:
        return None
    for hit in doc.hits[i]:
        if hit.entry.category not in ("state", "capital") or hit.end < longest or not _is_meant(doc, hit):
            continue
        if hit.entry.category == "capital":
            acts = _acts(doc, i, hit.end, hit.proclitics)
            return StateMention(i, hit.end, hit.entry.value, "capital", hit.proclitics, acts)
        if not (doc.words[i].nisbas and doc.texts[i - 1] == '"'):  # (the daily "X",) the Saudi
            return StateMention(i, hit.end, hit.entry.value, "name", hit.proclitics)
    return None


def _is_meant(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a state or capital is spelt as in the table, is no given name with a proclitic, and is not doubtful."""
    entry = hit.entry
    if hit.article != entry.definite:
        return False
    given = doc.words[hit.start].given_count >= _GIVEN and entry.words == 1
    if given and hit.proclitics and not hit.article:
        return False
    return not entry.ambiguous or _supported(doc, hit.start, hit.end, entry.value)


def _adjective(doc: Document, i: int, official: bool, surnames: Set[str]) -> StateMention | None:
    """The reference by an adjective at word `i`; `official` tells that it is the adjective of a post, so of a state.
    `surnames` are the last words of the names of persons, by which the article may call them again."""
    word = doc.words[i]
    if not word.nisbas or i in doc.blocked or not Words.LANGUAGE.isdisjoint(doc.texts[max(0, i - 3) : i]):
        return None  # in English and German
    code = doc.lexicon.nisba_of_two(word, doc.words[i + 1])
    if code and word.nisbas[0].proclitics in _JOINED:
        return StateMention(i, i + 2, code, "nisba", word.nisbas[0].proclitics)
    if _reach(doc, i) > i + 1 or (word.text in surnames and not word.definite):
        return None
    if not official and _lacks_dots(doc, i):
        return None  # the right one, which is spelt like Yemeni without dots
    nisba = next((n for n in word.nisbas if n.code and _is_adjective_of_state(doc, i, n, official)), None)
    return StateMention(i, i + 1, nisba.code, "nisba", nisba.proclitics) if nisba is not None else None


def _lacks_dots(doc: Document, i: int) -> bool:
    """Whether word `i` ends in a final ya without the dots that the article writes, as the first `in` of its beginning
    shows."""
    if not doc.text(i, i + 1).endswith(ALEF_MAKSURA):
        return False
    first = next((k for k, text in enumerate(doc.texts[:_BEGINNING]) if text == IN), None)
    return first is not None and doc.text(first, first + 1).endswith(YEH)


def _is_adjective_of_state(doc: Document, i: int, nisba: Nisba, official: bool) -> bool:
    """Whether a reading of word `i` as a state's adjective holds; `official`: it is the adjective of a post."""
    if nisba.proclitics not in _JOINED:
        return False
    several = official or nisba.number == "d" or _listed(doc, i)
    if nisba.ambiguous and not several and not _attributed(doc, i, nisba):
        return False
    if nisba.proclitics == BEH and nisba.definite and (nisba.gender, nisba.number) == ("f", "s"):
        return False  # in English
    word = doc.words[i]
    return not (nisba.proclitics and not (several or nisba.definite) and (word.pos or word.given_count))


def _attributed(doc: Document, i: int, nisba: Nisba) -> bool:
    """Whether a doubtful adjective is of a state that the article names, or is placed as a state's would be."""
    if nisba.code not in doc.named and not _attributive(doc, i, nisba):
        return False
    return nisba.definite or _indefinite_nisba(doc, i)


def _realm(doc: Document, i: int, home: str | None) -> StateMention | None:
    """`The kingdom`, `the sultanate` alone: the outlet's state if it is one, else the only one that the article
    names."""
    for pro, stem, article in doc.words[i].stems:
        if not article or stem not in realms():
            continue
        if doc.words[i + 1].nisbas or is_adjective(doc.words[i + 1]):
            return None
        called_so = realms()[stem]
        if home in called_so:
            return StateMention(i, i + 1, str(home), "name", pro)
        named = sorted((doc.named | doc.adjectives) & called_so)
        return StateMention(i, i + 1, named[0], "name", pro) if len(named) == 1 else None
    return None


def _supported(doc: Document, i: int, end: int, code: str) -> bool:
    """Whether something near an ambiguous name speaks for the state: its adjective anywhere, or a word for states."""
    if doc.texts[i - 1] in Words.STATE_NOUN or _joined_to_state(doc, i, end):
        return True
    if any(n.code == code for n in doc.words[i].nisbas) and (not _of_things(doc, i) or _after_preposition(doc, i)):
        return True  # the name is its own adjective (Chile, in Mali): both are of the state
    if doc.find(i - 1, "role") or doc.texts[i - 1] in doc.lexicon.portfolio_words:
        return True
    return code in doc.adjectives or _acts_alone(doc, i, end)


def _after_preposition(doc: Document, i: int) -> bool:
    """Whether a preposition stands before word `i`, so that it is no adjective: with Mali."""
    lead = doc.words[i - 1] if i else None
    return lead is not None and (lead.function_class == "prep" or lead.text == WITH)


def _joined_to_state(doc: Document, i: int, end: int) -> bool:
    """Whether words `i` to `end` stand in a list with a state, or a capital before them, that is not doubtful."""
    k = i
    while doc.texts[k].startswith(WAW) or doc.texts[k - 1] == ",":
        k -= doc.texts[k - 1] == ","
        previous = doc.find(k - 1, "state", "capital") if k else None
        if previous is None or not previous.entry.ambiguous:
            return previous is not None or _followed_by_state(doc, end)
        k -= 1
    return _followed_by_state(doc, end)


def _followed_by_state(doc: Document, end: int) -> bool:
    """Whether `and` or a comma at word `end` joins a state that is not doubtful to the words before."""
    comma = doc.texts[end] == ","
    following = doc.find(end + comma, "state")
    joined = following is not None and following.proclitics == ("" if comma else WAW)
    return joined and following is not None and not following.entry.ambiguous


def _acts_alone(doc: Document, i: int, end: int) -> bool:
    """Whether the name is the subject of a feminine verb and no surname follows: (accused) Georgia Russia of ..."""
    before, after = doc.words[i - 1], doc.words[end]
    if "n" in before.pos or not any(v.gender == "f" for v in before.verbs):
        return False
    if after.kind != "word" or after.function_class or doc.find(end, "state", "capital") is not None:
        return True
    return after.definite and not after.surname_count and bool(after.pos)


def _attributive(doc: Document, i: int, nisba: Nisba) -> bool:
    """A definite adjective right after a post, a body or `the side`: there it is the state's."""
    before = doc.words[i - 1]
    if not nisba.definite:
        return False
    if before.text in Words.SIDE | Words.SIDES:
        return True
    if WAW in nisba.proclitics and not before.nisbas:
        return False  # the economy and (the) finance; economic and financial
    if any(_of_its_state(h, nisba.code) for h in ending_at(doc, i, 3)) or (
        _is_noun(doc, i - 1) and not _of_things(doc, i)
    ):
        return True  # its own city, the Moroccan; his counterpart, the Turkish; the Syrian crisis, his Yemeni wife
    official = ("role", "body", "plural")
    return before.definite and any(
        h.end == i or before.text in doc.lexicon.portfolio_words
        for k in range(max(0, i - 4), i)
        for h in doc.hits.get(k, ())
        if h.entry.category in official
    )


def _of_its_state(hit: LexiconMatch, code: str) -> bool:
    """Whether a phrase names a place in a state, or a counterpart, of whom a state's adjective is said."""
    if hit.entry.category == "plural":
        return bool(hit.entry.value[0] == "counterpart")
    return hit.entry.category in ("capital", "place") and bool(hit.entry.value == code)


def _is_noun(doc: Document, i: int) -> bool:
    """Whether word `i` is a noun that is definite, by the article or a pronoun."""
    word = doc.words[i]
    if word.kind != "word" or "n" not in word.pos or word.function_class:
        return False
    return word.definite or (word.text.endswith(_POSSESSED) and doc.text(i, i + 1)[-1:] != TEH_MARBUTA)


def _of_things(doc: Document, i: int) -> bool:
    """Whether a state's adjective is more often one of things (financial, lunar)."""
    return any(strip_article(stem) in Words.THING_ADJECTIVE for _, stem, _ in doc.words[i].stems)


def _indefinite_nisba(doc: Document, i: int) -> bool:
    """An indefinite adjective counts after an indefinite noun (a Turkish official), not as a given name."""
    before = doc.words[i - 1]
    return bool(before.pos) and not before.definite and not before.given_count


def _listed(doc: Document, i: int) -> bool:
    """Whether word `i` is joined to another nationality: two Yemenis and a Sudanese."""
    return doc.texts[i].startswith(WAW) and any(not n.definite and n.code for n in doc.words[i - 1].nisbas)


_CHAIN = 30  # capitals in a row at most, each acting because the one before it does
_BLAMES = frozenset({"accuse", "warn", "threaten", "demand", "invite", "criticize", "thank"})
_BLAMED = 14  # words from such a verb to whom it blames, past its subject


def _blamed(doc: Document, i: int, end: int) -> bool:
    """Whether a capital is whom a verb of blaming or calling on is aimed at, past its subject: (the minister accused)
    Tehran of ..."""
    after = doc.texts[end]
    if doc.words[i - 1].function_class or not (after in Words.COMPLEMENT or after.startswith(BEH)):
        return False
    low = doc.sentences[doc.sentence(i)][0]
    for k in range(i - 1, max(low, i - _BLAMED) - 1, -1):
        word = doc.words[k]
        if any(v.event_class in _BLAMES and not v.ambiguous for v in word.verbs):
            return True
        if (word.verbs and not word.pos) or word.function_class in ("prep", "conj", "rel") or word.kind != "word":
            return False
    return False


def _told_of(doc: Document, i: int) -> bool:
    """Whether what stands before a capital is of a government: the decision of, accusing, (he) accused in it."""
    if i > 1 and doc.texts[i - 1] in Words.IN_WHICH and doc.words[i - 2].verbs:
        return True
    return any(stem in Words.OF_GOVERNMENTS for _, stem, definite in doc.words[i - 1].stems if not definite)


def _acts(doc: Document, i: int, end: int, proclitics: str, chain: int = _CHAIN) -> bool:
    """A capital acts for its government unless it is only where something is: after in, to, from, or as a dateline."""
    if proclitics.endswith(BEH) or not chain:
        return False
    before = doc.words[i - 1]
    if _only_place(doc, i, end):
        return False
    if before.text in Words.DEALT_WITH or (not proclitics and (_told_of(doc, i) or _blamed(doc, i, end))):
        return True
    if proclitics.endswith(LAM):
        accuses = any_verb(doc.words[end + 1 : end + 2], _SPEECH, "f")  # (in support of) London, which accuses
        return accuses and doc.texts[end] in Words.RELATIVE
    if proclitics.endswith(WAW):
        previous = doc.find(i - 1, "capital", "state")
        return previous is not None and _acts(doc, i - 1, i, previous.proclitics, chain - 1)
    if _acted_on(doc, i, proclitics, chain) or _governed(before):
        return True
    return any(v.gender == "f" for v in doc.words[end].verbs)


def _only_place(doc: Document, i: int, end: int) -> bool:
    """Whether a capital is only where something is, after a preposition or in a dateline."""
    dateline = doc.texts[end] in ("-", ":", "(", ",", "/") or end in doc.in_date
    return doc.texts[i - 1] in Words.NOT_ACTING or (doc.texts[i - 1] == "\n" and dateline)


def _acted_on(doc: Document, i: int, proclitics: str, chain: int) -> bool:
    """Whether a capital is the object of another one that acts: (called) Seoul Pyongyang (to talks)."""
    subject = doc.find(i - 1, "capital") if not proclitics else None
    return subject is not None and not subject.proclitics and _acts(doc, i - 1, i, "", chain - 1)


def _governed(before: Word) -> bool:
    """Whether the word before a capital is a verb, a particle or a conjunction, after which who acts is named."""
    return before.kind == "word" and (bool(before.verbs) or before.function_class in ("part", "conj"))
