"""The tables that stand beside the pages that Sphinx reads: what it has to know of each page."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cycleplan.textfile import TextFile

MANIFEST = "manifest.json"
ALTERNATES = "alternates.json"
FOUND = "found.json"
CHOICES = "choices.json"
MINTED = "minted.json"
"""The fragments that the notes gave each page; not for Sphinx, but for who reads again what it wrote."""
PICTURES = "pictures/"
"""The folder of the pictures, which are no tables."""


def as_file(name: str, rows: Mapping[str, object]) -> TextFile:
    """Return a table with a row for each page."""
    return TextFile(name, json.dumps(rows, indent=0, sort_keys=True) + "\n")
