"""Who speaks where the verb or participle of saying has no subject beside it."""

from __future__ import annotations

from pyarabic.araby import HEH, WAW

from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.particles import AL, AN, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.lexicon import VerbForm
from mithaq.lexicon.word_groups import Words

__all__ = [
    "both_before",
    "definite_antecedent",
    "feminine_topic",
    "officials_of",
    "reporter",
    "speaker_before",
    "the_two",
    "turning",
]

_BACK = 300  # words looked at before a noun that takes up one of the bodies there
_NOUN = 5  # letters of a noun with its article that may take up an actor
_TWO_BACK = 2  # sentences before one in which the two persons of a dual are looked for
_REPORT = 30  # words between a verb of saying and the clause that it reports
_IN_RELATIVE = 4  # words from a relative to the subject of its clause
_FEMININES = ("state", "side", "body")
_REPORTS = ("say", "warn")


def speaker_before(context: ClauseContext, at: int, *, feminine: bool = False) -> Argument | None:
    """Whom the sentence of word `at` is about, up to there; `feminine` where the word agrees with a woman, a state or a
    body named by a feminine noun."""
    start, _ = context.bounds(at)
    if (turn := turning(context, at)) > start:
        return _subject_from(context, turn, at)
    if context.doc.texts[start] in Words.AS_FOR and not context.arguments_in(start + 1, start + 2):
        return None  # as for somebody unknown
    for k in range(start, min(start + 3, at - 1)):
        if context.doc.words[k].verbs and (again := definite_antecedent(context, k + 1)) is not None:
            return again
    if feminine:
        before = reversed(context.arguments_in(start, at))
        subject = next((it for it in before if _subject(context, it, start) and context.is_free(it)), None)
        if subject is not None:
            return subject
        opening = (it for it in context.arguments_in(start, start + 2) if it.kind in _FEMININES and context.is_free(it))
        if (first := next(opening, None)) is not None:
            return first
    found = _topic(context, start, at)
    return found if found is not None and not _quoted(context, found.end, at) else None


def turning(context: ClauseContext, at: int) -> int:
    """Where the last clause before word `at` begins that turns to another subject, after a comma: whereas X refused,
    and X criticized; the first word of the sentence if none does."""
    start, _ = context.bounds(at)
    doc = context.doc
    for k in range(at - 2, start, -1):
        if doc.texts[k - 1] == "," or doc.texts[k - 2 : k] == [",", IN]:
            if doc.texts[k] in Words.TURNS_TO and doc.words[k + 1].kind == "word":
                return k + 1 if doc.texts[k + 1] not in Words.AS_REGARDS else start
            item = context.argument_at(k + 1)
            if item is not None and _goes_on(context, k) and context.is_free(item):
                return start if context.crosses_clause(start, k) else k
    return start


def _goes_on(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is a verb joined by and- without a pronoun for who was spoken of before."""
    return any(v.conjunction == WAW and not (v.object or v.passive) for v in context.doc.words[k].verbs)


def _subject_from(context: ClauseContext, turn: int, at: int) -> Argument | None:
    """Who does what the clause from word `turn` on tells: who is named there first, or after its verb."""
    words = context.doc.words
    for item in context.arguments_in(turn, at):
        if context.is_free(item):
            return item if item.start == turn or words[item.start - 1].verbs else None
    return definite_antecedent(context, turn + 1) if words[turn].verbs else None


def _topic(context: ClauseContext, start: int, at: int) -> Argument | None:
    """Whom the sentence that begins at word `start` is about, up to word `at`; where he does nothing there, who does:
    (the initiative of) X, of which Y spoke."""
    topic = context.discourse_topic(at, far=False, speaks=True)
    subject = context.subject(at)
    found = subject if topic is None or (subject is not None and context.case_marker(topic)) else topic
    first = next(iter(context.arguments_in(start, at)), None)
    apart = found is not None and first is not None and found != first
    if (
        apart
        and found is not None
        and first is not None
        and _in_a_deed(context, found)
        and _opens_turn(context, first, start)
    ):
        return first
    doing = context.clause_subject(at, speaks=True)
    if found is None or doing is None or _acts(context, found, start):
        return found
    as_for = context.doc.texts[start] in Words.AS_FOR
    return found if _opens_turn(context, found, start) and (as_for or _in_a_deed(context, doing)) else doing


def _opens_turn(context: ClauseContext, item: Argument, start: int) -> bool:
    """Whether an actor is the topic with which the sentence from word `start` on opens: but X, as for X."""
    words = context.doc.words
    turn = (words[k].function_class or words[k].text in Words.OPENS_A_TURN for k in range(start, item.start))
    return context.is_free(item) and all(turn)


def _in_a_deed(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor is the subject of a clause of what is or is not done: (denied) that X was."""
    return item.start > 1 and context.doc.texts[item.start - 2] in Words.TO_DO


def feminine_topic(context: ClauseContext, at: int) -> Argument | None:
    """The state or body that a verb in the feminine at word `at`, without a subject, goes on to speak of: the last
    subject of such a verb in its sentence or the one before."""
    number = context.doc.sentence(at)
    low = context.doc.sentences[max(0, number - 1)][0]
    for item in reversed(context.arguments_in(low, at)):
        start = context.bounds(item.start)[0]
        if item.kind in ("body", "state", "side") and not item.place and _subject(context, item, start):
            return None if context.case_marker(item) else item
    return None


def _acts(context: ClauseContext, item: Argument, start: int) -> bool:
    """Whether an item is beside a verb, or opens its sentence."""
    words = context.doc.words
    after = words[item.end].verbs if item.end < len(words) else ()
    return item.start == start or bool(words[item.start - 1].verbs or after)


def _quoted(context: ClauseContext, start: int, end: int) -> bool:
    """Whether a quotation closes between words `start` and `end` that opened before."""
    return context.doc.texts[start:end].count('"') % 2 == 1


def _subject(context: ClauseContext, item: Argument, start: int) -> bool:
    """Whether a verb in the feminine stands right before an item, or right after one that opens the sentence."""
    words = context.doc.words
    before = words[item.start - 1].verbs if item.start > start else ()
    after = words[item.end].verbs if item.start == start and item.end < len(words) else ()
    return any(v.gender == "f" and not v.passive for v in before or after)


def _called(context: ClauseContext, item: Argument, noun: str) -> bool:
    """Whether an actor is called by a noun: a body that opens with it; a person whose phrase does, or who has it as a
    post set off after the name."""
    words = context.doc.words
    for k in range(item.start, item.end if item.kind == "person" else item.start + 1):
        opens = k == item.start or words[k - 1].kind == "sign"
        if opens and noun in {stem for _, stem, _ in words[k].stems}:
            return True
    return False


def definite_antecedent(context: ClauseContext, k: int) -> Argument | None:
    """Whom the definite noun at word `k` takes up: of bodies (the ministry, the movement) the last one before it that
    opens with that noun and nothing governs; of persons (the minister) the only one called so, or the only one of the
    outlet's own state."""
    text = context.doc.texts[k]
    if text in Words.LATTER and k and context.doc.words[k - 1].verbs:
        people = (it for it in reversed(context.arguments_in(context.bounds(k)[0], k)) if it.kind == "person")
        return next(people, None)
    if not text.startswith(AL) or len(text) < _NOUN or context.arguments_in(k, k + 1) or _described(context, k + 1):
        return None
    noun = text.removeprefix(AL)
    before = context.arguments_in(max(0, k - _BACK), k)
    same = [it for it in before if it.kind in ("body", "person") and _called(context, it, noun)]
    persons = {it.ref: it for it in same if it.kind == "person"}
    if persons:
        return _the_one(context, list(persons.values()))
    alone = same[-1] if len({it.ref for it in same}) == 1 else None
    return next((it for it in reversed(same) if not context.case_marker(it)), alone)


def _the_one(context: ClauseContext, persons: list[Argument]) -> Argument | None:
    """The only one of some persons; of two ministers, the one of the outlet's own state."""
    if len(persons) > 1:
        persons = [it for it in persons if context.home and context.states_of.get(it.ref) == context.home]
    return persons[0] if len(persons) == 1 else None


def _described(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is an adjective that makes a noun before it another: the ministry of another state, the
    international movement."""
    word = context.doc.words[k] if k < context.bounds(k - 1)[1] else None
    return word is not None and (bool(word.nisbas) or (word.definite and is_adjective(word)))


def the_two(context: ClauseContext, k: int) -> list[Argument]:
    """Who `the two ministers` or `the two sides` at word `k` are: the two persons the article or the sentences just
    before are about, the two states named most; empty where there are not just two."""
    sides = context.doc.texts[k] in Words.SIDES
    if sides and (named := context.two_sides(k)):
        return [Argument(k, k + 1, ref, "side") for ref in named]
    two = _two_near(context, k) or context.two_persons(k)
    if not sides:
        return two
    states = {context.states_of.get(it.ref, "") for it in two} - {""}
    return [Argument(k, k + 1, Ref("state", code), "side") for code in sorted(states)] if len(states) == 2 else []


def _two_near(context: ClauseContext, k: int) -> list[Argument]:
    """The two persons named in the sentence of word `k` before it, or in the few before; empty where there are not
    just two."""
    number = context.doc.sentence(k)
    for back in range(1, _TWO_BACK + 1):
        low = context.doc.sentences[max(0, number - back)][0]
        people = (it for it in context.arguments_in(low, k) if it.kind == "person" and not it.place)
        near = {it.ref: it for it in people if not context.speaks_for_others(it)}
        fitting = context.of_rank(list(near.values()), k)
        if len(fitting) == 2:
            return fitting
        if len(near) == 2:
            return list(near.values())
    return []


def both_before(context: ClauseContext, k: int) -> list[Argument]:
    """Whom a pronoun of two at word `k` stands for: the two persons named before it in its sentence, else in those just
    before."""
    people = [it for it in context.arguments_in(context.bounds(k)[0], k) if it.kind == "person"]
    near = {it.ref: it for it in people}
    return list(near.values()) if len(near) == 2 else the_two(context, k)


def officials_of(context: ClauseContext, k: int) -> Argument | None:
    """The state that officials at word `k`, known by its adjective only, speak for: Kenyan officials."""
    proclitics = next((pro for pro, stem, _ in context.doc.words[k].stems if stem in Words.OFFICIALS), None)
    if proclitics is None:
        return None
    given = context.argument_at(k)
    if given is not None:
        return given if given.kind == "side" else None
    states = context.states_in(k + 1, k + 2)
    if not states or states[0].kind != "nisba" or states[0].proclitics:
        return None
    return Argument(k, k + 2, Ref("state", states[0].code), "side", proclitics)


def reporter(context: ClauseContext, k: int) -> Argument | None:
    """Who says what the clause or quotation that opens at word `k` tells: the subject of the verb of saying before it,
    or whom the sentence of a participle (adding that) is about."""
    low, _ = context.bounds(k)
    k = next((j for j in range(k, low, -1) if not _opens(context, j - 1)), low)
    if context.doc.texts[k : k + 1] == [":"] and (named := context.argument_at(low)) is not None and named.end == k:
        return named if named.kind == "person" else None  # X: ...
    for at in range(k - 1, max(low, k - _REPORT) - 1, -1):
        word = context.doc.words[at]
        if at in context.doc.in_date or context.arguments_in(at, at + 1):
            continue
        if word.text in Words.ADDING:
            return speaker_before(context, at, feminine=word.text.endswith(HEH))
        if word.text in Words.HIS_SAYING:
            return next((it for it in reversed(context.arguments_in(low, at)) if context.case_marker(it) == AN), None)
        says = next((v for v in word.verbs if v.event_class in _REPORTS and not word.definite), None)
        if says is not None:
            return _teller(context, says, at, k)
        if word.text in Words.THAT:
            return None
    return None


def _opens(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is that- or a sign before what is reported."""
    return context.doc.texts[k] in Words.THAT or context.doc.words[k].kind == "sign"


def _teller(context: ClauseContext, says: VerbForm, at: int, k: int) -> Argument | None:
    """Who says something by a verb at word `at`, where what is said begins at word `k`: its subject right after it, or
    whom a noun there takes up, the topic before it, or whom the text is about."""
    if says.passive or context.denied(at):
        return None
    after = context.argument_at(at + 1) if at + 1 < k else None
    if after is not None and context.is_free(after):
        return after
    left = None if says.conjunction else context.free_before(at)
    if left is not None and not Words.RELATIVE.isdisjoint(
        context.doc.texts[max(0, left.start - _IN_RELATIVE) : left.start]
    ):
        return None  # (papers) that X got say
    told = definite_antecedent(context, at + 1) or left
    if told is None and says.gender == "f" and says.number == "s":
        told = feminine_topic(context, at)
    gender = says.gender
    return (
        told
        or context.clause_subject(at, gender, speaks=True)
        or context.discourse_topic(at, gender=gender, speaks=True)
    )
