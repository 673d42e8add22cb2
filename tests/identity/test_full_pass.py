"""A full pass over all articles gives what the incremental way gives, to the last quad, in any division."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mithaq.identity import (
    IdentityJudgement,
    append_judgement,
    block_keys,
    buckets_for,
    profiles_of,
    resolve,
    resolve_parts,
)
from mithaq.identity.entity_profiles import dump_profile
from mithaq.identity.entity_records import EntityRecord
from mithaq.identity.full_pass import BUCKET_BYTES, records
from mithaq.identity.full_pass.spool import Spool
from mithaq.identity.terms import PROFILES
from mithaq.rdf import MQ, Minter
from mithaq.shuffle import Part, PartArticle, in_this_process, write_part
from mithaq.store import Store
from mithaq.store.terms import IDENTITY, value
from pyoxigraph import DefaultGraph

from tests.identity.test_order import CORPORA, NAMES, ROLES, STATES, _empty
from tests.identity.told import Told, foreign_minister, put

RESOLVED = (DefaultGraph(), PROFILES, IDENTITY)
"""The graphs that entity resolution makes."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("store") / "one", write=True, create=True) as found:
        yield found


def _article(told: Told) -> PartArticle:
    quads = told.quads()
    profiles = {iri: dump_profile(profile) for iri, profile in profiles_of(told.iri, quads).items()}
    return PartArticle(told.iri, ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"", b"", profiles)


def _text(file: Path) -> bytes:
    data = file.read_bytes()
    return gzip.decompress(data) if ".gz" in file.name else data


def full_pass(
    corpus: Sequence[Told], random: Random, buckets: int, judgements: Sequence[IdentityJudgement] = ()
) -> list[str]:
    """The quads of a full pass, sorted; the articles come in any order, in parts of any size."""
    folder = Path(tempfile.mkdtemp())
    shuffled = [_article(told) for told in corpus]
    random.shuffle(shuffled)
    parts: list[Part] = []
    while shuffled:
        size = random.randint(1, len(shuffled))
        parts.append(write_part(folder / f"part-{len(parts)}", shuffled[:size]))
        del shuffled[:size]
    files = resolve_parts(parts, judgements, folder, buckets=buckets, execute=in_this_process)
    found = {str(quad) for file in files for quad in ox.parse(_text(file), format=ox.RdfFormat.N_QUADS)}
    shutil.rmtree(folder)
    return sorted(found)


def incremental(store: Store, corpus: Sequence[Told], random: Random) -> list[str]:
    """The same, from a store to which the articles are added in batches."""
    left = list(corpus)
    random.shuffle(left)
    while left:
        size = random.randint(1, len(left))
        put(store, left[:size])
        del left[:size]
    resolve(store)
    return sorted(str(quad) for graph in RESOLVED for quad in store.quads(graph=graph))


JUDGED = st.lists(
    st.tuples(
        st.sampled_from(["same", "different"]),
        *[st.tuples(st.sampled_from(NAMES), st.sampled_from([*STATES, None]), st.sampled_from(ROLES))] * 2,
    ),
    max_size=3,
)


@pytest.mark.parametrize("max_block_size", [1, 2, block_keys.MAX_BLOCK_SIZE])
@settings(max_examples=40, deadline=None)
@given(corpus=CORPORA, judged=JUDGED, buckets=st.integers(1, 5), random=st.randoms(use_true_random=False))
def test_a_full_pass_gives_what_the_incremental_way_gives(
    store: Store, max_block_size: int, corpus: tuple[Told, ...], judged: list[Any], buckets: int, random: Random
) -> None:
    """Also where blocks are oversized, and with judgements, of which some are about names that no article uses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block_keys, "MAX_BLOCK_SIZE", max_block_size)
        patch.setattr(block_keys, "MAX_BLOCK_SIZES", {})
        _empty(store)
        by_pair: dict[tuple[str, str], IdentityJudgement] = {}
        for verdict, *names in judged:
            one, other = (Minter().official(name, state, role[1]).value for name, state, role in names)
            if one != other:
                judgement = IdentityJudgement(verdict, one, other)
                by_pair[judgement.pair] = judgement
        for judgement in by_pair.values():
            append_judgement(store.judgements, judgement)
        found = full_pass(corpus, random, buckets, list(by_pair.values()))
        assert found == incremental(store, corpus, random)
        _empty(store)


def _namesakes(count: int) -> list[Told]:
    """Articles about one surname: as many long names, which clash with one another, and a short one beside each."""
    found = []
    for number in range(count):
        told = Told(f"namesake {number}", f"2020-01-{1 + number % 28:02}")
        told.official(f"محمد {NAMES[number % 3].split()[1]} الغانم", foreign_minister("KW"))
        told.official("الغانم")
        told.official(NAMES[number % len(NAMES)], foreign_minister(STATES[number % 2]))
        told.meeting(told.state("QA"), told.state("KW"), date=f"2020-01-{1 + number % 9:02}")
        found.append(told)
    return found


@pytest.mark.parametrize("buckets", [1, 2, 3, 5, 64])
def test_names_that_articles_use_together_and_chains_of_names_that_clash(store: Store, buckets: int) -> None:
    corpus, random = _namesakes(30), Random(buckets)
    _empty(store)
    wanted = incremental(store, corpus, random)
    _empty(store)
    assert full_pass(corpus, random, buckets) == wanted
    assert any("joined" in line for line in wanted)


def _officials(told: Told) -> list[str]:
    return sorted({value(quad.subject) for quad in told.quads() if quad.object == MQ.Official})


def test_names_that_reviewers_join_need_not_find_each_other(store: Store) -> None:
    corpus = [Told("one"), Told("other")]
    corpus[0].official("محمد الغانم", foreign_minister("KW"))
    corpus[1].official("سيرغي لافروف", foreign_minister("RU"))
    (one,), (other,) = map(_officials, corpus)
    judgement = IdentityJudgement("same", one, other)
    _empty(store)
    append_judgement(store.judgements, judgement)
    found = full_pass(corpus, Random(1), 3, [judgement])
    assert found == incremental(store, corpus, Random(1))
    assert sum("canonical" in line for line in found) >= 1
    _empty(store)


@pytest.mark.parametrize("buckets", [1, 4])
def test_events_of_people_with_several_names_are_one(store: Store, buckets: int) -> None:
    corpus = [Told("one", "2020-01-01"), Told("other", "2020-01-01")]
    for told, name in zip(corpus, ("سيرغي لافروف", "سيرجي لافروف"), strict=True):
        told.meeting(told.official(name, foreign_minister("RU")), told.state("QA"), date="2020-01-01")
    _empty(store)
    found = full_pass(corpus, Random(1), buckets)
    assert found == incremental(store, corpus, Random(1))
    assert sum("canonical" in line and "/meeting/" in line for line in found) == 1
    _empty(store)


def test_no_article_at_all() -> None:
    judgement = IdentityJudgement("same", "urn:a", "urn:b")
    assert len(full_pass([], Random(1), 2, [judgement])) == 1


def test_the_number_of_buckets_grows_with_the_profiles() -> None:
    small, large = Part(Path("small"), profiles=1000), Part(Path("large"), profiles=10 * BUCKET_BYTES)
    assert buckets_for([small], 2) == 1
    assert buckets_for([large], 1) == 10
    assert buckets_for([large] * 2, 8) == 32
    assert buckets_for([large] * 1000, 2) == 256


def test_records_are_read_again_after_their_memory_was_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "_FORGET_AFTER", 3)
    spool, wanted = Spool(tmp_path, 2), {}
    for bucket in range(2):
        mine = [EntityRecord(f"urn:{bucket}:{n}", "official", frozenset({("name", f"n{n}")})) for n in range(5)]
        records.RecordFile.write(spool.file("records", 0, bucket), mine)
        wanted.update({records.reference(bucket, number): record for number, record in enumerate(mine)})
    found = records.LevelRecords(spool, 0)
    for _ in range(3):
        assert {reference: found[reference] for reference in wanted} == wanted
