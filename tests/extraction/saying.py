"""What extraction finds in a sentence, in short lines that a table of cases can show.

names       "محمد شياع السوداني"
posts       "محمد شياع السوداني | رئيس الوزراء | IQ", a status other than current behind one more bar
bodies      "وزارة الداخلية | QA"; without a state the name alone
agreements  "memorandum | مذكرة تفاهم | QA US | 2017-07-11 | signed", "-" for what is not said
meetings    "A + B", in the order of the alphabet; with `@ الدوحة`, `on 2017-07-11`, `by phone`, `planned`
visits      "A > QA", with the same
statements  "A accuse B"
sanctions   "A expulsion B", with `on 2017-07-11`
mediations  "A: B + C", "-" for no party; with `/ the dispute`
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mithaq.extraction import extract
from mithaq.extraction.facts import Agreement, Facts, Forum, Official, Organization, Place, Ref
from mithaq.language.partial_date import PartialDate
from mithaq.reading import Article, Span

__all__ = ["MONDAY", "Said", "read", "without_places"]

MONDAY = "2017-09-18"
"""The day on which the articles of the tables were written."""


def read(text: str, *, date: str | None = MONDAY, source: str | None = None) -> Said:
    day = PartialDate.parse(date) if date else None
    article = Article("case", text, (Span(0, len(text)),), date=day, source=source)
    return Said(article, extract(article))


def without_places(lines: Iterable[str]) -> set[str]:
    """The lines of meetings or visits up to their place."""
    return {line.partition(" @ ")[0] for line in lines}


class Said:
    def __init__(self, article: Article, facts: Facts) -> None:
        self.article = article
        self.facts = facts

    def name(self, ref: Ref) -> str:
        if ref.kind == "state":
            return ref.key
        lists: dict[str, Sequence[Official | Organization | Place | Agreement | Forum]] = {
            "official": self.facts.officials,
            "organization": self.facts.organizations,
            "place": self.facts.places,
            "agreement": self.facts.agreements,
            "forum": self.facts.forums,
        }
        return lists[ref.kind][int(ref.key)].name

    @property
    def names(self) -> list[str]:
        return [person.name for person in self.facts.officials]

    @property
    def states(self) -> set[str]:
        return {state.code for state in self.facts.states}

    @property
    def bodies(self) -> list[str]:
        return [_line(body.name, body.state) for body in self.facts.organizations]

    @property
    def posts(self) -> list[str]:
        return sorted(
            _line(self.name(t.holder), t.post.role, t.post.state, t.status if t.status != "current" else None)
            for t in self.facts.tenures
        )

    @property
    def concepts(self) -> dict[str, str | None]:
        """The concept of each person's first post."""
        found: dict[str, str | None] = {}
        for tenure in self.facts.tenures:
            found.setdefault(self.name(tenure.holder), tenure.post.concept)
        return found

    @property
    def agreements(self) -> list[str]:
        return [
            " | ".join((a.kind, a.name, self._names(a.parties) or "-", str(a.signed or "-"), a.status or "-"))
            for a in self.facts.agreements
        ]

    @property
    def forums(self) -> list[str]:
        return [forum.name for forum in self.facts.forums]

    @property
    def forums_in_full(self) -> list[str]:
        return [
            " | ".join(
                (f.name, str(f.edition or "-"), f.series or "-", self.name(f.place) if f.place else "-",
                 str(f.date or "-"), f.status, self._names(f.participants))
            )
            for f in self.facts.forums
        ]  # fmt: skip

    @property
    def meetings(self) -> list[str]:
        return sorted(" + ".join(sorted(map(self.name, m.participants))) for m in self.facts.meetings)

    @property
    def meetings_in_full(self) -> list[str]:
        return sorted(
            " + ".join(sorted(map(self.name, m.participants)))
            + self._circumstances(m.place, m.date)
            + (" by phone" if m.mode == "byPhone" else "")
            + (" planned" if m.status == "planned" else "")
            for m in self.facts.meetings
        )

    @property
    def visits(self) -> list[str]:
        return sorted(f"{self.name(v.visitor)} > {v.destination}" for v in self.facts.visits)

    @property
    def visits_in_full(self) -> list[str]:
        return sorted(
            f"{self.name(v.visitor)} > {v.destination}"
            + self._circumstances(v.place, v.date)
            + (" planned" if v.status == "planned" else "")
            for v in self.facts.visits
        )

    @property
    def statements(self) -> list[str]:
        return sorted(
            f"{self.name(s.speaker)} {s.act} {self.name(target)}" for s in self.facts.statements for target in s.targets
        )

    @property
    def sanctions(self) -> list[str]:
        return sorted(
            f"{self.name(s.actor)} {s.measure} {self.name(target)}" + (f" on {s.date}" if s.date else "")
            for s in self.facts.sanctions
            for target in s.targets
        )

    @property
    def mediations(self) -> list[str]:
        return sorted(
            f"{self.name(m.mediator)}: {' + '.join(sorted(map(self.name, m.between))) or '-'}"
            + (f" / {m.dispute}" if m.dispute else "")
            for m in self.facts.mediations
        )

    def _names(self, refs: tuple[Ref, ...]) -> str:
        return " ".join(sorted(map(self.name, refs)))

    def _circumstances(self, place: Ref | None, date: PartialDate | None) -> str:
        return (f" @ {self.name(place)}" if place else "") + (f" on {date}" if date else "")


def _line(*cells: str | None) -> str:
    return " | ".join(cell for cell in cells if cell)
