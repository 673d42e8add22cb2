"""Entity resolution as one pass over all articles of a store, for bulk loads and clusters.

The result is that of `mithaq.identity.resolve`, but no lookup in a store is needed: names are divided into buckets,
and each pass is a function of one bucket, which workers run. Nothing holds all articles or all names at once; the
process that runs the passes holds the names that have another canonical IRI.
"""

from mithaq.identity.full_pass.passes import BUCKET_BYTES, buckets_for, resolve_parts

__all__ = ["BUCKET_BYTES", "buckets_for", "resolve_parts"]
