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
    """Return a table with a row for each page, each on a line: as JSON lays it out itself, it takes four times as long."""
    written = (f"{json.dumps(key)}: {json.dumps(rows[key], sort_keys=True)}" for key in sorted(rows))
    return TextFile(name, "{\n" + ",\n".join(written) + "\n}\n")
