"""Staff pages of documents that advocacy sends, and of interventions."""

from .interventions import InterventionAdmin
from .products import ProductAdmin

__all__ = ["InterventionAdmin", "ProductAdmin"]
