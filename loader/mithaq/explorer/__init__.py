"""The explorer: a store's things, facts and articles as pages in a browser (extra `web`).

`create_app` makes the ASGI application that `mithaq serve` runs. Pages are made on request from the newest published
state (`snapshot`); search has an index of its own (`search_index`). It reads the store and nothing else: no page asks
another host for anything.
"""

from mithaq.explorer.app import create_app

__all__ = ["create_app"]
