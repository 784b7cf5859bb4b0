"""The page of a release: built, audited, compared, signed, and out at its hour."""
