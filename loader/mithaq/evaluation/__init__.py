"""How well articles are read: what the graph says of them against what a careful reader annotated.

    golds = read_gold(Path("gold"))                      # files ID.gold.json
    graph = Graph.load(Path("export.trig"))              # or Graph.of(quads)
    evaluate(golds, graph).report()["core"].f1

**The gold format.** One JSON object an article, in a file `ID.gold.json`. It lists what the body of the article says:
headline, dateline, text, and not the menus, teasers and comments around it. A key that is left out lists nothing, one
that begins with an underscore is a note of the annotator's, and an item with `"optional": true` is one that reasonable
readers would dispute: finding it earns nothing and costs nothing.

    id             the article's identifier: the file's stem, or the record's id
    date           the day of publication, or null
    states         ISO 3166-1 alpha-2 codes of the states referred to by name, adjective, or capital that stands for its
                   government; `states_optional` those that may be
    officials      persons who act in public: `name` the fullest form without title or rank, `alt` other forms, `posts`
                   each with `role` (the phrase without the state's adjective), `alt`, `state`, `status`
    organizations  named bodies: `name`, `alt`
    agreements     `name`, `alt`, `kind` (memorandum, accord, treaty, protocol, plan, declaration, contract), `parties`
                   (codes, or names of bodies), `signed`
    forums         conferences, summits, sessions: `name`, `alt`, `place`, `date`, `edition`, `participants`, `members`
    meetings       `participants` (names as above, or codes where only states are named), `place`, `date`
    visits         `visitor`, `to` (a code), `date`
    statements     `speaker`, `act` (accuse, condemn, threaten, invite, praise, demand, deny), `targets`

Dates are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Names are spelt as in the article; comparing folds hamza, alef maqsura, ta
marbuta, vowel signs, punctuation, spaces and the article. Every node of the graph is paired with at most one item: a
second node for the same person is wrong.
"""

from mithaq.evaluation.error_context import ErrorContext, explain_errors
from mithaq.evaluation.error_counts import CORE, FAMILIES, ErrorCase, ErrorCounts, Figures
from mithaq.evaluation.evaluated_graph import EXPORTS, EvaluatedGraph
from mithaq.evaluation.evaluator import evaluate
from mithaq.evaluation.floors import Floor, broken_floors, parse_floor
from mithaq.evaluation.gold import Gold, read_gold
from mithaq.evaluation.report_output import as_json, error_lines, table_lines

__all__ = [
    "CORE",
    "EXPORTS",
    "FAMILIES",
    "ErrorCase",
    "ErrorContext",
    "ErrorCounts",
    "EvaluatedGraph",
    "Figures",
    "Floor",
    "Gold",
    "as_json",
    "broken_floors",
    "error_lines",
    "evaluate",
    "explain_errors",
    "parse_floor",
    "read_gold",
    "table_lines",
]  # fmt: skip
