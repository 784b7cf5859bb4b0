"""What comes in: sources, the figures and claims they make, and testimonies."""

from .answers import TopicAnswer
from .sources import ContextFigure, Credibility, Reliability, Source
from .testimonies import Status, Testimony

__all__ = ["ContextFigure", "Credibility", "Reliability", "Source", "Status", "Testimony", "TopicAnswer"]
