"""Who is who: names in many articles grouped into things, and the merged graph under one IRI a thing.

`resolve` brings a store's merged graph up to date after articles were put; `forget` takes articles out. Both
touch only what a change can affect, and leave what a pass over everything would. `why` explains a group, and
judgements correct one; `find` turns what a person types into the names that articles use.
"""

from mithaq.identity.cards import Cards, cards_of
from mithaq.identity.find import find
from mithaq.identity.judgements import Judgement, append_judgement, read_judgements
from mithaq.identity.recall import Recall
from mithaq.identity.resolve import forget, resolve
from mithaq.identity.why import Reason, why

__all__ = [
    "Cards", "Judgement", "Reason", "Recall", "append_judgement", "cards_of", "find", "forget", "read_judgements",
    "resolve", "why",
]  # fmt: skip
