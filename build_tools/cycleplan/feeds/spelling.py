"""How the words of an entry stand in a feed, so that they are found there again."""

from __future__ import annotations

import json
from html import escape


def written_in(path: str, html: str) -> str:
    """Return the HTML of an entry as it is written in the feed of a path: in Atom as the text of an element, in JSON Feed as a string."""
    return escape(html, quote=False) if path.endswith(".atom") else json.dumps(html, ensure_ascii=False)
