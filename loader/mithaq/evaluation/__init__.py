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

from mithaq.evaluation.context import Explained, explain
from mithaq.evaluation.floors import Floor, broken, parse_floor
from mithaq.evaluation.gold import Gold, read_gold
from mithaq.evaluation.graph import EXPORTS, Graph
from mithaq.evaluation.rendering import as_json, slip_lines, table_lines
from mithaq.evaluation.scoring import evaluate
from mithaq.evaluation.tally import CORE, FAMILIES, Figures, Slip, Tally

__all__ = [
    "CORE", "EXPORTS", "FAMILIES", "Explained", "Figures", "Floor", "Gold", "Graph", "Slip", "Tally", "as_json",
    "broken", "evaluate", "explain", "parse_floor", "read_gold", "slip_lines", "table_lines",
]  # fmt: skip
