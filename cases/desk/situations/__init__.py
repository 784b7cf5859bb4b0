"""A person's work beside the text, and what follows from it: indicators and screen, each with its reasons.

A page that shows a testimony asks for ``panel`` and includes ``admin/cases/situations/panel.html`` with it.
"""

from .forms import Choices
from .panel import Panel, panel

__all__ = ["Choices", "Panel", "panel"]
