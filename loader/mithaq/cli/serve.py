"""`mithaq serve`."""

from __future__ import annotations

import socket
from pathlib import Path

import click
from click.core import ParameterSource

from mithaq.cli.language import in_language
from mithaq.cli.load import store_option
from mithaq.cli.numbers import Number
from mithaq.errors import UserError

__all__ = ["serve"]

_SHORTEST_TOKEN = 8
_SHUTDOWN_SECONDS = 5
"""How long requests may go on after the server was told to stop."""


@click.command(
    epilog="""\b
Examples:
  mithaq serve
  mithaq serve --store /data/mithaq --port 8100
  mithaq serve --edit
"""
)
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8030, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--query-seconds", type=Number(0.1, 3600), default=20, show_default=True, metavar="SECONDS",
    help="Time after which a SPARQL query is stopped.",
)  # fmt: skip
@click.option("--edit", is_flag=True, help="Allow corrections: from this computer only, or with --token.")
@click.option(
    "--token", default="", envvar="MITHAQ_TOKEN", metavar="TEXT",
    help="With --edit: everyone who gives this token may correct, from any address.",
)  # fmt: skip
def serve(directory: str, host: str, port: int, query_seconds: float, edit: bool, token: str) -> None:
    """Open the explorer: search the graph and look at it in a browser.

    It also answers SPARQL at /sparql and the Reconciliation API at /reconcile. Loads may run meanwhile; pages show the
    newest finished state. Needs the extra `web`.
    """
    try:
        import uvicorn

        from mithaq.explorer import create_app
        from mithaq.explorer.connections import DeadlineProtocol, raise_file_limit
        from mithaq.explorer.editing.access import EditingAccess
    except ImportError as problem:
        raise UserError(
            f"the explorer needs the extra web ({problem.name} is missing): pip install 'mithaq[web]'"
        ) from None
    from mithaq.store import Store

    given = click.get_current_context().get_parameter_source("token") is ParameterSource.COMMANDLINE
    if not edit and given:
        raise UserError("--token: give --edit too; without it nobody may correct")
    if edit and given and not token:
        raise UserError("--token: is empty: give a secret word, or leave the option out to let in this computer only")
    if token and edit and len(token) < _SHORTEST_TOKEN:
        raise UserError(f"--token: give at least {_SHORTEST_TOKEN} characters")
    with Store.open(directory):
        pass  # a store that is missing or damaged is said now, not at the first page
    app = create_app(Path(directory), query_seconds=query_seconds, access=EditingAccess(token) if edit else None)
    raise_file_limit()
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, http=DeadlineProtocol, ws="none",
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
    )  # fmt: skip
    with _listening(host, port) as listener:
        _Announcing(config).run(sockets=[listener])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that is bound to an address.

    Raises:
        UserError: there is no such host, or something else listens there.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
        except OSError:
            listener.close()
            raise
    except (OSError, UnicodeError) as problem:
        why = getattr(problem, "strerror", None) or problem
        raise UserError(f"{host}:{port}: cannot listen there ({why}): choose another --port or --host") from None
    return listener


def _announce(server: object) -> None:
    sockets = [s for one in getattr(server, "servers", ()) for s in one.sockets]
    for name in {one.getsockname()[:2] for one in sockets}:
        click.echo(f"Mithaq: http://{name[0]}:{name[1]}/   ({in_language('stop with Ctrl-C')})")


try:
    from uvicorn import Server as _Server
except ImportError:  # said by `serve`
    _Server = object  # type: ignore[assignment,misc]


class _Announcing(_Server):
    async def startup(self, sockets=None) -> None:  # type: ignore[no-untyped-def]
        await super().startup(sockets)
        if self.started:
            _announce(self)
