"""The first page of the staff site: what waits for whoever is signed in, and how the office's work stands."""
