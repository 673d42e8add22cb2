"""People's judgements in one file: about facts, about who is who, and about links to Wikidata.

A file has one JSON object per line, each with who decided, when and why. Lines are added and never changed: a line that
undoes another one neutralises it. What a file means does not depend on the order of its lines, so that files of
several people can be merged by any tool that keeps all lines; `merge` also finds contradictions.
"""

from mithaq.judgements.log import JUDGEMENTS, JudgementLog, migrate, parse_judgement, read_file
from mithaq.judgements.merging import Merge, Side, merge
from mithaq.judgements.model import SCHEMA, About, Judgement, UnsignedJudgement
from mithaq.judgements.sssom import curie_map, read_sssom
from mithaq.judgements.standing import Conflict, Standing, contradiction_with, contradictions, standing_of

__all__ = [
    "JUDGEMENTS",
    "SCHEMA",
    "About",
    "Conflict",
    "Judgement",
    "JudgementLog",
    "Merge",
    "Side",
    "Standing",
    "UnsignedJudgement",
    "contradiction_with",
    "contradictions",
    "curie_map",
    "merge",
    "migrate",
    "parse_judgement",
    "read_file",
    "read_sssom",
    "standing_of",
]  # fmt: skip
