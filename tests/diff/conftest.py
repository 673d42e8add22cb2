"""The small store that the tests of queries, exports and comparisons share."""

from tests.queries.fixtures import names, store, store_folder

__all__ = ["names", "store", "store_folder"]
