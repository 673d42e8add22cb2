"""The graph on a SPARQL server: asking it, and publishing to it.

`Endpoint` answers queries as the embedded store does; `push` makes the graphs on a server those of a store.
Troubles are `RemoteError`, one line each.
"""

from mithaq.http_client import RequestLimits
from mithaq.sparql_server.connection import Answer, Connection, Credentials, RemoteError
from mithaq.sparql_server.endpoint import DEFAULT, MERGED, Endpoint
from mithaq.sparql_server.publishing import Plan, Pushed, Step, plan, push

__all__ = [
    "DEFAULT",
    "MERGED",
    "Answer",
    "Connection",
    "Credentials",
    "Endpoint",
    "Plan",
    "Pushed",
    "RemoteError",
    "RequestLimits",
    "Step",
    "plan",
    "push",
]  # fmt: skip
