"""Fictional people for demonstration databases: coherent, skewed as the field is, the same for the same seed."""

from .interventions import make_interventions
from .making import make

__all__ = ["make", "make_interventions"]
