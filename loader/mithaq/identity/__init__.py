"""Who is who: names in many articles grouped into records, and the merged graph under one IRI a record.

`resolve` brings a store's merged graph up to date after articles were put; `forget` takes articles out. Both
touch only what a change can affect, and leave what a pass over everything would. `why` explains a group, and
judgements correct one; `find` turns what a person types into the names that articles use.
"""

from mithaq.identity.entity_profiles import EntityProfiles, profiles_of
from mithaq.identity.find import find
from mithaq.identity.judgements import IdentityJudgement, append_judgement, read_judgements
from mithaq.identity.lookup_cache import LookupCache
from mithaq.identity.resolve import forget, resolve
from mithaq.identity.why import Reason, why

__all__ = [
    "EntityProfiles",
    "IdentityJudgement",
    "LookupCache",
    "Reason",
    "append_judgement",
    "find",
    "forget",
    "profiles_of",
    "read_judgements",
    "resolve",
    "why",
]  # fmt: skip
