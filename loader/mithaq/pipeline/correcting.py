"""Correct facts of a store: record the corrections and process their articles again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pyoxigraph import NamedNode

from mithaq.corrections import (
    Correction,
    CorrectionLog,
    Kind,
    Quotation,
    Slots,
    apply,
    find_passage,
    in_force,
    kind_named,
    kind_of_field,
    read_slots,
    typed_slots,
)
from mithaq.errors import UserError
from mithaq.extraction import Extractor
from mithaq.extraction.facts import Facts
from mithaq.identity import separate_mentions
from mithaq.judgements import Judgement, standing_of
from mithaq.pipeline import article_serialization
from mithaq.pipeline.auxiliary import auxiliary_quads, restore_auxiliary_quads
from mithaq.pipeline.confidence import filter_by_confidence
from mithaq.pipeline.link_judgements import keep_link_judgements
from mithaq.pipeline.load import store_articles
from mithaq.pipeline.processor import ArticleProcessor, Checker
from mithaq.pipeline.version import lexicon_version
from mithaq.rdf import CLASSES, MQ, PROV, RDF, Minter, fact_nodes, local_name, mark_facts
from mithaq.reading.article import Article
from mithaq.store import Store, is_internal_graph
from mithaq.store.terms import ARTICLES, CONTENT, IDENTIFIER, value

__all__ = ["Corrector", "RecordedCorrection", "Signature", "recorded_corrections"]

_FACT_CLASSES = {known.node: known for known in CLASSES if known.fact}


@dataclass(frozen=True, slots=True)
class Signature:
    """Who makes a correction, when (ISO 8601), and why."""

    who: str
    when: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class RecordedCorrection:
    """A line of the file of corrections with its present state."""

    correction: Correction
    undone: bool
    """Whether a later line undoes or replaces it."""
    applies: bool
    """Whether the graph shows it; false if its article is not in the store or no longer states the fact."""


def recorded_corrections(store: Store) -> list[RecordedCorrection]:
    """All corrections of a store but undo lines, in their order.

    Raises:
        UserError: an invalid line in the file.
    """
    log = CorrectionLog(store.judgements)
    standing = log.log.standing()
    mint = Minter(store.base)
    return [
        RecordedCorrection(
            line,
            line.id in standing.undone or line.id in standing.replaced,
            bool(store.quads(mint.correction(line.id), RDF.type, PROV.Activity, None, most=1)),
        )
        for line in log.read()
        if line.action != "undo"
    ]


class Corrector:
    """Makes corrections in a store that is open for writing. Each method records its lines and shows the result to
    readers, or raises and changes nothing."""

    def __init__(self, store: Store, extractor: Extractor, checker: Checker, signature: Signature) -> None:
        self._store = store
        self._extractor = extractor
        self._checker = checker
        self._signature = signature
        self._log = CorrectionLog(store.judgements)
        self._extracted: dict[str, Facts] = {}
        self._separate = separate_mentions(self._log.log.standing().in_force)

    def reject(self, iri: str, article: str | None = None) -> list[Correction]:
        """Reject a fact in all articles that state it, or in one.

        Raises:
            UserError: the IRI is not that of a fact; the article does not state it; it was read by another extractor.
        """
        return self._record([self._about(found, "reject") for found in self._located(iri, article)])

    def accept(self, iri: str, article: str | None = None) -> list[Correction]:
        """Confirm a fact as it is in all articles that state it, or in one; its confidence is then 1.

        Raises:
            UserError: as `reject`.
        """
        return self._record([self._about(found, "accept") for found in self._located(iri, article)])

    def amend(self, iri: str, changes: Mapping[str, Sequence[str]], article: str | None = None) -> list[Correction]:
        """Change slots of a fact in all articles that state it, or in one; an empty value empties a slot.

        Raises:
            UserError: as `reject`; an unknown slot or name; a value that makes the article fail validation.
        """
        if not changes:
            raise UserError("nothing to amend: give at least one slot and its new value")
        lines = []
        for found in self._located(iri, article):
            new = typed_slots(found.kind, changes, found.facts, found.article)
            old = read_slots(found.kind, found.fact, found.facts)
            if all(old.get(name, ()) == texts for name, texts in new.items()):
                raise UserError(f"{local(iri)}: has these values already")
            self._check_role(iri, old, new)
            lines.append(replace(self._about(found, "amend"), changes=new))
        return self._record(lines)

    def _check_role(self, iri: str, old: Slots, new: Slots) -> None:
        """Refuse another role for a post that is not given other words and that other tenures share.

        Raises:
            UserError: there are such tenures.
        """
        if "role" not in new or "post" in new or old.get("role") in (None, new["role"]):
            return
        names = {*self._store.members(self._store.canonical(iri)), iri}
        posts = {quad.object for name in names for quad in self._store.quads(NamedNode(name), MQ.post)}
        sharing = {
            value(quad.subject)
            for post in posts
            if isinstance(post, NamedNode)
            for quad in self._store.quads(None, MQ.post, post)
        } - names
        if sharing:
            words, role = old["post"][0], next(iter(new["role"]), "none")
            raise UserError(
                f"{local(iri)}: role {role}: other tenures are of the same post ({words}), and a post has one role: "
                "give the right words of this post too: post=WORDS"
            )

    def add(self, kind_name: str, article: str, passage: str, slots: Mapping[str, Sequence[str]]) -> list[Correction]:
        """Add a fact that an article states.

        Raises:
            UserError: an unknown kind, article, slot or name; the article does not have the passage; a missing slot.
        """
        kind = kind_named(kind_name)
        article = self._store.article_id(article)
        text, facts = self._read(article)
        span = find_passage(Quotation(passage), text.content) if passage.strip() else None
        if span is None:
            raise UserError(f"article {article}: does not have this passage: quote a sentence of the article")
        new = {name: texts for name, texts in typed_slots(kind, slots, facts, text).items() if texts}
        if missing := [slot.name for slot in kind.slots.values() if slot.required and slot.name not in new]:
            raise UserError(f"{kind.with_article} needs {' and '.join(missing)}")
        quotation = Quotation(span.of(text.content), span.start)
        return self._record([self._signed("add", article, kind, (quotation,), new)])

    def undo(self, ids: Iterable[str]) -> list[Correction]:
        """Undo corrections; returns the undone ones.

        Raises:
            UserError: no such correction, or it is undone already.
        """
        lines = {line.id: line for line in self._log.read()}
        undone = {line.undoes for line in lines.values() if line.action == "undo"}
        found, undos = [], []
        for id in dict.fromkeys(ids):
            line = lines.get(id.removeprefix("correction/").removeprefix(f"{self._store.base}correction/"))
            if line is None or line.action == "undo":
                raise UserError(f"{id}: there is no such correction: `mithaq fact list` lists them")
            if line.id in undone:
                raise UserError(f"{id}: is undone already")
            found.append(line)
            undos.append(replace(self._signed("undo"), undoes=line.id))
        self._record(undos, [line.article for line in found])
        return found

    # finding the fact

    def _located(self, iri: str, article: str | None) -> list[_Located]:
        graphs = self._attesting(iri)
        article = self._store.article_id(article) if article is not None else None
        found: list[_Located] = []
        for id, names in sorted(graphs.items()):
            if article is not None and id != article:
                continue
            text, facts = self._read(id)
            settings = self._settings(id)
            marked = filter_by_confidence(mark_facts(facts), settings.min_confidence)
            nodes = fact_nodes(text, marked, base=self._store.base, separate=self._separate.get(id, ()))
            keys = dict.fromkeys(key for name in sorted(names) for key in nodes.get(name, ()))
            found += [_Located(text, facts, kind_of_field(field), index) for field, index in keys]
        if not found:
            where = f"article {article} does not state it" if article else "no article states it as it is"
            raise UserError(f"{local(iri)}: {where}: `mithaq explain {local(iri)}` lists its articles")
        return found

    def _attesting(self, iri: str) -> dict[str, set[str]]:
        """The names of the fact in articles, by the ids of these articles."""
        names = {*self._store.members(self._store.canonical(iri)), iri}
        quads = [quad for name in names for quad in self._store.quads(NamedNode(name), RDF.type)]
        kinds = {quad.object for quad in quads}
        if quads and not kinds & _FACT_CLASSES.keys():
            kind = value(quads[0].object).rpartition("#")[2]
            raise UserError(
                f"{local(iri)}: is a thing of class {kind}, not a fact: `mithaq explain` shows the facts about it"
            )
        found: dict[str, set[str]] = {}
        for quad in quads:
            graph = quad.graph_name
            if not isinstance(graph, NamedNode) or is_internal_graph(graph):
                continue
            for entry in self._store.quads(graph, IDENTIFIER, None, ARTICLES):
                found.setdefault(value(entry.object), set()).add(value(quad.subject))
        for quad in self._store.quads(NamedNode(iri), PROV.wasInvalidatedBy, most=1) if not found else ():
            id = value(quad.object).rpartition("/")[2]
            raise UserError(f"{local(iri)}: was corrected already: `mithaq fact undo {id}` takes that back")
        if not found:
            raise UserError(
                f"{local(iri)}: the graph has no such fact: `mithaq explain NAME` prints the facts about a thing"
            )
        return found

    def _read(self, id: str) -> tuple[Article, Facts]:
        """An article and its facts as they are now."""
        entry = self._store.entry(id)
        if entry is None:
            raise UserError(f"article {id}: the store has no such article")
        settings = self._settings(id)
        node = NamedNode(entry.iri)
        content = value(self._store.quads(node, CONTENT, None, node)[0].object)
        article = article_serialization.restore(id, content, entry.reading)
        if settings.extractor != self._extractor.version:
            raise UserError(
                f"article {id}: was read by another version of the rules ({settings.extractor or 'unknown'}): "
                f"run `mithaq rebuild --store {self._store.path}` first"
            )
        corrections = self._log.in_force().get(id, ())
        return article, apply(article, self._extract(article), corrections).facts

    def _extract(self, article: Article) -> Facts:
        """The facts without corrections; an article is extracted once."""
        if article.id not in self._extracted:
            self._extracted[article.id] = self._extractor(article)
        return self._extracted[article.id]

    def _settings(self, id: str) -> article_serialization.Settings:
        entry = self._store.entry(id)
        known = article_serialization.settings_of(entry.reading) if entry is not None else None
        return known or article_serialization.Settings(0.0, "")

    # recording

    def _about(self, found: _Located, action: Any) -> Correction:
        content = found.article.content
        passages = tuple(Quotation(span.of(content), span.start) for span in found.fact.evidence.passages)
        slots = read_slots(found.kind, found.fact, found.facts)
        return self._signed(action, found.article.id, found.kind, passages, slots)

    def _signed(
        self,
        action: Any,
        article: str = "",
        kind: Kind | None = None,
        passages: tuple[Quotation, ...] = (),
        slots: Mapping[str, tuple[str, ...]] | None = None,
    ) -> Correction:
        signature = self._signature
        return Correction(
            "", action, article, kind.name if kind else "", passages, slots or {},
            who=signature.who, when=signature.when, why=signature.why,
        )  # fmt: skip

    def _record(self, lines: Sequence[Correction], articles: Sequence[str] = ()) -> list[Correction]:
        """Give the lines ids, try them, append them, and process their articles again."""
        made, everything = self._log.plan(lines)
        numbered = [Correction.of(line) for line in made]
        after = in_force(everything)
        ids = sorted({*articles, *(line.article for line in numbered if line.article)})
        texts = {id: self._read(id)[0] for id in ids if self._store.entry(id) is not None}
        for text in texts.values():
            self._try(text, after.get(text.id, ()), numbered)
        self._log.log.append(made)
        self._process(texts)
        keep_link_judgements(self._store)
        self._store.publish()
        return numbered

    def replace_lines(self, lines: Sequence[Judgement]) -> list[str]:
        """Make these the lines of the file of judgements, and process the articles again that other corrections are in
        force for, or other mentions are kept apart in; returns their ids. Readers see the result after `store.publish`.

        Raises:
            UserError: an article was read by another extractor, or fails validation with its corrections.
        """
        before, after = self._log.in_force(), in_force(lines)
        separate = separate_mentions(standing_of(lines).in_force)
        changed = sorted(_changed(before, after) | _changed(self._separate, separate))
        texts = {id: self._read(id)[0] for id in changed if self._store.entry(id) is not None}
        if texts:
            self._store.use_lexicon(lexicon_version())
        self._separate = separate
        for text in texts.values():
            self._try(text, after.get(text.id, ()), ())
        self._log.log.write(lines)
        self._process(texts)
        return list(texts)

    def _process(self, texts: Mapping[str, Article]) -> None:
        """Store articles again with the corrections in force."""
        kept = auxiliary_quads(self._store, texts)
        for id, text in texts.items():
            settings = self._settings(id)
            store_articles(
                [text],
                self._store,
                ArticleProcessor(self._extractor, self._checker, settings.min_confidence),
                finish=False,
            )
        restore_auxiliary_quads(self._store, kept)

    def _try(self, article: Article, corrections: tuple[Correction, ...], new: Sequence[Correction]) -> None:
        """Refuse corrections that do not apply or make the article fail validation."""
        applied = apply(article, self._extract(article), corrections)
        for unmatched in applied.unmatched:
            if unmatched.correction in new:
                raise UserError(f"article {article.id}: the correction does not apply: {unmatched.reason}")
        minimum = self._settings(article.id).min_confidence
        processor = ArticleProcessor(
            self._extractor, self._checker, minimum, self._store.base, {article.id: corrections}, self._separate
        )
        if errors := processor(article).errors:
            raise UserError(f"article {article.id}: the correction is not valid: {errors.strip().splitlines()[0]}")


@dataclass(frozen=True, slots=True)
class _Located:
    """A fact of an article as it is now."""

    article: Article
    facts: Facts
    kind: Kind
    index: int

    @property
    def fact(self) -> Any:
        return getattr(self.facts, self.kind.field)[self.index]


def _changed(before: Mapping[str, object], after: Mapping[str, object]) -> set[str]:
    """The articles with other values after a change."""
    return {id for id in before.keys() | after.keys() if before.get(id) != after.get(id)}


def local(iri: str) -> str:
    """The IRI as tables print it."""
    return "/".join(local_name(iri))
