"""The versions of installed packages, as the names of the folders tell them that installers write.

Asking `importlib.metadata` takes longer than all else where there is nothing to build: it opens the metadata of each package,
and reads it as mail.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec

_TELLING = re.compile(r"([^-]+)-([^-]+)(?:-[^-]+)*\.(?:dist|egg)-info")
"""A name, a version, and of an egg what it is for ("Recording installed projects", PyPA; "The Internal Structure of Python Eggs")."""
_BETWEEN = re.compile(r"[-_.]+")


def versions(names: Iterable[str], modules: Iterable[str] = ()) -> Iterator[str]:
    """Yield a line for each package of these names, and for each of these modules, which are of packages of the same names.

    A package that tells its version otherwise is asked for it, and so is none whose module is not there.
    """
    told = _told()
    for name in names:
        yield f"{name} {told.get(_normal(name)) or _asked(name)}"
    for name in modules:
        yield f"{name} {told.get(_normal(name)) or (_asked(name) if find_spec(name) else _MISSING)}"


_MISSING = "not installed"


def _told() -> dict[str, str]:
    """Return the versions of all packages, of each the one that Python would import."""
    found: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for entry in sorted(os.listdir(folder or ".")):  # noqa: PTH208  # a Path for each costs more than all else here
                if telling := _TELLING.fullmatch(entry):
                    found.setdefault(_normal(telling[1]), telling[2])
    return found


def _asked(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return _MISSING


def _normal(name: str) -> str:
    return _BETWEEN.sub("-", name).lower()
