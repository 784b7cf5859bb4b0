"""How long records are kept: one table of periods, and the queue of what has been kept for longer."""
