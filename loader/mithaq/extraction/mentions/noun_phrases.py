"""How far the name of an agreement or a forum reaches: the noun phrase from its first noun on."""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, LAM, TEH_MARBUTA, WAW, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.particles import AL, ALA, BETWEEN, FROM, IN, WAL, WITH
from mithaq.language.numbers import ordinal
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["counts", "name_extent"]

_BRACKETED = 9
"""Words of a name in brackets at the most, with the brackets."""
_QUOTED = 18
"""Words of a name in quotation marks at the most, with the marks."""


def name_extent(
    doc: Document, start: int, end: int, *, limit: int = 16, with_parties: bool = True, matters: bool = False
) -> int:
    """One past the last word of the phrase whose first words are `start` to `end`.

    Takes genitives, adjectives, what it is about (li-, on, in the field of), what it is between, and nouns
    coordinated inside those; with `matters` also in + masdar (a memorandum in developing ...); stops at a verb, a
    relative, a date, a comma, or a preposition of another kind.
    """
    j = _extend(doc, start, end, limit, with_parties, matters)
    while j > end and (
        doc.words[j - 1].function_class == "prep"
        or doc.texts[j - 1] in Words.ABOUT
        or doc.texts[j - 1] == "-"
        or (doc.texts[j - 1].startswith(WAW) and doc.texts[j - 1].removeprefix(WAW) in Words.STARTED_WITH)
    ):
        j -= 1  # a preposition or a hyphen that nothing followed; (a committee) and starting (with a stage)
    return j


def _extend(doc: Document, start: int, end: int, limit: int, with_parties: bool, matters: bool) -> int:
    j = end
    stop = min(len(doc.words), start + limit)
    first = doc.words[end - 1]
    if first.definite and end < stop and _purpose(doc, end):
        return end  # (he came to) the conference to support: what somebody does there
    definite = first.definite or any(
        al for _, _, al in first.stems[1:] if first.text.startswith((LAM + LAM, WAL, BEH + AL))
    )
    owes = not definite
    inside_pp = settled = False  # settled: something definite has been said, and no indefinite adjective can follow
    while j < stop and j not in doc.in_date:
        word = doc.words[j]
        text = word.text
        if word.kind == "sign":
            if text == "-" and j + 1 < stop and doc.words[j + 1].nisbas:
                j += 1
                continue
            if text in ('"', "(") and j == end:
                far = min(j + (_QUOTED if text == '"' else _BRACKETED), len(doc.words))
                close = next((k for k in range(j + 2, far) if doc.texts[k] in ('"', ")")), None)
                if close is not None:
                    return close + 1
            break
        if word.kind == "number":
            if j == end and counts(doc, j):
                break
            if j == end or doc.words[j - 1].kind == "word":
                j += 1
                continue
            break
        if word.kind != "word":
            break
        if text in Words.CONCERNING and not inside_pp:
            after = doc.words[j + 1] if j + 1 < stop else None
            if after is not None and after.kind == "word" and any(p.startswith(BEH) for p, _, _ in after.stems[1:]):
                j, inside_pp, owes = j + 2, True, not after.definite
                continue
            break
        if owes and text in Words.EACH and j + 2 < stop and doc.texts[j + 1] == FROM:  # each one of A, B and C
            j, owes, inside_pp = j + 2, True, True
            continue
        if text in Words.TO_DISCUSS or text in Words.KNOWN_AS or text in Words.AWAITED:
            break
        if (text in Words.SIGNED or text in Words.ISSUED) and not (inside_pp and owes):
            break
        plain = not word.definite and not word.nisbas
        if plain and (word.pos == "v" or any(verb.object for verb in word.verbs)):
            break  # a verb, opening what the phrase is said to do (an accord that they signed)
        if plain and word.verbs and j == end and any(w in Words.OF_ITS_OWN for w in doc.texts[j + 1 : j + 2]):
            break  # (a summit) that discussed in it
        if text in Words.ABOUT:
            if text in (BETWEEN, WITH) and not (with_parties and _sides(doc, j + 1)):
                break
            if text == IN and not (j + 1 < stop and _matter(doc, j + 1, matters)):
                break
            if j + 1 >= stop or j + 1 in doc.in_date:
                break
            j, inside_pp, owes = j + 1, True, True
            continue
        if text == ALA and j + 1 < stop and doc.texts[j + 1] in Words.LEVEL:
            j, inside_pp, owes = j + 2, True, True
            continue
        if word.function_class in ("conj", "part", "rel", "prep", "pron", "dem", "adv", "neg"):
            break
        if any(h.entry.category in ("role", "title") for h in doc.hits.get(j, ())) and not owes and not inside_pp:
            break
        if _where(doc, j) or _opens(doc, j):
            break
        hit = next(
            (
                h
                for h in doc.hits.get(j, ())
                if h.entry.category in ("state", "organization", "capital", "place")
                and h.article == h.entry.definite
                and h.proclitics in ("", WAW, LAM)
            ),
            None,
        )
        if hit:
            if hit.proclitics == WAW and not inside_pp:
                break
            if j == end and first.definite and not hit.proclitics and hit.end > j + 1 and not word.nisbas:
                break  # a noun with the article has no genitive: the next name is another phrase
            j, owes, settled = hit.end, False, True
            continue
        body = parse_organization(doc, j) if inside_pp or owes else None
        if body and body.proclitics in ("", LAM):
            j, owes = body.end, False
            continue
        if word.verbs and not word.definite and ("n" not in word.pos or (word.verbs[0].tense != "past" and not owes)):
            break
        if word.has_conjunction:
            if j == end:
                break  # and another thing
            if not (text.startswith(WAW + AL) or inside_pp or _and_noun(doc, j)) or any(
                h.entry.category in ("role", "title", "agreement", "forum") for h in doc.hits.get(j, ())
            ):
                break
            stem = doc.lexicon.word(text[1:])
            known = stem.pos or strip_article(stem.text) in doc.lexicon.portfolio_words
            if stem.function_class or not known or (stem.verbs and not stem.definite):
                break
            j, owes = j + 1, not stem.definite
            continue
        if any(pro == LAM for pro, _, _ in word.stems[1:]) and not word.given_count:
            lams = [s for s in word.stems[1:] if s[0] == LAM]
            _, stem_text, article = next((s for s in lams if s[2]), lams[0])
            stem = doc.lexicon.word(stem_text)
            if not article and (stem.verbs and not stem.pos):
                break
            j, inside_pp, owes = j + 1, True, not article
            continue
        if text.endswith(ALEF) and not first.text.endswith(ALEF) and not word.definite and "n" not in word.pos:
            break  # an adverb (at once), not an adjective of the head
        if definite and j == end and word.definite and not _describes(word):
            break  # (it asks of) the conference the review of
        if word.definite or owes or (not definite and j == end):
            j, owes, settled = j + 1, not word.definite, settled or word.definite
            continue
        if not definite and not inside_pp and not settled and ("a" in word.pos or word.nisbas):
            j += 1
            continue
        break
    return j


def _describes(word: Word) -> bool:
    """Whether a definite word may be an adjective of the definite noun before it."""
    relative = "m" in word.pos and word.text.removesuffix(TEH_MARBUTA).endswith(YEH)  # consultative, of consulting
    return (
        relative or not word.pos.strip("v") or "a" in word.pos or bool(word.nisbas) or ordinal([word.text]) is not None
    )


def counts(doc: Document, j: int) -> bool:
    """Whether a number at word `j` counts what follows (15 meetings) rather than numbers what stands before it."""
    after = doc.words[j + 1] if j + 1 < len(doc.words) else None
    return (
        after is not None
        and "n" in after.pos
        and after.is_listed_form
        and not after.definite
        and not after.function_class
    )


def _sides(doc: Document, j: int) -> bool:
    """Whether what follows between- or with- belongs to the name: states and bodies do, persons who acted do not."""
    if doc.texts[j] in Words.EACH and doc.texts[j + 1 : j + 2] == [FROM]:
        j += 2
    return not any(h.entry.category in ("role", "title") for h in doc.hits.get(j, ())) and not any(
        h.entry.category == "plural" and h.entry.value[0] == "counterpart" for h in doc.hits.get(j, ())
    )


def _opens(doc: Document, j: int) -> bool:
    """Whether word `j`, a verb and a noun by its letters, is the verb: who does it stands right after (a meeting that
    gathered the minister)."""
    word = doc.words[j]
    opens = any(v.event_class in ("comprise", "gather", "attend", "chair") for v in word.verbs)
    return (
        opens
        and not (word.definite or word.has_conjunction)
        and any(h.entry.category in ("role", "title", "plural") for h in doc.hits.get(j + 1, ()))
    )


def _purpose(doc: Document, j: int) -> bool:
    """Whether word `j` is li- with an indefinite masdar: to do."""
    word = doc.words[j]
    return (
        not word.is_listed_form
        and not word.text.startswith(LAM + LAM)
        and any(
            pro == LAM and not al and doc.lexicon.word(stem).pos.find("m") >= 0 and not doc.lexicon.word(stem).definite
            for pro, stem, al in word.stems[1:]
        )
    )


def _where(doc: Document, j: int) -> bool:
    """Whether word `j` says where something is: bi- with a place, or with a noun that a place follows (bi-the-capital
    X)."""
    if any(
        h.entry.category in ("capital", "place", "state") and h.proclitics == BEH and h.article == h.entry.definite
        for h in doc.hits.get(j, ())
    ):
        return True
    return any(pro == BEH and (AL if al else "") + stem in Words.PLACE_NOUN for pro, stem, al in doc.words[j].stems)


def _matter(doc: Document, j: int, masdar: bool) -> bool:
    """Whether word `j` after in- says what something is about: the field of, or a masdar that is no place."""
    word = doc.words[j]
    if word.text in Words.FIELD:
        return True
    return (
        masdar
        and "m" in word.pos
        and not word.definite
        and not doc.find(j, "place", "capital", "state")
        and j not in doc.in_date
    )


def _and_noun(doc: Document, j: int) -> bool:
    """A noun in the genitive joined to a definite one: (challenges of security) and rights of man."""
    stem = doc.lexicon.word(doc.texts[j][1:])
    after = doc.words[j + 1] if j + 1 < len(doc.words) else None
    return (
        doc.words[j - 1].definite
        and "n" in stem.pos
        and not stem.verbs
        and not stem.given_count
        and after is not None
        and after.definite
        and not after.text.startswith(WAW)
    )
