"""The rules by which the words of a time are read, by kind."""
