"""The coding page: the words of a testimony on one side, the codes on the other."""
