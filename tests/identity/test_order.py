"""Whatever the order, the batches and the detours, the same articles give the same store, to the last quad.

The articles are drawn from a small world, so that names, events and agreements meet, clash and part again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.extraction.facts import Post, Ref
from mithaq.identity import IdentityJudgement, append_judgement, block_keys, forget, resolve
from mithaq.rdf import Minter
from mithaq.store import Store

from tests.identity.told import Told, everything, merged, put
from tests.terms import value

NAMES = [
    "محمد الغانم", "محمد علي الغانم", "محمد أحمد الغانم", "محمد علي", "محمد علي أحمد الغانم", "الغانم",
    "سيرغي لافروف", "سيرجي لافروف",
]  # fmt: skip
ROLES = [
    ("وزير الخارجية", "foreignMinister"), ("وزير الشؤون الخارجية", "foreignMinister"), ("سفير", "ambassador"),
    ("رئيس اللجنة الوطنية لمكافحة الإرهاب", "headOfOrganization"),
]  # fmt: skip
STATES = ["QA", "KW"]
DAYS = ["2020-01-01", "2020-01-02", None]
BODIES = [("وزارة العدل", None), ("وزارة العدل", "QA"), ("وزارة العدل القطرية", "QA"), ("وزارة العدل", "KW")]
PACTS = ["مذكرة تفاهم لمكافحة الإرهاب وتمويله", "مذكرة تفاهم في مجال الثقافة والفنون", "مذكرة تفاهم"]
SIGNED = ["2019-05", "2019-05-02", "2019", None]
SUMMIT = "القمة الخليجية"
FORUMS = [(SUMMIT, 41, "2020-01"), (SUMMIT, None, "2020-01-01"), (SUMMIT, 42, "2020"), (SUMMIT, None, None)]
PLACES = [("طرابلس", None), ("طرابلس", "LY"), ("طرابلس", "LB")]


@st.composite
def articles(draw: st.DrawFn, id: str) -> Told:
    told = Told(id, draw(st.sampled_from(DAYS)))
    people: list[Ref] = []
    for name in draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True)):
        phrase, concept = draw(st.sampled_from(ROLES))
        post = Post(phrase, phrase, concept, draw(st.sampled_from([*STATES, None])))
        people.append(told.official(name, *draw(st.sampled_from([(post,), ()]))))
    for code in draw(st.lists(st.sampled_from(STATES), unique=True)):
        told.state(code)
    for name, state in draw(st.lists(st.sampled_from(BODIES), max_size=1)):
        people.append(told.organization(name, state))
    places = [told.place(*place) for place in draw(st.lists(st.sampled_from(PLACES), max_size=1))]
    if len(people) > 1:
        place = {"place": places[0]} if places else {}
        told.meeting(*people[:2], date=draw(st.sampled_from(DAYS)), **place)
    for name in draw(st.lists(st.sampled_from(PACTS), max_size=2, unique=True)):
        told.agreement(name, "memorandum", told.state("QA"), told.state("KW"), signed=draw(st.sampled_from(SIGNED)))
    for name, edition, date in draw(st.lists(st.sampled_from(FORUMS), max_size=1)):
        told.forum(name, series=name, edition=edition, date=date)
    if people:
        told.statement(people[0], "accuse", told.state("QA"))
        told.visit(people[0], "QA", date=draw(st.sampled_from(DAYS)))
    return told


CORPORA = st.integers(2, 7).flatmap(lambda n: st.tuples(*(articles(f"article {i}") for i in range(n))))


Pair = tuple[Store, Store]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Two stores that all examples share: opening new ones would take most of the time."""
    folder: Path = tmp_path_factory.mktemp("stores")
    with (
        Store.open(folder / "one", write=True, create=True) as one,
        Store.open(folder / "other", write=True, create=True) as other,
    ):
        yield one, other


EMPTIED = count()
COMPACT_EVERY = 10


def _empty(*stores: Store) -> None:
    """Forget everything. Now and then compact the files: readers skip over what was deleted, slower every time."""
    compact = next(EMPTIED) % COMPACT_EVERY == 0
    for store in stores:
        store.judgements.unlink(missing_ok=True)
        resolve(store)
        forget(store, list(store.article_ids()))
        assert everything(store) == ""
        if compact:
            store.raw.optimize()


@pytest.mark.parametrize("max_block_size", [1, 2, block_keys.MAX_BLOCK_SIZE])
@settings(max_examples=30, deadline=None)
@given(corpus=CORPORA, random=st.randoms(use_true_random=False))
def test_order_batches_and_detours_do_not_matter(
    pair: Pair, max_block_size: int, corpus: tuple[Told, ...], random: Random
) -> None:
    """Also where blocks grow beyond the size limit and shrink below it."""
    store, other = pair
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block_keys, "MAX_BLOCK_SIZE", max_block_size)
        patch.setattr(block_keys, "MAX_BLOCK_SIZES", {})
        _empty(store, other)
        _detour(store, corpus, random)
        put(other, corpus)
        assert everything(store) == everything(other)
        _empty(store, other)


def _detour(store: Store, corpus: tuple[Told, ...], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(corpus)
    random.shuffle(shuffled)
    while shuffled:
        size = random.randint(1, len(shuffled))
        batch, shuffled = shuffled[:size], shuffled[size:]
        put(store, batch)
        if random.random() < 0.5:
            back = random.sample(batch, random.randint(1, len(batch)))
            forget(store, [told.id for told in back])
            put(store, back)


@settings(max_examples=25, deadline=None)
@given(CORPORA)
def test_what_is_forgotten_leaves_no_trace(pair: Pair, corpus: tuple[Told, ...]) -> None:
    store, other = pair
    _empty(store, other)
    half = len(corpus) // 2
    put(store, corpus)
    assert forget(store, [told.id for told in corpus[half:]]) == [told.id for told in corpus[half:]]
    put(other, corpus[:half])
    assert everything(store) == everything(other)


@settings(max_examples=30, deadline=None)
@given(CORPORA, st.sampled_from(["same", "different"]), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_a_judgement_made_late_or_withdrawn_counts_as_if_made_early_or_never(
    pair: Pair, corpus: tuple[Told, ...], verdict: str, one: str, other: str
) -> None:
    early, late = pair
    _empty(early, late)
    names = Minter().official(one, "KW", ROLES[0][1]).value, Minter().official(other, "QA", ROLES[0][1]).value
    judgement = IdentityJudgement(verdict, *names)  # type: ignore[arg-type]
    append_judgement(early.judgements, judgement)
    put(early, corpus)
    put(late, corpus)
    unjudged = everything(late)
    append_judgement(late.judgements, judgement)
    resolve(late)
    assert everything(late) == everything(early)
    late.judgements.unlink()
    resolve(late)
    assert everything(late) == unjudged


@settings(max_examples=30, deadline=None)
@given(CORPORA)
def test_the_merged_graph_is_the_article_graphs_rewritten(pair: Pair, corpus: tuple[Told, ...]) -> None:
    """Nothing but labels and values of which one is kept may differ."""
    kept = ("#label>", "#altLabel>", "#confidence>", "#date>", "#signedOn>", "#eventStatus>")
    store, _ = pair
    _empty(store)
    put(store, corpus)
    expected = set()
    for told in corpus:
        for quad in store.article_graph(told.id):
            terms = [
                f"<{store.canonical(value(term))}>" if str(term).startswith("<") else str(term)
                for term in (quad.subject, quad.object)
            ]
            expected.add(f"{terms[0]} {quad.predicate} {terms[1]}")
    wanted = {line for line in expected if not any(k in line for k in kept)}
    assert {line for line in merged(store).splitlines() if not any(k in line for k in kept)} == wanted
