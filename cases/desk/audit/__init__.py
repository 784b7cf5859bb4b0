"""The page "Who saw what": the audit chain for the data-protection officer."""
