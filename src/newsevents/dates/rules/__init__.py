"""The rules that read the words of a time, by kind."""
