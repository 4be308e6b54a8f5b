"""One kit for every view: HTML, wording, segments of a text, style."""
