"""The name of a body as it stands in the text."""

from __future__ import annotations

from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.records import record
from mithaq.lexicon.authority_tables import OrganizationEntry

__all__ = ["OrganizationPhrase"]


@record(frozen=True, slots=True)
class OrganizationPhrase:
    """A body as it stands in the text: words `start` to `end`, `cut` letters of proclitics on the first. `words` are
    those of the name without a state's adjective; `state` is the adjective's or the name's; `known` its entry; `noun`
    stands before the words in the name where the text has it once for several bodies."""

    start: int
    end: int
    kind: str
    proclitics: str = ""
    state: str | None = None
    nisba: tuple[int, ...] = ()
    known: OrganizationEntry | None = None
    head: LexiconMatch | None = None
    noun: str = ""

    @property
    def words(self) -> tuple[int, ...]:
        return tuple(k for k in range(self.start, self.end) if k not in self.nisba)
