"""`mithaq site`."""

from __future__ import annotations

from pathlib import Path

import click

from mithaq.cli.language import say
from mithaq.cli.load import store_option
from mithaq.errors import UserError

__all__ = ["site"]


@click.command(
    epilog="""\b
Examples:
  mithaq site public/
  mithaq site public/ --store /data/mithaq
"""
)
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@store_option
def site(out: Path, directory: str) -> None:
    """Write the explorer's pages as static files into the folder OUT, for any web host.

    Pages link to each other by relative addresses and have a search of their own. OUT must be missing, empty, or a
    site written before, which is then replaced. Needs the extra `web`.
    """
    try:
        from mithaq.explorer.site import write_site
    except ImportError as problem:
        raise UserError(
            f"the explorer needs the extra web ({problem.name} is missing): pip install 'mithaq[web]'"
        ) from None
    from mithaq.store import Store

    with Store.open(directory):
        pass  # a missing or damaged store is reported before anything is written
    size = write_site(Path(directory), out)
    say(f"{out}: {size.pages:,} pages, {size.bytes / 1_000_000:,.1f} MB; open {out / 'index.html'}")
