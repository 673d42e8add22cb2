"""Links for others: as an SSSOM table, or as Turtle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from mithaq.rdf import PREFIXES, RDFS, WD
from mithaq.store import Store
from mithaq.store.terms import value
from mithaq.wikidata.enriching import WIKIDATA_GRAPH
from mithaq.wikidata.link_judgements import COLUMNS, compact, to_row, write_sssom
from mithaq.wikidata.link_log import LinkJudgements
from mithaq.wikidata.linker import canonical_judgements
from mithaq.wikidata.links import LINKS, PERSON, read_links
from mithaq.wikidata.model import is_qid
from mithaq.wikidata.subjects import read_subjects
from mithaq.wikidata.user_table import user_items

__all__ = ["links_as_sssom", "links_as_turtle"]

_EXTRA = {"sssom": "https://w3id.org/sssom/", "semapv": "https://w3id.org/semapv/vocab/"}


def links_as_sssom(store: Store, judgement_file: LinkJudgements) -> str:
    """Every link of the store and every judgement, as one SSSOM table.

    Raises:
        StoreError: damaged files.
        UserError: a malformed line in the judgements.
    """
    labels = {subject.iri: subject.name for subject in read_subjects(store)}
    return write_sssom(_rows(store, judgement_file, labels, _item_labels(store)))


def _item_labels(store: Store) -> dict[str, str]:
    """Labels of items: those fetched from Wikidata, otherwise those of the authority tables; English before Arabic."""
    found = {item.qid: item.name_en or item.name_ar for item in user_items()}
    fetched = sorted(
        ((quad.object.language != "en", value(quad.subject).removeprefix(WD), quad.object.value)
         for quad in store.quads(None, RDFS.label, None, WIKIDATA_GRAPH) if isinstance(quad.object, Literal)),
        reverse=True,
    )  # fmt: skip
    return found | {qid: label for _, qid, label in fetched if is_qid(qid)}


def _rows(
    store: Store, judgement_file: LinkJudgements, labels: Mapping[str, str], item_labels: Mapping[str, str]
) -> Iterator[dict[str, str]]:
    judged = canonical_judgements(judgement_file.read(), store)
    for subject, mine in judged.items():
        for judgement in mine.values():
            row = to_row(judgement)
            yield row | {
                "subject_id": compact(subject),
                "subject_label": labels.get(subject, judgement.label),
                "object_label": judgement.item_label or item_labels.get(judgement.qid, ""),
            }
    for link in read_links(store):
        if link.method == PERSON or link.qid in judged.get(link.subject, {}):
            continue
        row = dict.fromkeys(COLUMNS, "") | {
            "subject_id": compact(link.subject),
            "subject_label": labels.get(link.subject, ""),
            "predicate_id": "skos:exactMatch",
            "object_id": f"wd:{link.qid}",
            "object_label": item_labels.get(link.qid, ""),
            "mapping_justification": f"semapv:{link.justification}",
            "confidence": f"{link.score:.3f}",
            "mapping_date": link.date,
            "comment": link.why,
            "other": f"method={link.method}",
        }
        yield row


def links_as_turtle(store: Store) -> bytes:
    """The graph of links as sorted Turtle.

    Raises:
        StoreError: damaged files.
    """
    triples = sorted((_triple(quad) for quad in store.quads(None, None, None, LINKS)), key=str)
    names = ("mq", "owl", "rdf", "rdfs", "skos", "wd", "xsd")
    prefixes = {name: PREFIXES[name] for name in names} | _EXTRA
    return serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def _triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)
