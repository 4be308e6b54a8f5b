"""Shared parts of every view: HTML, wording of values and records, text segments, and style."""
