"""Evaluate extraction: compare a graph with gold annotations of the same articles.

    golds = read_gold(Path("gold"))                      # files ID.gold.json
    graph = Graph.load(Path("export.trig"))              # or Graph.of(quads)
    evaluate(golds, graph).report()["core"].f1

**Gold format.** One JSON object per article, in a file `ID.gold.json`. It annotates the article itself (headline,
dateline, text) without menus, teasers and comments. A missing key means an empty list; keys that start with an
underscore are annotator's notes. Items with `"optional": true` are disputable: they count neither as hits nor as
errors.

    id             the article's identifier: the file's stem, or the record's id
    date           the day of publication, or null
    states         ISO 3166-1 alpha-2 codes of the states referred to by name, adjective, or capital that stands for its
                   government; `states_optional` those that may be
    officials      persons who act in public: `name` the fullest form without title or rank, `alt` other forms, `posts`
                   each with `role` (the phrase without the state's adjective), `alt`, `state`, `status`
    organizations  named organizations: `name`, `alt`
    agreements     `name`, `alt`, `kind` (memorandum, accord, treaty, protocol, plan, declaration, contract), `parties`
                   (codes, or names of organizations), `signed`
    forums         conferences, summits, sessions: `name`, `alt`, `place`, `date`, `edition`, `participants`, `members`
    meetings       `participants` (names as above, or codes where only states are named), `place`, `date`
    visits         `visitor`, `to` (a code), `date`
    statements     `speaker`, `act` (accuse, condemn, threaten, invite, praise, demand, deny), `targets`
    sanctions      measures told as taken: `actor`, `kind` (sanctions, expulsion, summons, embassyClosure, recall,
                   severance), `targets` (of a diplomat expelled, summoned or recalled: the state)
    mediations     efforts told as made: `mediator`, `between` (the parties named), `dispute` (what it is about, in
                   words of the text); one party or the dispute at least

Dates are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Names are spelled as in the article; the comparison normalizes hamza, alef
maqsura, ta marbuta, vowel signs, punctuation, spaces and the article. Each node of the graph is aligned with at most
one item: a second node for the same person is a false positive.
"""

from mithaq.evaluation.comparison import (
    Agreement,
    OnlyOne,
    agreement,
    comparison_json,
    comparison_lines,
    only_lines,
    only_one,
)
from mithaq.evaluation.error_context import ErrorContext, explain_errors
from mithaq.evaluation.error_counts import CORE, FAMILIES, ErrorCase, ErrorCounts, Figures
from mithaq.evaluation.evaluated_graph import EXPORTS, EvaluatedGraph
from mithaq.evaluation.evaluator import evaluate
from mithaq.evaluation.floors import Floor, broken_floors, parse_floor
from mithaq.evaluation.gold import Gold, read_gold
from mithaq.evaluation.reliability import (
    Reliability,
    judged_facts,
    reliability,
    reliability_json,
    reliability_lines,
)
from mithaq.evaluation.report_output import as_json, error_lines, table_lines

__all__ = [
    "CORE",
    "EXPORTS",
    "FAMILIES",
    "Agreement",
    "ErrorCase",
    "ErrorContext",
    "ErrorCounts",
    "EvaluatedGraph",
    "Figures",
    "Floor",
    "Gold",
    "OnlyOne",
    "Reliability",
    "agreement",
    "as_json",
    "broken_floors",
    "comparison_json",
    "comparison_lines",
    "error_lines",
    "evaluate",
    "explain_errors",
    "judged_facts",
    "only_lines",
    "only_one",
    "parse_floor",
    "read_gold",
    "reliability",
    "reliability_json",
    "reliability_lines",
    "table_lines",
]  # fmt: skip
