"""Convert facts to RDF: the complete mapping from the facts of an article to its named graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.extraction.facts import Agreement, Facts, Forum, Kind, Post, Ref, Tenure
from mithaq.language.fold import normalize
from mithaq.language.partial_date import PartialDate
from mithaq.names.bare_bodies import is_bare_meeting
from mithaq.names.known_agreements import known_agreement
from mithaq.names.known_people import holder_by_title
from mithaq.rdf.graph_builder import ArticleGraphBuilder
from mithaq.rdf.iri import BASE, Minter
from mithaq.rdf.mention_scope import MentionScope, SeparateMention
from mithaq.rdf.reference_data import ReferenceData, default_reference_data
from mithaq.rdf.terms import DCTERMS, MQ, RDF, SCHEMA, WD, XSD, concept
from mithaq.reading.article import Article

__all__ = ["describe"]


def describe(
    article: Article,
    facts: Facts,
    *,
    base: str = BASE,
    reference: ReferenceData | None = None,
    separate: Sequence[SeparateMention] = (),
) -> list[Quad]:
    """Convert the facts of an article to quads of its named graph, sorted.

    A pure function. There are no blank nodes, and every individual has its class. `reference` supplies English names
    and Wikidata identifiers of states and organisations
    (default: the tables in the package). `separate` lists mentions of persons and organisations that a reviewer
    keeps apart from other articles' mentions of these names, with IRIs of their own.

    Raises:
        ValueError: the facts belong to another article, or refer to an entity that is not listed.
        UserError: `base` is not a valid base IRI.
    """
    if facts.article_id != article.id:
        raise ValueError(f"facts of article {facts.article_id!r} given for article {article.id!r}")
    return _Description(article, facts, Minter(base), reference or default_reference_data(), separate).quads()


class _Description:
    def __init__(
        self,
        article: Article,
        facts: Facts,
        minter: Minter,
        reference: ReferenceData,
        separate: Sequence[SeparateMention],
    ) -> None:
        self.separate = separate
        self.article = article
        self.facts = facts
        self.mint = minter
        self.reference = reference
        self.graph = ArticleGraphBuilder(minter.article(article.id), article.content)
        self.forms = {state.code: state.forms for state in facts.states}
        self.nodes: dict[Ref, NamedNode] = {}
        self.series: dict[int, NamedNode] = {}
        self._concepts: dict[NamedNode, set[str]] = {}

    def quads(self) -> list[Quad]:
        self._name_entities()
        self._describe_article()
        self._describe_entities()
        self._describe_agreements()
        self._describe_forums()
        self._describe_tenures()
        self._describe_events()
        return list(self.graph.quads())

    # naming: all references get IRIs first, because facts refer to one another

    def _name_entities(self) -> None:
        facts, mint = self.facts, self.mint
        year = self.article.date.year if self.article.date else None
        scope = MentionScope(mint, facts, year, self._home_states(), self.separate)
        for i in range(len(facts.organizations)):
            self._name("organization", i, scope.organization(i))
        for i, place in enumerate(facts.places):
            self._name("place", i, mint.place(place.name, place.state))
        for i in range(len(facts.officials)):
            self._name("official", i, scope.official(i))
        self._name_forums()
        self._name_agreements()

    def _name(self, kind: Kind, index: int, node: NamedNode) -> None:
        self.nodes[Ref(kind, str(index))] = node

    def _home_states(self) -> dict[str, str]:
        """The state each official acts for: that of the first post with one."""
        homes: dict[str, str] = {}
        for tenure in self.facts.tenures:
            state = self._state_of(tenure.post)
            if state is not None and tenure.holder.kind == "official":
                homes.setdefault(tenure.holder.key, state)
        return homes

    def _state_of(self, post: Post) -> str | None:
        if post.state is None and post.organization is not None and post.organization.kind == "organization":
            index = int(post.organization.key)
            if index < len(self.facts.organizations):
                return self.facts.organizations[index].state
        return post.state

    def _name_forums(self) -> None:
        for i, forum in enumerate(self.facts.forums):
            place = self._ref(forum.place) if forum.place else None
            if _is_edition(forum):
                series = self.series[i] = self.mint.forum(forum.series or forum.name)
                node = self.mint.edition(series, forum.edition, place, forum.date, within=self.article.id)
            else:
                within = self.article.id if forum.date is None and is_bare_meeting(forum.name) else ""
                node = self.mint.forum(forum.name, place=place, date=forum.date, within=within)
            self._name("forum", i, node)

    def _name_agreements(self) -> None:
        def essence(agreement: Agreement) -> tuple[str, frozenset[Ref], str]:
            return agreement.kind, frozenset(agreement.parties), str(agreement.signed)

        alike = Counter(map(essence, self.facts.agreements))
        for i, agreement in enumerate(self.facts.agreements):
            codes = [party.key for party in agreement.parties if party.kind == "state"]
            known = known_agreement(agreement.name, agreement.forms, codes, str(agreement.signed or ""))
            if known is not None:
                self._name("agreement", i, self.mint.known_agreement(known.name, known.qid))
                continue
            node = self.mint.agreement(
                agreement.kind, map(self._ref, agreement.parties), agreement.signed, agreement.name,
                within=self.article.id, alone=alike[essence(agreement)] == 1,
            )  # fmt: skip
            self._name("agreement", i, node)

    def _ref(self, ref: Ref) -> NamedNode:
        """The node of a reference. States need not be listed: they are described on first use."""
        if ref.kind == "state":
            return self._state(ref.key)
        try:
            return self.nodes[ref]
        except KeyError:
            raise ValueError(f"article {self.article.id!r}: facts refer to {ref}, not listed") from None

    # describing

    def _describe_article(self) -> None:
        article, graph = self.article, self.graph
        graph.add(graph.node, RDF.type, MQ.Article)
        graph.text(graph.node, DCTERMS.identifier, article.id)
        graph.text(graph.node, DCTERMS.title, article.title, "ar")
        graph.text(graph.node, DCTERMS.source, article.source)
        graph.date(graph.node, DCTERMS.issued, article.date)
        graph.verbatim(graph.node, MQ.content, article.content)
        if self.facts.unread:
            graph.add(graph.node, MQ.readInPart, Literal("true", datatype=XSD.boolean))
        year = article.date.year if article.date else None
        for title in self.facts.titles:
            holder = holder_by_title(title.role, title.state, year)
            if holder is not None and holder.qid:
                graph.add(graph.node, MQ.mentionsByTitle, NamedNode(WD + holder.qid))
        if article.url:
            graph.add(graph.node, SCHEMA.url, Literal(article.url, datatype=XSD.anyURI))

    def _describe_entities(self) -> None:
        graph = self.graph
        for state in self.facts.states:
            graph.evidence(self._mention(self._state(state.code)), state.evidence, fact=False)
        for i, person in enumerate(self.facts.officials):
            node = self._mention(self.nodes[Ref("official", str(i))], MQ.Official)
            graph.labels(node, person.name, person.forms)
            graph.evidence(node, person.evidence, fact=False)
        for i, body in enumerate(self.facts.organizations):
            node = self._mention(self.nodes[Ref("organization", str(i))], MQ.Organization)
            entry = self.reference.organization(body.qid) if body.qid else None
            graph.labels(node, body.name, body.forms, entry.name_en if entry else None)
            graph.wikidata(node, body.qid)
            graph.evidence(node, body.evidence, fact=False)
            self._belongs(node, body.state)
        for i, place in enumerate(self.facts.places):
            node = self.nodes[Ref("place", str(i))]
            graph.add(node, RDF.type, MQ.Place)
            graph.labels(node, place.name)
            self._belongs(node, place.state)

    def _mention(self, node: NamedNode, kind: NamedNode | None = None) -> NamedNode:
        self.graph.add(self.graph.node, SCHEMA.mentions, node)
        if kind is not None:
            self.graph.add(node, RDF.type, kind)
        return node

    def _state(self, code: str) -> NamedNode:
        """The node of a state. Its labels come from the reference data: the forms in the article are often adjectives
        or capitals, which denote the state but are not its name."""
        ref, forms = Ref("state", code), self.forms.get(code, ())
        if ref in self.nodes:
            return self.nodes[ref]
        node = self.nodes[ref] = self.mint.state(code)
        entry = self.reference.state(code)
        self.graph.add(node, RDF.type, MQ.State)
        self.graph.text(node, MQ.iso3166, code)
        if entry is not None:
            names = {normalize(name) for name in entry.forms}
            self.graph.labels(node, entry.name_ar, (f for f in forms if normalize(f) in names), entry.name_en)
            self.graph.wikidata(node, entry.qid)
        else:
            self.graph.labels(node, next(iter(forms), code), forms)
        return node

    def _belongs(self, node: NamedNode, state: str | None) -> None:
        if state is not None:
            self.graph.add(node, MQ.state, self._state(state))

    def _describe_agreements(self) -> None:
        graph = self.graph
        for i, agreement in enumerate(self.facts.agreements):
            node = self._mention(self.nodes[Ref("agreement", str(i))], MQ.Agreement)
            graph.labels(node, agreement.name, agreement.forms)
            graph.add(node, MQ.agreementKind, concept(agreement.kind))
            graph.each(node, MQ.party, map(self._ref, agreement.parties))
            graph.each(node, MQ.signatory, map(self._ref, agreement.signatories))
            graph.date(node, MQ.signedOn, agreement.signed)
            graph.each(node, MQ.topic, map(concept, agreement.topics))
            if agreement.status:
                graph.add(node, MQ.agreementStatus, concept(agreement.status))
            graph.evidence(node, agreement.evidence, fact=True)

    def _describe_forums(self) -> None:
        graph = self.graph
        for i, forum in enumerate(self.facts.forums):
            node = self._mention(self.nodes[Ref("forum", str(i))])
            if i in self.series:
                series = self._mention(self.series[i], MQ.Forum)
                graph.add(node, RDF.type, MQ.ForumEdition)
                graph.add(node, MQ.editionOf, series)
                graph.labels(series, forum.series or forum.name)
                graph.evidence(series, forum.evidence, fact=True)
            else:
                series = node
                graph.add(node, RDF.type, MQ.Forum)
            graph.labels(node, forum.name, forum.forms)
            if forum.edition is not None:
                graph.integer(node, MQ.edition, forum.edition)
            if forum.place:
                graph.add(node, MQ.place, self._ref(forum.place))
            graph.date(node, MQ.date, forum.date)
            graph.each(node, MQ.participant, map(self._ref, forum.participants))
            graph.each(series, MQ.member, map(self._ref, forum.members))
            graph.add(node, MQ.eventStatus, concept(forum.status))
            graph.evidence(node, forum.evidence, fact=True)

    def _describe_tenures(self) -> None:
        graph = self.graph
        for tenure in self.facts.tenures:
            self._concepts.setdefault(self._named_post(tenure.post), set()).add(tenure.post.concept or "")
        for tenure in self.facts.tenures:
            holder, post = self._ref(tenure.holder), self._post(tenure)
            node = self.mint.event("tenure", holder, post, tenure.status)
            graph.add(node, RDF.type, MQ.Tenure)
            graph.add(node, MQ.holder, holder)
            graph.add(node, MQ.post, post)
            if tenure.status != "current":
                graph.add(node, MQ.status, concept(tenure.status))
            graph.date(node, MQ.observedOn, self.article.date)
            graph.evidence(node, tenure.evidence, fact=True)

    def _post(self, tenure: Tenure) -> NamedNode:
        post = tenure.post
        body = self._body(post)
        node = self._post_node(post)
        self.graph.add(node, RDF.type, MQ.Post)
        self.graph.labels(node, post.phrase, (post.role,))
        if post.concept:
            self.graph.add(node, MQ.role, concept(post.concept))
        self._belongs(node, post.state)
        if body is not None:
            self.graph.add(node, MQ.organization, body)
        return node

    def _body(self, post: Post) -> NamedNode | None:
        return self._ref(post.organization) if post.organization else None

    def _post_node(self, post: Post) -> NamedNode:
        """The node of a post. It has one concept: several posts of one phrase are told apart by theirs."""
        node = self._named_post(post)
        if (post.concept or "") == min(self._concepts[node]):
            return node
        return self.mint.post(post.role, post.state, self._body(post), post.concept)

    def _named_post(self, post: Post) -> NamedNode:
        """A post by its phrase; also by its concept, where it is just called by a word (the president, the minister)
        that is said of several offices."""
        alone = " " not in post.role
        return self.mint.post(post.role, post.state, self._body(post), post.concept if alone else None)

    def _describe_events(self) -> None:
        graph, ref = self.graph, self._ref
        for meeting in self.facts.meetings:
            who = [ref(r) for r in meeting.participants]
            place = [ref(meeting.place)] if meeting.place else []
            beside = [ref(meeting.sidelines_of)] if meeting.sidelines_of else []
            when = self._when(meeting.date)
            node = self.mint.event("meeting", who, place, when, meeting.mode, meeting.status, beside)
            graph.add(node, RDF.type, MQ.Meeting)
            graph.each(node, MQ.participant, who)
            graph.each(node, MQ.place, place)
            graph.each(node, MQ.onSidelinesOf, beside)
            graph.date(node, MQ.date, meeting.date)
            graph.add(node, MQ.mode, concept(meeting.mode))
            graph.add(node, MQ.eventStatus, concept(meeting.status))
            graph.evidence(node, meeting.evidence, fact=True)
        for visit in self.facts.visits:
            visitor, destination = ref(visit.visitor), self._state(visit.destination)
            place = [ref(visit.place)] if visit.place else []
            node = self.mint.event("visit", visitor, destination, place, self._when(visit.date), visit.status)
            graph.add(node, RDF.type, MQ.Visit)
            graph.add(node, MQ.visitor, visitor)
            graph.add(node, MQ.destination, destination)
            graph.each(node, MQ.place, place)
            graph.date(node, MQ.date, visit.date)
            graph.add(node, MQ.eventStatus, concept(visit.status))
            graph.evidence(node, visit.evidence, fact=True)
        for statement in self.facts.statements:
            speaker, targets = ref(statement.speaker), [ref(r) for r in statement.targets]
            node = self.mint.event("statement", speaker, statement.act, targets, self.article.id)
            graph.add(node, RDF.type, MQ.Statement)
            graph.add(node, MQ.speaker, speaker)
            graph.add(node, MQ.act, concept(statement.act))
            graph.each(node, MQ.target, targets)
            graph.evidence(node, statement.evidence, fact=True)
        for sanction in self.facts.sanctions:
            actor, targets = ref(sanction.actor), [ref(r) for r in sanction.targets]
            node = self.mint.event("sanction", actor, sanction.measure, targets, self._when(sanction.date))
            graph.add(node, RDF.type, MQ.Sanction)
            graph.add(node, MQ.imposer, actor)
            graph.add(node, MQ.measure, concept(sanction.measure))
            graph.each(node, MQ.target, targets)
            graph.date(node, MQ.date, sanction.date)
            graph.evidence(node, sanction.evidence, fact=True)
        for mediation in self.facts.mediations:
            mediator, between = ref(mediation.mediator), [ref(r) for r in mediation.between]
            about = between or mediation.dispute or ""
            node = self.mint.event("mediation", mediator, about, self._when(mediation.date))
            graph.add(node, RDF.type, MQ.Mediation)
            graph.add(node, MQ.mediator, mediator)
            graph.each(node, MQ.between, between)
            graph.text(node, MQ.dispute, mediation.dispute)
            graph.date(node, MQ.date, mediation.date)
            graph.evidence(node, mediation.evidence, fact=True)

    def _when(self, date: PartialDate | None) -> str:
        """The time component of the IRI of an event: its day, or, without one, the article, because two articles may
        mean two events."""
        return str(date) if date and date.day else f"{date or ''} {self.article.id}"


def _is_edition(forum: Forum) -> bool:
    return forum.series is not None or forum.edition is not None
