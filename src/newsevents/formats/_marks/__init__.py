"""Marks and ties, the labelled spans and arrows of annotation tools."""
