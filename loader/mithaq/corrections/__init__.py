"""People's corrections of facts: rejected, amended and added ones, applied between extraction and description.

`apply` is a pure function of the facts of an article and its corrections. A correction names its fact by article,
kind, quotation and slots, not by an IRI or an offset, so that it survives a rebuild with another extractor.
"""

from mithaq.corrections.applying import AppliedCorrections, Step, Unmatched, apply
from mithaq.corrections.log import CorrectionLog, in_force
from mithaq.corrections.model import Action, Correction, Quotation, corrections_digest
from mithaq.corrections.passages import find_passage
from mithaq.corrections.slots import KINDS, Kind, Slots, kind_named, kind_of_field, read_slots, slot_of_property
from mithaq.corrections.typed_values import typed_slots

__all__ = [
    "KINDS",
    "Action",
    "AppliedCorrections",
    "Correction",
    "CorrectionLog",
    "Kind",
    "Quotation",
    "Slots",
    "Step",
    "Unmatched",
    "apply",
    "corrections_digest",
    "find_passage",
    "in_force",
    "kind_named",
    "kind_of_field",
    "read_slots",
    "slot_of_property",
    "typed_slots",
]  # fmt: skip
