"""Work that no signal and no exception interrupts. Stands in a module, so that workers can import it."""

from __future__ import annotations

import re
import signal

from mithaq.cluster.watchdog import watched_attempt
from mithaq.extraction import FunctionExtractor
from mithaq.extraction.facts import Facts
from mithaq.reading.article import Article

from tests.threads import elsewhere

BACKTRACKING = re.compile("(a|a)*b")


def _deaf(article: Article) -> Facts:
    """Finds nothing, and does not come to an end with article 3, in a call that nothing interrupts."""
    if article.id == "article-0003":
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        BACKTRACKING.fullmatch("a" * 60)
    return Facts(article.id)


deaf = FunctionExtractor(_deaf, "deaf 1")


def begin_with_deaf_work() -> None:
    """Gives a process that has done nothing yet, in a thread, one second for work that does not come to an end."""
    elsewhere(lambda: watched_attempt(BACKTRACKING.fullmatch, "a" * 60, 1.0))
