"""Entity resolution: groups the names used in many articles into entities and maintains the merged graph.

`resolve` updates the merged graph of a store after articles were stored; `forget` removes articles. Both recompute
only what the change can affect, with the same result as a full pass (`resolve_parts`), which fills an empty store.
`why` explains a group, judgements correct it, and `find` looks up a name typed by a person.
"""

from mithaq.identity.entity_profiles import EntityProfiles, profiles_of
from mithaq.identity.find import find
from mithaq.identity.full_pass import buckets_for, resolve_parts
from mithaq.identity.judged_mentions import mentions_digest, mentions_in, separate_mentions
from mithaq.identity.judgements import IdentityJudgement, append_judgement, read_judgements
from mithaq.identity.judging import judge, refusal
from mithaq.identity.lookup_cache import LookupCache
from mithaq.identity.resolve import forget, resolve
from mithaq.identity.why import Reason, why

__all__ = [
    "EntityProfiles",
    "IdentityJudgement",
    "LookupCache",
    "Reason",
    "append_judgement",
    "buckets_for",
    "find",
    "forget",
    "judge",
    "mentions_digest",
    "mentions_in",
    "profiles_of",
    "read_judgements",
    "refusal",
    "resolve",
    "resolve_parts",
    "separate_mentions",
    "why",
]  # fmt: skip
