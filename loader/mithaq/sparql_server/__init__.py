"""The graph on a SPARQL server: asking it, and publishing to it.

`Endpoint` answers queries as the embedded store does; `push` makes the graphs on a server those of a store.
Troubles are `RemoteError`, one line each.
"""

from mithaq.http_client import RequestLimits
from mithaq.sparql_server.connection import Connection, Credentials, RemoteError, ServerResponse
from mithaq.sparql_server.endpoint import DEFAULT, MERGED, Endpoint
from mithaq.sparql_server.publishing import PushPlan, PushResult, PushStep, plan_push, push

__all__ = [
    "DEFAULT",
    "MERGED",
    "Connection",
    "Credentials",
    "Endpoint",
    "PushPlan",
    "PushResult",
    "PushStep",
    "RemoteError",
    "RequestLimits",
    "ServerResponse",
    "plan_push",
    "push",
]  # fmt: skip
