"""`mithaq push`."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from mithaq.cli.language import say
from mithaq.cli.load import store_option

if TYPE_CHECKING:
    from mithaq.sparql_server import PushPlan

__all__ = ["push"]


@click.command(
    epilog="""\b
Examples:
  mithaq push http://localhost:3030/mithaq/data --dry-run
  mithaq push http://localhost:7878/store --graph default
  MITHAQ_ENDPOINT_USER=dba MITHAQ_ENDPOINT_PASSWORD=... mithaq push http://localhost:8890/sparql-graph-crud-auth
"""
)
@click.argument("url", metavar="URL")
@store_option
@click.option(
    "--graph",
    metavar="IRI|default",
    show_default="graph/merged under the base IRI",
    help="IRI for the merged graph on the server; `default` is the server's default graph, which some servers "
    "do not have.",
)
@click.option("--all", "everything", is_flag=True, help="Send every graph, even those that the server already has.")
@click.option("--dry-run", is_flag=True, help="List what would be sent and deleted, and stop.")
def push(url: str, directory: str, graph: str | None, everything: bool, dry_run: bool) -> None:
    """Publish the graphs to a server with the SPARQL 1.1 Graph Store HTTP Protocol.

    URL is the server's graph store: .../sparql-graph-crud-auth on Virtuoso, .../store on Oxigraph,
    .../DATASET/data on Fuseki. The merged graph and the article graphs are sent with canonical IRIs; only changed
    graphs are sent, and graphs of removed articles are deleted. An interrupted push resumes. The environment
    variables MITHAQ_ENDPOINT_USER and MITHAQ_ENDPOINT_PASSWORD hold the credentials.
    """
    from mithaq.queries import parse_iri
    from mithaq.sparql_server import DEFAULT, Connection, Credentials, plan_push
    from mithaq.sparql_server import push as carry_out
    from mithaq.store import Store

    name = graph if graph in (None, DEFAULT) else parse_iri(graph, "--graph").value
    with Store.open(directory) as store, closing(Connection(url, Credentials.from_environment())) as connection:
        todo = plan_push(store, connection, graph=name, everything=everything)
        if dry_run:
            _tell(todo)
            return
        watched = sys.stderr.isatty() and todo.steps()
        with click.progressbar(
            length=len(todo.steps()), label="publishing", hidden=not watched, file=sys.stderr
        ) as bar:
            done = carry_out(store, connection, todo, lambda at, of: bar.update(at - bar.pos))
    sent = f"{done.sent} ({done.statements:,} statements)"
    say(f"{url}: graphs sent: {sent}, deleted: {done.deleted}, unchanged: {done.kept}")


def _tell(todo: PushPlan) -> None:
    for step in todo.steps():
        what = "delete" if step.statements is None else "send"
        many = "" if step.statements is None else f" ({step.statements:,} statements)"
        say(f"would {what} {step.name}{many}")
    say(f"would leave unchanged: {todo.kept}")
