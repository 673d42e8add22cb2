"""How the command line ends: exit status, standard streams that fail, and reports of internal errors."""

from __future__ import annotations

import errno
import gc
import io
import os
import platform
import shlex
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn, TextIO

import click

from mithaq import __version__
from mithaq.cli.language import is_arabic, say
from mithaq.errors import UserError
from mithaq.language.visible import visible

__all__ = ["ClosedPipeError", "closed_pipe_passes", "end_by_closed_pipe", "open_streams", "run"]

_CANNOT_RUN = 2
_INTERNAL_ERROR = 70
"""EX_SOFTWARE of sysexits.h"""
_INTERRUPTED = 130
_COLLECT_FROM = 10_000
"""The garbage collector's first threshold. Python's own, 700, makes it go through every imported module many times."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


class ClosedPipeError(Exception):
    """The reader of standard output has closed it. Not an OSError: click ends with status 1 for those."""


@contextmanager
def closed_pipe_passes() -> Iterator[None]:
    """Convert the error about a closed pipe so that it passes through click."""
    try:
        yield
    except BrokenPipeError as problem:
        raise ClosedPipeError from problem


class _VisibleText(io.TextIOWrapper):
    """A text stream that escapes what a terminal would obey. `rich`, which writes colours, finds the stream beneath."""

    rich_proxied_file: TextIO

    def write(self, text: str) -> int:
        super().write(visible(text))
        return len(text)


def open_streams() -> None:
    """Open the null device for standard streams that are closed, so that no other file takes their place."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


@contextmanager
def _visible_streams() -> Iterator[None]:
    """Escape control characters in what is written as text to standard output and standard error."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = map(_made_visible, before)
    try:
        yield
    finally:
        with suppress(OSError, ValueError):
            sys.stderr.flush()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, _VisibleText):
                with suppress(OSError, ValueError):
                    stream.detach()  # or it would close the stream beneath
        sys.stdout, sys.stderr = before


def _made_visible(stream: TextIO) -> TextIO:
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.flush()
    made = _VisibleText(
        stream.buffer, encoding=stream.encoding, errors=stream.errors, line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )  # fmt: skip
    made.rich_proxied_file = stream
    return made


def run(command: click.Command) -> NoReturn:
    """Run a command and end the process: with a line for an error the user can mend, quietly if the reader of standard
    output has gone, and with a report in a file for an internal error."""
    gc.set_threshold(_COLLECT_FROM, *gc.get_threshold()[1:])
    open_streams()
    try:
        with _visible_streams():
            status = _status(command)
            sys.stdout.flush()
    except (BrokenPipeError, ClosedPipeError):
        end_by_closed_pipe()
    except OSError as problem:  # standard output cannot be written
        with suppress(OSError):
            say(f"mithaq: standard output: cannot be written ({problem.strerror})", err=True)
        _abandon_output()
        status = _CANNOT_RUN
    gc.freeze()  # what is left in memory ends with the process: it need not be looked through
    sys.exit(status)


def _status(command: click.Command) -> int:
    try:
        ended = command.main(prog_name="mithaq", standalone_mode=False)
        return ended if isinstance(ended, int) else 0
    except click.ClickException as problem:
        _show(_with_variable(problem))
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("mithaq: interrupted", err=True)
        return _INTERRUPTED
    except UserError as problem:
        say(f"mithaq: {problem}", err=True)
        return _CANNOT_RUN
    except SystemExit as problem:
        return problem.code if isinstance(problem.code, int) else int(problem.code is not None)
    except (BrokenPipeError, ClosedPipeError):
        raise
    except BaseException as problem:
        if isinstance(problem, OSError) and problem.errno in _FULL and problem.filename is None:
            raise
        if (damaged := _damage(problem)) is not None:
            say(f"mithaq: the files of the store are damaged ({damaged[:160]}): restore a backup", err=True)
            return _CANNOT_RUN
        _report(problem)
        return _INTERNAL_ERROR


def _show(problem: click.ClickException) -> None:
    """Print a problem with the arguments, and where to find help."""
    if not is_arabic():
        problem.show()
        return
    context = problem.ctx if isinstance(problem, click.UsageError) else None
    if context is not None:
        click.echo(context.get_usage(), err=True, color=context.color)
        say(f"Try '{context.command_path} {context.help_option_names[-1]}' for help.\n", err=True)
    say(f"Error: {problem.format_message()}", err=True)


def _with_variable(problem: click.ClickException) -> click.ClickException:
    """The problem; about the value of an option, with the environment variable that it comes from."""
    if not isinstance(problem, click.BadParameter) or problem.param is None or problem.ctx is None:
        return problem
    option, context = problem.param, problem.ctx
    source = context.get_parameter_source(option.name or "")
    if source is not click.core.ParameterSource.ENVIRONMENT or not option.envvar:
        return problem
    names = [option.envvar] if isinstance(option.envvar, str) else option.envvar
    said = f"{problem.message} It comes from the environment variable {' or '.join(names)}: change it, or unset it."
    return click.BadParameter(said, context, option)


def _damage(problem: BaseException) -> str | None:
    from mithaq.store.errors import damage

    return damage(problem)


def _report(problem: BaseException) -> None:
    """Write the traceback to a file, and say in a line where it lies."""
    said = " ".join(str(problem).split())
    what = f"mithaq: internal error ({type(problem).__name__}{f': {said[:200]}' if said else ''})"
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="mithaq-error-", suffix=".txt", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            print(f"mithaq {__version__}, Python {platform.python_version()}, {platform.platform()}", file=file)
            print(shlex.join(sys.argv[1:]), end="\n\n", file=file)
            traceback.print_exception(problem, file=file)
        where = f"the report is in {file.name}: please send it to the developers of Mithaq"
    except OSError as failure:
        where = f"its report cannot be written ({failure.strerror}): free some space and run the command again"
    say(f"{what}: {where}", err=True)


def end_by_closed_pipe() -> NoReturn:
    """End as other programs end if the reader of their output has gone: by the signal, which shells show as 141."""
    _abandon_output()
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGPIPE)
    sys.exit(128 + signal.SIGPIPE)  # where the signal is blocked


def _abandon_output() -> None:
    """Discard what is still in the buffers of standard output."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.stdout.flush()
