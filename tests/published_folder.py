"""A folder to publish into, and two sites of text to publish there, one after the other."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from pathlib import Path

from projects import write_all
from publishers import LEDGER, quiet

from cycleplan.site.publish import Publication, held, publish_site, roll_back

OLD = {"index.html": "old", "a/topic.html": "topic", "a/feed.atom": "<feed/>", "_static/style.css": "body {}", "gone.html": "gone"}
NEW = {"index.html": "new", "a/topic.html": "topic", "b/other.html": "other", "_static/style.css": "body {}"}
NEW_SERVED = {**NEW, "a/feed.atom": "<feed/>"}


def put(target: Path, files: Mapping[str, str], ledger: tuple[str, ...] = LEDGER, keep: int = 5) -> Publication:
    """Publish pages that are made of text."""
    with held(target, quiet) as front:
        return publish_site(write_all(target.with_name("made"), files), ledger, front, keep=keep, report=quiet)


def back(target: Path) -> str:
    """Serve the site before."""
    with held(target, quiet) as front:
        return roll_back(front)


def refuse_links(*_: object, **__: object) -> None:
    """Do as a file system without links does."""
    raise OSError(errno.EPERM, "Operation not permitted")
