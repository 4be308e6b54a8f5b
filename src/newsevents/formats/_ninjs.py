"""The ninjs properties (the IPTC's News in JSON) for the fields of an article, for writing and reading."""

from __future__ import annotations

PROPERTIES = {
    "url": ("uri",),
    "published": ("versionCreated", "firstCreated", "contentCreated"),
    "language": ("language",),
    "id": ("altIds",),
    "title": ("headlines", "headline", "headline_main", "title"),
    "text": ("bodies",),
    "publisher": ("infoSources", "infosource"),
    "editors": ("infoSources", "infosource"),
}
"""The properties of ninjs by the fields of an article. The first name, that of 3.1, is written; the first that an item
has is read, in camel case as in 3.x or in lower case as in earlier versions."""

ROLES = {
    "id": "newsevents",
    "publisher": "https://schema.org/publisher",
    "editors": "https://schema.org/editor",
}
"""The role that marks a field's objects within a list. The IPTC's Content Production Party Role has no publisher."""

MAIN = "main"
"""The role of the main body and headline."""

LOST = {"publisher_id", "sha256"}
"""The fields of an article for which ninjs has no property."""
