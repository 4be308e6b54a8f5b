"""Bundles in other forms: one module for each format."""
