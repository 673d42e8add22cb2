"""Passes over more than memory holds: files divided into buckets, and tasks that each take one bucket.

A pass is a function of one bucket that reads files and writes files; an executor runs it on all buckets, in this
process, in worker processes or on a cluster. All of them must see the same folder.
"""

from mithaq.shuffle.buckets import FINE, bucket_of, bucket_range, read_buckets, write_buckets
from mithaq.shuffle.components import Components
from mithaq.shuffle.files import forget_values, load_values, write_atomically, write_values
from mithaq.shuffle.parts import (
    COMPRESSION,
    Part,
    PartArticle,
    PartEntry,
    article_graphs,
    entries,
    entry,
    key_hash,
    read_parts,
    write_part,
    write_parts,
)
from mithaq.shuffle.passes import Execute, Pass, in_this_process

__all__ = [
    "COMPRESSION",
    "FINE",
    "Components",
    "Execute",
    "Part",
    "PartArticle",
    "PartEntry",
    "Pass",
    "article_graphs",
    "bucket_of",
    "bucket_range",
    "entries",
    "entry",
    "forget_values",
    "in_this_process",
    "key_hash",
    "load_values",
    "read_buckets",
    "read_parts",
    "write_atomically",
    "write_buckets",
    "write_part",
    "write_parts",
    "write_values",
]
