"""A graph on disk: load, query, explain, export."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, Triple

from mithaq import pipeline
from mithaq.api.articles import DateLike
from mithaq.api.explanation import Explanation, explanation_of
from mithaq.api.judgement_methods import JudgementMethods, signature
from mithaq.api.loading import Loadable, LoadResult, load_into
from mithaq.api.results import QueryResult, answer_of
from mithaq.api.values import Thing, Value, ValueReader
from mithaq.corrections import Correction
from mithaq.errors import UserError
from mithaq.export import Selection, export, export_tables, schema
from mithaq.extraction import RuleExtractor
from mithaq.language.partial_date import PartialDate
from mithaq.pipeline import Corrector, Extractor, RecordedCorrection
from mithaq.queries import Catalogue, NameResolver, fact_iri, prepare, refuse_service, refuse_update, syntax_problem
from mithaq.rdf import PREFIXES
from mithaq.reading import Article, ReadOptions
from mithaq.reading.options import DateOrder, checked_mapping
from mithaq.store import Store, default_directory, result_errors
from mithaq.store.statistics import count_things

if TYPE_CHECKING:
    import rdflib

__all__ = ["Graph", "open"]

Parameter = Value | Sequence[Value]
"""A query parameter: one value, or several where the query allows that."""


def open(path: str | os.PathLike[str] | None = None, *, queries: Iterable[str | os.PathLike[str]] = ()) -> Graph:
    """Open the graph in a directory.

    Args:
        path: The store's directory. The default is the environment variable `MITHAQ_STORE`, or else `mithaq-store`. The
            first load creates it.
        queries: Folders with stored queries of your own (`.rq` files).

    Returns:
        A graph. Close it, or use it in a `with` statement.

    Raises:
        UserError: a folder of queries does not exist, or a query in it is malformed.
    """
    return Graph(path if path is not None else default_directory(), queries=queries)


class Graph(JudgementMethods):
    """A graph on disk. Make one with `mithaq.open`.

    Reading never blocks: a graph shows the state after the last finished load, and any number of processes may read a
    store at once. One process at a time may write. After a `load` or `forget` of its own a graph shows the new state;
    changes by other processes become visible after `reload`. Use one `Graph` per thread.
    """

    def __init__(self, path: str | os.PathLike[str], *, queries: Iterable[str | os.PathLike[str]] = ()) -> None:
        """Not for callers: use `mithaq.open`."""
        self.path = Path(path)
        """The store's directory."""
        self._catalogue = Catalogue([Path(folder) for folder in queries])
        self._open: tuple[Store, NameResolver, ValueReader] | None = None

    def __enter__(self) -> Graph:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<mithaq.Graph {str(self.path)!r}>"

    def close(self) -> None:
        """Close the files. A closed graph opens again when it is used."""
        if self._open is not None:
            store, self._open = self._open[0], None
            store.close()

    def reload(self) -> None:
        """Show what other processes have loaded since the graph was opened."""
        self.close()

    # changing

    def load(
        self,
        articles: Loadable | Iterable[Loadable],
        *,
        workers: int = 1,
        min_confidence: float = 0.0,
        extractor: Extractor | None = None,
        mapping: Mapping[str, str] | None = None,
        date_order: DateOrder | None = None,
        epoch: bool = False,
        crawl_date: bool = False,
        path_ids: bool = False,
        strict: bool = False,
        base: str | None = None,
        article_timeout: float | None = pipeline.ARTICLE_SECONDS,
    ) -> LoadResult:
        """Load articles: extract their facts, validate them, store them and merge them.

        Articles that the store has already, unchanged, are skipped, and changed ones are replaced.

        Args:
            articles: One or several of: the path of a file or folder, an article from `mithaq.article`, a mapping with
                the fields of a JSON record (`text`, and optionally `id`, `title`, `date`, `source`, `url`).
            workers: How many processes extract and validate. With more than one, a script has to guard its entry point
                with `if __name__ == "__main__":`, because the processes import it.
            min_confidence: Facts with a lower confidence are left out.
            extractor: What reads the facts out of an article, in place of the rules (see `FunctionExtractor`).
            mapping: The column or JSON field that holds each field of an article, where their names do not tell:
                `{"text": "body", "date": "published"}`.
            date_order: `"dmy"` or `"mdy"`, for dates such as 5/6/2022, which are not read without it.
            epoch: Read dates that are numbers as seconds or milliseconds since 1970.
            crawl_date: Date pages of a WARC file that state no date by their crawl.
            path_ids: Make ids from the folders of a file too, not from its name alone.
            strict: Count files in folders that were passed over as problems.
            base: The base of the IRIs of individuals. The first load into a store sets it.
            article_timeout: An article that takes more seconds to process is quarantined. With one worker this needs
                the main thread.

        Returns:
            Counts, and a line about each article that was refused or quarantined.

        Raises:
            UserError: a path does not exist; another process is writing; the store was made with another version of the
                lexicon, or with another base; `mapping` names an unknown field; the disk is full.
        """
        options = ReadOptions(
            checked_mapping(mapping or {}), date_order, epoch, crawl_date=crawl_date, path_ids=path_ids
        )
        self.close()
        given = [articles] if isinstance(articles, str | os.PathLike | Article | Mapping) else articles
        with Store.open(self.path, write=True, create=True) as store:
            return load_into(
                store, given, workers=workers, min_confidence=min_confidence, extractor=extractor or RuleExtractor(),
                options=options, strict=strict, base=base, article_seconds=article_timeout,
            )  # fmt: skip

    def forget(self, *ids: str) -> list[str]:
        """Remove articles and every fact that only they state.

        Args:
            ids: Identifiers of articles.

        Returns:
            Those identifiers that the store had, sorted.

        Raises:
            UserError: there is no store; another process is writing.
        """
        from mithaq.wikidata import prune

        self.close()
        with Store.open(self.path, write=True) as store:
            found = pipeline.forget(store, ids)
            if prune(store):
                store.publish()
        return found

    # correcting

    def reject(
        self,
        fact: str,
        *,
        why: str = "",
        who: str | None = None,
        article: str | None = None,
        extractor: Extractor | None = None,
    ) -> list[Correction]:
        """Reject a fact. It stays rejected when articles are loaded again or the store is rebuilt.

        Args:
            fact: The fact's IRI, as `explain` gives it, with or without the base; or its `Thing`.
            why: The reason, kept with the correction.
            who: The person who decides. The default is the login name.
            article: Reject it in this article only. The default is every article that states it.
            extractor: The extractor that the articles were loaded with, if not the rules.

        Returns:
            The recorded corrections, one for each article and fact.

        Raises:
            UserError: not a fact; the article does not state it; another process is writing.
        """
        with self._corrector(who, why, extractor) as corrector:
            return corrector.reject(self._iri(fact), article)

    def accept(
        self,
        fact: str,
        *,
        why: str = "",
        who: str | None = None,
        article: str | None = None,
        extractor: Extractor | None = None,
    ) -> list[Correction]:
        """Confirm a fact as it is. Its confidence is then 1, also when articles are loaded with a `min_confidence`.

        Args:
            fact: As for `reject`.
            why: As for `reject`.
            who: As for `reject`.
            article: As for `reject`.
            extractor: As for `reject`.

        Returns:
            The recorded corrections, one for each article and fact.

        Raises:
            UserError: as `reject`.
        """
        with self._corrector(who, why, extractor) as corrector:
            return corrector.accept(self._iri(fact), article)

    def amend(
        self,
        fact: str,
        *,
        why: str = "",
        who: str | None = None,
        article: str | None = None,
        extractor: Extractor | None = None,
        **slots: Parameter,
    ) -> list[Correction]:
        """Change slots of a fact.

        Args:
            fact: As for `reject`.
            why: As for `reject`.
            who: As for `reject`.
            article: As for `reject`.
            extractor: As for `reject`.
            slots: New values by slot: `date="2017-07-11"`, `role="foreignMinister"`, `participants=["NAME", "NAME"]`.
                Slots have the names of the fields of the fact types (`Meeting`, `Tenure`, ...) or of the properties in
                the graph. None empties a slot.

        Returns:
            The recorded corrections, one for each article and fact.

        Raises:
            UserError: as `reject`; an unknown slot or name; a value that makes the article fail validation.
        """
        with self._corrector(who, why, extractor) as corrector:
            return corrector.amend(self._iri(fact), _slots(slots), article)

    def add(
        self,
        kind: str,
        *,
        article: str,
        passage: str,
        why: str = "",
        who: str | None = None,
        extractor: Extractor | None = None,
        **slots: Parameter,
    ) -> list[Correction]:
        """Add a fact that an article states.

        Args:
            kind: `tenure`, `agreement`, `forum`, `meeting`, `visit`, `statement`, `sanction` or `mediation`.
            article: The article's identifier.
            passage: The sentence that states it, quoted from the article.
            why: As for `reject`.
            who: As for `reject`.
            extractor: As for `reject`.
            slots: Values by slot, as for `amend`. A slot that is called `kind` is given as `kind_`. A name that the
                article's facts do not have yet is written with its kind: `official:NAME`.

        Returns:
            The recorded correction.

        Raises:
            UserError: an unknown kind, article, slot or name; the article does not have the passage; a missing slot;
                a value that makes the article fail validation.
        """
        with self._corrector(who, why, extractor) as corrector:
            return corrector.add(kind, article, passage, _slots(slots))

    def corrections(self) -> list[RecordedCorrection]:
        """The corrections in the order they were made, also undone ones and those that no longer apply."""
        return pipeline.recorded_corrections(self._reader()[0])

    # asking

    def query(self, name: str, /, **parameters: Parameter) -> QueryResult:
        """Run a stored query.

        Args:
            name: The query's name, such as `"agreements-between"`; `queries` lists them.
            parameters: The query's parameters, as people type them: names in Arabic or English, codes, Wikidata
                identifiers, IRIs, dates, numbers; or things from an earlier answer. Where a parameter is a Python
                keyword, add an underscore (`class_="Agreement"`). A list gives several values; None leaves it out.

        Returns:
            The rows.

        Raises:
            UserError: no such query or parameter; a required parameter is missing; a name is unknown or ambiguous (the
                message lists candidates); there is no store.
        """
        found = self._catalogue.find(name)
        given = {key.removesuffix("_"): list(_typed(value)) for key, value in parameters.items()}
        store, names, _ = self._reader()
        return self._ask(store, prepare(found, given, names))

    def sparql(self, text: str, *, allow_service: bool = False) -> QueryResult:
        """Run a SPARQL 1.1 query over the merged graph; `GRAPH` reaches the graph of each article.

        The prefixes of the data are declared.

        Args:
            text: The query.
            allow_service: Let `SERVICE` in the query send requests to the hosts that it names.

        Raises:
            UserError: the query does not parse, is an update, or has `SERVICE` without `allow_service`; it fails while
                it runs.
        """
        refuse_update(text)
        if not allow_service:
            refuse_service(text, "it sends requests to other hosts: set allow_service=True if the query may")
        return self._ask(self._reader()[0], text)

    def queries(self) -> dict[str, str]:
        """The stored queries: their names, each with a summary in English."""
        return {name: query.header.summary["en"] for name, query in self._catalogue.items()}

    def explain(self, thing: str, *, limit: int | None = None) -> Explanation:
        """Look up everything the graph holds about a thing, with the sentences that state it.

        Args:
            thing: A name in Arabic or English, a Wikidata identifier, an IRI, or a `Thing` from an answer.
            limit: The most facts to return.

        Raises:
            UserError: nothing has this name, or several things do (the message lists them).
        """
        store, names, reader = self._reader()
        typed = next(_typed(thing))
        return explanation_of(store, reader, names.resolve("any", typed, typed).value, limit)

    def stats(self) -> dict[str, int]:
        """Count the articles, the things of each class, the triples of the merged graph, and what is in quarantine."""
        return dict(count_things(self._reader()[0]))

    # taking out

    def to_rdflib(self) -> rdflib.Graph:
        """Copy the merged graph into memory as an rdflib graph."""
        from mithaq.api.rdflib_graph import graph_of

        quads = self._reader()[0].raw.quads_for_pattern(None, None, None, DefaultGraph())
        return graph_of(Triple(quad.subject, quad.predicate, quad.object) for quad in quads)

    def export(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        states: Sequence[str] = (),
        classes: Sequence[str] = (),
        since: DateLike | None = None,
        until: DateLike | None = None,
        with_ontology: bool = False,
    ) -> int:
        """Write the graph, or a self-contained subset of it, to a file. Equal graphs give equal bytes.

        Args:
            path: The file, or for `format="csv"` a folder. A name that ends in `.gz` is compressed.
            format: `ttl`, `nt` or `rdf` for the merged graph; `trig`, `nq` or `jsonld` with the graph of each article
                as well; `csv` for one table per class. The default follows from the file's extension.
            states: Only what these states take part in.
            classes: Only things of these classes of the ontology, and the facts about them.
            since: Only what is dated from then on.
            until: Only what is dated up to then.
            with_ontology: Add the ontology and its vocabularies.

        Returns:
            How many statements were written; of tables, how many rows.

        Raises:
            UserError: an unknown format, state or class; a malformed date; the file cannot be written.
        """
        store, names, _ = self._reader()
        selection = Selection(
            frozenset(leaf for name in classes for leaf in schema().classes(name)),
            tuple(names.resolve("state", typed, "states") for state in states for typed in _typed(state)),
            _date("since", since),
            _date("until", until),
        )
        if format == "csv":
            if with_ontology:
                raise UserError("tables hold no ontology: leave out with_ontology")
            return sum(export_tables(store, Path(path), selection=selection).values())
        return export(store, Path(path), format, selection=selection, with_ontology=with_ontology).statements

    # inside

    @contextmanager
    def _corrector(self, who: str | None, why: str, extractor: Extractor | None) -> Iterator[Corrector]:
        with self._writer() as store:
            store.use_lexicon(pipeline.lexicon_version())
            yield Corrector(store, extractor or RuleExtractor(), pipeline.shacl_errors, signature(who, why))

    def _iri(self, fact: str) -> str:
        typed = next(_typed(fact))
        with Store.open(self.path) as store:
            return fact_iri(store, typed)

    def _reader(self) -> tuple[Store, NameResolver, ValueReader]:
        if self._open is None:
            store = Store.open(self.path)
            self._open = store, NameResolver(store), ValueReader(store)
        return self._open

    def _ask(self, store: Store, text: str) -> QueryResult:
        try:
            with result_errors(store):
                return answer_of(store.raw.query(text, prefixes=PREFIXES, base_iri=store.base), self._reader()[2])
        except SyntaxError as problem:
            raise UserError(syntax_problem(text, problem)) from None


def _slots(given: Mapping[str, Parameter]) -> dict[str, list[str]]:
    """Values of slots as a person would type them; a thing by its name, because articles have names."""
    return {
        name.removesuffix("_"): [
            str(one) for one in (value if isinstance(value, list | tuple) else [value]) if one is not None
        ]
        for name, value in given.items()
    }


def _typed(given: Parameter) -> Iterator[str]:
    """Values as a person would type them."""
    if isinstance(given, Thing):
        yield given.iri
    elif isinstance(given, str):
        yield given
    elif isinstance(given, Sequence):
        for value in given:
            yield from _typed(value)
    elif given is not None:
        yield str(given)


def _date(what: str, given: DateLike | None) -> PartialDate | None:
    if given is None or isinstance(given, PartialDate):
        return given
    if isinstance(given, datetime.date):
        return PartialDate.of(given)
    try:
        return PartialDate.typed(given)
    except ValueError:
        raise UserError(f"{what}={given!r}: give a date such as 2017-07-11, 2017-07 or 2017") from None
