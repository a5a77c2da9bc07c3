"""Files that builds keep for later ones, each with a seal: it holds for the program that wrote it, and for the bytes that it wrote.

They stand in the folder of the build, which is written by whoever runs the program, as its byte code is; reading values back makes
nothing but values of a plan, whatever the bytes say.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

DAMAGED = (OSError, ValueError, TypeError, KeyError, AttributeError, EOFError, IndexError, ImportError, pickle.UnpicklingError)
"""What comes of reading something else."""

_VALUES = ("cycleplan.model.", "cycleplan.pages.", "cycleplan.prose.tree", "cycleplan.problems")
_OTHERS = {
    ("datetime", "date"),
    ("cycleplan.notes.known", "Read"),
    ("cycleplan.site.volumes", "Volume"),
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """The files below a folder, for the program of a hash."""

    folder: Path
    program: str

    def read(self, name: str) -> bytes:
        """Return what was kept in a file; raises OSError or ValueError where another program wrote it, or it is not what was written."""
        path = self.folder / name
        head, _, content = path.read_bytes().partition(b"\n")
        if head != self._head(content):
            raise ValueError(f"{path} is of another program, or damaged")
        return content

    def write(self, name: str, content: bytes) -> None:
        """Keep something in a file, in the place of what was there."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(self._head(content) + b"\n" + content)
        fresh.replace(path)

    def remove(self, name: str) -> None:
        """Keep a file no longer; raises OSError where the disk refuses."""
        (self.folder / name).unlink(missing_ok=True)

    def _head(self, content: bytes) -> bytes:
        return hashlib.sha256(self.program.encode() + content).hexdigest().encode()


def file_name(key: str) -> str:
    """Return the name of a file for something of any name."""
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def as_bytes(value: object) -> bytes:
    """Return the bytes that `from_bytes` reads."""
    written = BytesIO()
    _Pickler(written, 5).dump(value)
    return written.getvalue()


def from_bytes(content: bytes) -> Any:
    """Return a value of a plan, or a collection of such; raises any of DAMAGED for bytes that are none."""
    return _Values(BytesIO(content)).load()


def guarded(values: dict[Any, Any]) -> Mapping[Any, Any]:
    """Return a mapping that nobody writes into."""
    return MappingProxyType(values)


class _Pickler(pickle.Pickler):
    """Writes values of a plan as calls of their classes, which read back in little more than half the time of what dataclasses have."""

    # What only guards a mapping cannot be pickled by itself.
    dispatch_table = {MappingProxyType: lambda values: (guarded, (dict(values),))}  # noqa: RUF012  # as pickle has it

    def reducer_override(self, value: Any) -> Any:
        """Return how a value is made, where pickle should not find that itself (see its documentation)."""
        kind: type = type(value)
        names = _names(kind)
        return (kind, tuple([getattr(value, name) for name in names])) if names else NotImplemented


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


class _Values(pickle.Unpickler):
    """Makes values of a plan and nothing else (as "Restricting Globals" in the documentation of pickle has it)."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == (__name__, guarded.__name__):
            return guarded
        if (module, name) in _OTHERS or module.startswith(_VALUES):
            found = getattr(import_module(module), name)
            if isinstance(found, type) and ((module, name) in _OTHERS or is_dataclass(found) or issubclass(found, Enum | tuple)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of a plan")
