"""Query a graph on a SPARQL server, and publish a store to it.

`Endpoint` answers queries like the embedded store; `push` updates the graphs on a server to those of a store.
Failures raise `RemoteError` with a one-line message.
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
