"""What happens when a person takes their word back: the table of everything it touches, and erasure."""
