"""Marks and ties, as annotation tools have them."""
