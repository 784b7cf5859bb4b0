"""Staff pages for coding: mark words, say who did what to whom."""

from . import actors, acts, events, passages  # noqa: F401
