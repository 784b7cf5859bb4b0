"""Staff pages with exact numbers, which are not for publication: who counts, exact figures, and what was said outside."""
