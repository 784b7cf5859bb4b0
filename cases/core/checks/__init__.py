"""System checks of our own: they run with every command, so a fault is seen before anything is stored or shown.

Each names what is wrong in a sentence and what to do about it. What only the database knows is asked by
`manage.py doctor` (``core.doctor``).
"""

from . import addresses, doors, fields, files, leaks, reach, store

__all__ = ["addresses", "doors", "fields", "files", "leaks", "reach", "store"]
