"""Pages of the data-protection officer: withdrawals, erasures and their certificates, and what has been kept long."""
