"""The page of a view, without scripts."""

from __future__ import annotations

from newsevents.formats._views.html import element

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
{title}
</head>
<body style="margin:1rem auto;padding:0 1rem;max-width:{width}">
{body}
</body>
</html>
"""


def page(title: str, body: str, width: str = "60rem") -> str:
    """Turn an HTML fragment into a complete document, light or dark as the reader's system is set."""
    return _PAGE.format(title=element("title", title), body=body, width=width)
