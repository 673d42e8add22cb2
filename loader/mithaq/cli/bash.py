"""Bash completion for words with an equals sign and for names with spaces.

Readline splits the line at `=` and `:` and inserts candidates without quoting. With click's own script
`-p state=قط` therefore has no completions, and a name of two words becomes two arguments. This module parses
the line as typed, reduces each candidate to the part that Readline replaces, and quotes it.
"""

from __future__ import annotations

import os
import re
from typing import Any

from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, split_arg_string

__all__ = ["BashCompletion", "install"]

_SCRIPT = """\
%(complete_func)s() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            file) compopt -o default ;;
            dir) compopt -o dirnames ;;
            =*) COMPREPLY+=("${line#=}") ;;
        esac
        [[ $line == *= ]] && compopt -o nospace
    done < <(COMP_TYPED="${COMP_LINE:0:COMP_POINT}" %(complete_var)s=bash_complete "$1")
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""
_SPECIAL = re.compile(r"([^\w@%+./,:=-])")
_IN_DOUBLE_QUOTES = re.compile(r'(["\\$`])')


class BashCompletion(ShellComplete):
    """Replacement for click's Bash completion (Bash 4.4 or newer)."""

    name = "bash"
    source_template = _SCRIPT

    def get_completion_args(self) -> tuple[list[str], str]:
        typed = os.environ["COMP_TYPED"]
        self._start, self._quote = _place(typed)
        words = split_arg_string(typed[: _word_start(typed)])
        current = split_arg_string(typed[_word_start(typed) :])
        return words[1:], current[0] if current else ""

    def format_completion(self, item: CompletionItem[Any]) -> str:
        if item.type != "plain":
            return item.type
        value = item.value[self._start :]
        if self._quote == '"':
            value = _IN_DOUBLE_QUOTES.sub(r"\\\1", value)
        elif not self._quote:
            value = _SPECIAL.sub(r"\\\1", value)
        return f"={value}"


def install() -> None:
    """Register the completion class, so that `_MITHAQ_COMPLETE=bash_source mithaq` prints its script."""
    add_completion_class(BashCompletion)


def _word_start(typed: str) -> int:
    """Offset of the last word. Quoted or escaped spaces belong to a word."""
    start, quote, escaped = 0, "", False
    for place, sign in enumerate(typed):
        if escaped:
            escaped = False
        elif sign == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign.isspace():
            start = place + 1
    return start


def _place(typed: str) -> tuple[int, str]:
    """Length of the prefix of the last word that Readline keeps, and the open quote ("" for none).

    Readline replaces the text after an open quote, or else after the last unquoted `=` or `:`.
    """
    value, kept, quote, escaped = 0, 0, "", False
    for sign in typed[_word_start(typed) :]:
        if not escaped and sign == "\\" and quote != "'":
            escaped = True
        elif not escaped and (sign == quote or (not quote and sign in "\"'")):
            quote = "" if quote else sign
            kept = value if quote else kept
        else:
            value += 1
            if not quote and not escaped and sign in "=:":
                kept = value
            escaped = False
    return kept, quote
