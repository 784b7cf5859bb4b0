"""Two coders of one testimony: taking the second coding, and both codings beside each other."""
