"""Values that are never changed once made, of which an article has many.

`record(frozen=True)` is `dataclass(frozen=True)` to the type checker, which so refuses every change. At run time
nothing does: a frozen dataclass takes three times as long to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen, slots=False):
        return dataclass(slots=slots, unsafe_hash=frozen)
