"""Writes on documents that advocacy sends, and on interventions."""

from .interventions import edit_intervention, publish_intervention, record_intervention, scan_intervention
from .products import (
    approve_product,
    draft_product,
    edit_product,
    make_product_file,
    scan_product,
)

__all__ = [
    "approve_product",
    "draft_product",
    "edit_intervention",
    "edit_product",
    "make_product_file",
    "publish_intervention",
    "record_intervention",
    "scan_intervention",
    "scan_product",
]
