"""One kit for every view: HTML, values and records in words, segments of a text, style."""
