"""Documents that advocacy sends, and what was asked of an authority or a company."""

from .interventions import Intervention
from .products import TEXTS, Product, ProductFile

__all__ = ["TEXTS", "Intervention", "Product", "ProductFile"]
