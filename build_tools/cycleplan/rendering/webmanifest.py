"""The web manifest: what a device calls the site and shows for it where somebody keeps it on their home screen."""

from __future__ import annotations

import json

from cycleplan.model import Site
from cycleplan.textfile import TextFile

WEB_MANIFEST = "site.webmanifest"
_PAPER = "#ffffff"
_ACCENT = "#b3142b"


def render_web_manifest(site: Site) -> TextFile:
    """Return the manifest (W3C, Web Application Manifest); its addresses are relative, so that it works anywhere."""
    drawn = {"src": "_static/icon.svg", "sizes": "any", "type": "image/svg+xml"}
    painted = [{"src": f"_static/icon-{size}.png", "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)]
    manifest = {
        "name": site.title,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": _PAPER,
        "theme_color": _ACCENT,
        "icons": [drawn, *painted],
    }
    return TextFile(WEB_MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
