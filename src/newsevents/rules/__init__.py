"""The rules that make a bundle valid."""
