"""The Reconciliation Service API 0.2 over the things of a graph, so that OpenRefine and other clients match against it.

Specification: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/. An entity's id is its
IRI without the base, a type's id the local name of its class (`Official`), a property's id the local name of a
property in the graph.
"""

from mithaq.explorer.reconciliation.service import reconciliation_routes

__all__ = ["reconciliation_routes"]
