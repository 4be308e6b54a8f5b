"""What ninjs, the IPTC's News in JSON, calls the fields of an article: for writing and for reading."""

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
"""The properties of ninjs by the fields of an article. The first is written, as 3.1 has it; the first that an item has
is read, in camel case as in 3.x or in lower case as before."""

ROLES = {
    "id": "newsevents",
    "publisher": "https://schema.org/publisher",
    "editors": "https://schema.org/editor",
}
"""The role of the objects that hold a field, among others in their list. The IPTC's Content Production Party Role has
no publisher."""

MAIN = "main"
"""The role of the body and the headline that are those of the article."""

LOST = {"publisher_id", "sha256"}
"""The fields of an article that ninjs has no property for."""
