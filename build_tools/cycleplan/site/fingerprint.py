"""The key of a site: a hash of everything that its bytes come from."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from cycleplan.textfile import TextFile

_STANDS_ON = (
    *("sphinx", "docutils", "myst-parser", "markdown-it-py", "mdit-py-plugins", "sphinx-design", "jinja2", "markupsafe", "pygments"),
    *("babel", "snowballstemmer", "PyYAML", "pydantic", "selectolax", "feedgenerator", "icalendar", "python-dateutil"),
    *("pagefind", "pagefind-bin", "cbor2"),
)
CODE = Path(__file__).parents[1]
"""The folder of our code."""


def fingerprint(notes: Iterable[TextFile], docs: Iterable[TextFile], settings: Iterable[Path]) -> str:
    """Return the key of the site that these notes, pages and files of settings make with this code."""
    return _hash((*_texts("notes", notes), *_texts("docs", docs), program(settings)))[:32]


def program(settings: Iterable[Path]) -> str:
    """Return the hash of what makes sites: this code, the files of settings, and what it stands on."""
    return _hash((*_files("settings", settings), *_files("code", _code()), *versions()))


def versions() -> Iterator[str]:
    """Yield a line for Python and for each package that sites stand on."""
    yield f"{sys.implementation.name} {sys.version_info[:2]}"
    for name in _STANDS_ON:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} not installed"


def _hash(pieces: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        content = piece.encode("utf-8", "surrogatepass")
        digest.update(f"{len(content)}:".encode() + content)
    return digest.hexdigest()


def _texts(label: str, files: Iterable[TextFile]) -> Iterator[str]:
    for file in files:
        yield from (label, file.path, file.text)


def _files(label: str, paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield from (label, path.name, path.read_bytes().hex())


def _code() -> tuple[Path, ...]:
    # What Python compiles is written by other processes meanwhile, under names of its own at first.
    return tuple(sorted(path for path in CODE.rglob("*") if "__pycache__" not in path.parts and path.is_file()))
