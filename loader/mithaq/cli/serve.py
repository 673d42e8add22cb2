"""`mithaq serve`."""

from __future__ import annotations

from pathlib import Path

import click

from mithaq.cli.load import store_option
from mithaq.errors import UserError

__all__ = ["serve"]


@click.command(
    epilog="""\b
Examples:
  mithaq serve
  mithaq serve --store /data/mithaq --port 8100
"""
)
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8030, show_default=True, help="Port; 0 takes a free one."
)
def serve(directory: str, host: str, port: int) -> None:
    """Open the explorer: search the graph and look at it in a browser.

    Loads may run meanwhile; pages show the newest finished state. Needs the extra `web`.
    """
    try:
        import uvicorn

        from mithaq.explorer import create_app
    except ImportError as problem:
        raise UserError(
            f"the explorer needs the extra web ({problem.name} is missing): pip install 'mithaq[web]'"
        ) from None
    from mithaq.store import Store

    with Store.open(directory):
        pass  # a store that is missing or damaged is said now, not at the first page
    config = uvicorn.Config(create_app(Path(directory)), host=host, port=port, log_level="warning", access_log=False)
    server = _Announcing(config)
    server.run()
    if not server.started:
        raise UserError(f"{host}:{port}: cannot listen there: choose another with --port or --host")


def _announce(server: object) -> None:
    sockets = [s for one in getattr(server, "servers", ()) for s in one.sockets]
    for name in {socket.getsockname()[:2] for socket in sockets}:
        click.echo(f"Mithaq: http://{name[0]}:{name[1]}/   (stop with Ctrl-C)")


try:
    from uvicorn import Server as _Server
except ImportError:  # said by `serve`
    _Server = object  # type: ignore[assignment,misc]


class _Announcing(_Server):
    async def startup(self, sockets=None) -> None:  # type: ignore[no-untyped-def]
        await super().startup(sockets)
        if self.started:
            _announce(self)
