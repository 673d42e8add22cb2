"""Why a request failed, in the words of the operating system rather than those of the HTTP library."""

from __future__ import annotations

__all__ = ["cause_of", "causes_of"]


def cause_of(problem: BaseException, otherwise: str = "the answer is incomplete") -> str:
    """The root cause in the operating system's words; `otherwise` if it says nothing."""
    for cause in causes_of(problem):
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror.lower()
    return otherwise


def causes_of(problem: BaseException | None) -> list[BaseException]:
    """An exception and what it came from: libraries put it into arguments and into the attribute `reason`."""
    found: list[BaseException] = []
    queue = [problem]
    while queue:
        one = queue.pop(0)
        if one is None or one in found:
            continue
        found.append(one)
        inner = [arg for arg in getattr(one, "args", ()) if isinstance(arg, BaseException)]
        queue += [getattr(one, "reason", None), one.__cause__, one.__context__, *inner]
    return [one for one in found if isinstance(one, BaseException)]
