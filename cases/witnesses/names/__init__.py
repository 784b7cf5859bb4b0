"""One person's name in Hangul, in any romanisation and in Cyrillic finds itself. Pure: neither Django nor records."""

from .keys import current_keys, keys, keys_of, stored_keys
from .likeness import THRESHOLD, Candidate, best, score

__all__ = ["THRESHOLD", "Candidate", "best", "current_keys", "keys", "keys_of", "score", "stored_keys"]
