"""Judge facts, names and links in a store: what the command line and `Graph` share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pyoxigraph import DefaultGraph, NamedNode
from pyoxigraph import Literal as Text

from mithaq import identity
from mithaq.api.mentions import judge_mentions_different, mention_in_article
from mithaq.errors import UserError
from mithaq.judgements import Judgement, JudgementLog, Merge, Side, Standing, merge, read_file
from mithaq.pipeline import Checker, Corrector, Extractor, Signature
from mithaq.queries import NameResolver, describe_candidates
from mithaq.queries.explaining import arabic_label
from mithaq.rdf import RDF, RDFS, local_name, typed_iri
from mithaq.store import Store
from mithaq.wikidata import LinkJudgement, LinkJudgementLog, LinkJudgements, is_qid
from mithaq.wikidata.applying import apply_judgements, keep_link_judgements, withdraw_links
from mithaq.wikidata.model import KINDS

__all__ = [
    "Judge", "RecordedJudgement", "State", "describe", "judge_link", "judge_names", "linkable_thing",
    "name_as_written", "name_in_articles", "recorded_judgements", "typed_item",
]  # fmt: skip

State = Literal["in force", "undone", "replaced", "in conflict", "withdrawn"]

NO_ITEM = "none"
"""What stands for an item where Wikidata has none."""


@dataclass(frozen=True, slots=True)
class RecordedJudgement:
    """A judgement with its present state. `by` is the id of the line that undid or replaced it.

    In conflict are judgements of two people on one matter that contradict each other: neither is in force. Withdrawn is
    one that follows from another that is not in force.
    """

    judgement: Judgement
    state: State
    by: str = ""


def recorded_judgements(path: Path) -> list[RecordedJudgement]:
    """All judgements of a file but undo lines, in their order.

    Raises:
        UserError: a malformed line, with its number.
    """
    log = JudgementLog(path)
    standing = log.standing()
    return [_recorded(line, standing) for line in log.read() if line.verdict != "undo"]


def _recorded(line: Judgement, standing: Standing) -> RecordedJudgement:
    if line.id in standing.undone:
        return RecordedJudgement(line, "undone", standing.undone[line.id])
    if line.id in standing.replaced:
        return RecordedJudgement(line, "replaced", standing.replaced[line.id])
    if line in standing.in_force:
        return RecordedJudgement(line, "in force")
    same = next((other.id for other in standing.active if other.key == line.key), "")
    if line in standing.active:
        return RecordedJudgement(line, "in conflict")
    return RecordedJudgement(line, "replaced" if same else "withdrawn", same)


def name_as_written(store: Store, iri: str) -> str:
    """A name as articles write it, given its IRI; the end of the IRI if no article does."""
    labels = (quad.object for quad in store.quads(NamedNode(iri), RDFS.label))
    written = sorted((label.language != "ar", label.value) for label in labels if isinstance(label, Text))
    return written[0][1] if written else _short(iri)


def describe(line: Judgement, name_of: Callable[[str], str] | None = None) -> str:
    """What a judgement says, in one line. `name_of` gives the name for an IRI, to stand beside its end."""

    def shown(iri: str) -> str:
        name = name_of(iri) if name_of is not None else ""
        return f"{name} {_short(iri)}" if name and name != _short(iri) else _short(iri)

    content = line.content
    if line.about == "identity":
        where = "".join(f" ({mention['name']} in {mention['article']})" for mention in content.get("mentions", ())[:1])
        return f"{line.verdict} {shown(content['one'])} {shown(content['other'])}{where}"
    if line.about == "link":
        return f"{line.verdict} {shown(content['thing'])} {content['item']}"
    values = {**content["slots"], **{f"new {name}": value for name, value in content.get("changes", {}).items()}}
    said = "; ".join(f"{k}={', '.join(v) if isinstance(v, list) else v}" for k, v in values.items())
    return f"{line.verdict} {content['kind']} in {content['article']}: {said}"


class Judge:
    """Undoes and merges judgements of all kinds in a store that is open for writing. Each method records its lines and
    shows the result to readers, or raises and changes nothing."""

    def __init__(self, store: Store, extractor: Extractor, checker: Checker, signature: Signature) -> None:
        self._store = store
        self._signature = signature
        self._corrector = Corrector(store, extractor, checker, signature)
        self._log = JudgementLog(store.judgements)

    def undo(self, ids: Iterable[str]) -> list[Judgement]:
        """Undo judgements; returns the undone ones.

        Raises:
            UserError: there is no such judgement, or it is not in force.
        """
        before = self._log.read()
        lines, found = list(before), []
        for id in dict.fromkeys(ids):
            short = id.removeprefix(f"{self._store.base}").removeprefix("correction/")
            lines, line = self._log.with_undo(lines, short, *self._signed())
            found.append(next(one for one in before if one.id == line.undoes))
        self._apply(lines)
        return found

    def different_in(self, one: str, other: str, articles: tuple[str, str]) -> tuple[str, str]:
        """Judge that two articles mean two things by their names (`mithaq.api.mentions.judge_mentions_different`)."""
        return judge_mentions_different(self._store, self._corrector, one, other, articles, self._signature)

    def merge(self, path: Path, prefer: Side | None = None) -> Merge:
        """Merge the judgements of another file, store or SSSOM table into the store.

        Contradictions are left out, or settled for the preferred side (`mithaq.judgements.merge`).

        Raises:
            UserError: there is no such file, or a malformed line in it.
        """
        mine, theirs = self._log.read(), read_file(path)
        who, when, why = self._signed()
        try:
            merged = merge(mine, theirs, prefer, who=who, when=when, why=why or f"{prefer} was preferred in a merge")
        except ValueError as problem:
            raise UserError(f"{path}: {problem}: correct one of the files") from problem
        self._apply(merged.lines)
        return merged

    def _signed(self) -> tuple[str, str, str]:
        return self._signature.who, self._signature.when, self._signature.why

    def _apply(self, lines: Sequence[Judgement]) -> None:
        links = LinkJudgementLog(self._store.judgements)
        before = links.read()
        self._corrector.replace_lines(lines)
        identity.resolve(self._store)
        withdraw_links(self._store, before, links.read())
        apply_judgements(self._store, links)


def judge_names(
    store: Store,
    verdict: Literal["same", "different"],
    one: str,
    other: str,
    signature: Signature,
    articles: tuple[str, str] | None = None,
) -> tuple[str, str]:
    """Judge that two names, typed as labels or IRIs, are one thing or two; returns their IRIs. `articles` are the ids
    of two articles that use them, to tell names that are spelt alike apart.

    Raises:
        UserError: a name is unknown or ambiguous; the judgement is refused (`mithaq.identity.judge`).
    """
    if articles is None:
        names = name_in_articles(store, one, verdict), name_in_articles(store, other, verdict)
    else:
        names = mention_in_article(store, one, articles[0]), mention_in_article(store, other, articles[1])
    if names[0] == names[1]:
        raise UserError(f"{one} and {other} are the same name in the articles: give the IRIs of two names")
    judgement = identity.IdentityJudgement(verdict, *names, signature.who, signature.when, signature.why)
    identity.judge(store, judgement, keep_link_judgements)
    return names


def name_in_articles(store: Store, typed: str, verdict: str) -> str:
    """The name in articles that a person typed: one of the names of a thing, if they are to be joined.

    Raises:
        UserError: nothing has this name, or several things do.
    """
    found = identity.find(store, typed)
    if not found:
        raise UserError(
            f"{typed}: nothing in the store has this name: find names with `mithaq explain` and `mithaq query`"
        )
    if len({store.canonical(iri) for iri in found}) > 1:
        raise UserError(f"{typed} is ambiguous: {describe_candidates(store, found)}; give one of these ids")
    if len(found) > 1 and verdict == "different":
        raise UserError(
            f"{typed}: articles use several names for it: {describe_candidates(store, found)}; give one of these ids"
        )
    return found[0]


def judge_link(
    store: Store,
    judgements: LinkJudgements,
    thing: str,
    item: str,
    verdict: Literal["accepted", "rejected"],
    signature: Signature,
) -> str:
    """Judge that a thing is a Wikidata item or not; `none` stands for "Wikidata has no item". Returns the thing's IRI.

    Raises:
        UserError: not an item; the thing is unknown, ambiguous, or of a class that is not linked.
    """
    item = typed_item(item)
    if item != NO_ITEM and not is_qid(item):
        raise UserError(f"{item!r} is not a Wikidata item: write Q and a number, or none")
    if item == NO_ITEM and verdict == "rejected":
        raise UserError("`none` cannot be rejected: accept the correct item instead")
    iri = linkable_thing(store, thing)
    qid = "" if item == NO_ITEM else item
    signed = signature.who, signature.when, signature.why
    judgements.add(LinkJudgement(iri, qid, verdict, *signed, arabic_label(store, NamedNode(iri))))
    apply_judgements(store, judgements)
    return iri


def typed_item(text: str) -> str:
    """An item as a person typed it, also in small letters: `Q846`, or `none`."""
    return NO_ITEM if text.strip().lower() == NO_ITEM else text.strip().upper()


def linkable_thing(store: Store, typed: str) -> str:
    """Canonical IRI of a thing that can be linked, typed as an IRI in any printed form or as a label.

    Raises:
        UserError: the store has no such thing, or several; it is of a class that is not linked.
    """
    iri = typed_iri(typed, store.base)
    if iri is None and ("://" in typed or typed.strip().startswith("id/")):
        raise UserError(f"{typed!r} is not an IRI: copy it from `mithaq link status` or `mithaq query`")
    iri = store.canonical(iri if iri is not None else NameResolver(store).resolve("thing", typed, typed).value)
    classes = [quad.object for quad in store.quads(NamedNode(iri), RDF.type, None, DefaultGraph())]
    if not classes:
        raise UserError(f"{typed}: the store has no such thing: copy its IRI from `mithaq link status`")
    names = [node.value.rpartition("#")[2] for node in classes if isinstance(node, NamedNode)]
    if not set(names) & KINDS.keys():
        raise UserError(
            f"{typed}: is of class {names[0]}, which is not linked to Wikidata: only {', '.join(KINDS)} are"
        )
    return iri


def _short(iri: str) -> str:
    return "/".join(local_name(iri))
