"""The key of a site: a hash of everything that its bytes come from."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from cycleplan.marshalled import hash_of
from cycleplan.site import installed
from cycleplan.site.texts import Texts

_STANDS_ON = (
    *("sphinx", "docutils", "myst-parser", "markdown-it-py", "mdit-py-plugins", "sphinx-design", "jinja2", "markupsafe", "pygments"),
    *("babel", "snowballstemmer", "PyYAML", "pydantic", "selectolax", "feedgenerator", "icalendar", "python-dateutil"),
)
_MAY_STAND_ON = ("pagefind", "pagefind_bin", "cbor2")
"""Modules of packages that not everybody installs."""
CODE = Path(__file__).parents[1]
"""The folder of our code."""


def fingerprint(notes: Texts, docs: Mapping[str, str], program: str) -> str:
    """Return the key of the site that notes and pages make with a program, by the hash of each file's text."""
    return hash_of(([*notes.folders.items()], [*docs.items()], program))[:32]


def program(settings: Iterable[Path]) -> str:
    """Return the hash of what makes sites: this code, the files of settings, and what it stands on."""
    return _hash((*_files("settings", [*settings]), *_files("code", _code()), *versions()))


def versions() -> Iterator[str]:
    """Yield a line for Python and for each package that sites stand on."""
    yield f"{sys.implementation.name} {sys.version_info[:2]}"
    yield from installed.versions(_STANDS_ON, _MAY_STAND_ON)


def _hash(pieces: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        content = piece.encode("utf-8", "surrogatepass")
        digest.update(f"{len(content)}:".encode() + content)
    return digest.hexdigest()


def _files(label: str, paths: Sequence[Path]) -> Iterator[str]:
    """Yield what there is to say of some files; a name is that below the folder of the first."""
    for path in paths:
        name = path.relative_to(paths[0].parent).as_posix() if path.is_relative_to(paths[0].parent) else path.name
        yield from (label, name, path.read_bytes().hex())


def _code() -> tuple[Path, ...]:
    # What Python compiles is written by other processes meanwhile, under names of its own at first.
    return tuple(sorted(path for path in CODE.rglob("*") if "__pycache__" not in path.parts and path.is_file()))
