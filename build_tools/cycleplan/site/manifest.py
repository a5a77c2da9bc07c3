"""The files of a site and their hashes, in the form that `sha256sum --check` reads, so that anybody can hold a site against it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from cycleplan.site.folders import entries_below

SUMS = "SHA256SUMS"
"""The name of the list, which stands beside the pages of a site."""


def hash_file(path: Path) -> str:
    """Return the SHA-256 of what a file holds, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_files(html: Path, known: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """Return the hash of every file below a folder by its path there, sorted; files whose hash is known are not read."""
    return {path: known.get(path) or hash_file(html / path) for path in sorted(files_below(html))}


def files_below(folder: Path) -> Iterator[str]:
    """Return the path of every file below a folder, with forward slashes."""
    return (path for path, entry in entries_below(folder) if entry.is_file())


def as_sums(files: Mapping[str, str]) -> str:
    """Return the list of files with their hashes."""
    return "".join(f"{hashed}  {path}\n" for path, hashed in files.items())


def read_sums(site: Path) -> dict[str, str]:
    """Return what the list of a site says, which is nothing where there is none."""
    sums = site / SUMS
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else []
    return {path: hashed for hashed, _, path in (line.partition("  ") for line in lines)}


def damages(html: Path, files: Mapping[str, str]) -> Iterator[str]:
    """Yield the path of each file that a folder lacks, holds in other bytes, or holds beyond the list."""
    present = hash_files(html)
    for path in sorted({*files, *present}):
        if files.get(path) != present.get(path):
            yield path
