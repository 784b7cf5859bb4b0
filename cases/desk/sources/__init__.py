"""Staff pages for sources: registered with text and file, read line by line to their claims and accounts."""
