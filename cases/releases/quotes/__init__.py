"""Quotes: what in a text could betray somebody (``scan``), and the batch of each release (``batches``)."""
