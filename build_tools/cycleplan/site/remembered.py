"""What builds remember: topics that were read, and what was made of a plan. It holds for the program that wrote it.

All of it is made anew wherever it is missing or damaged. It stands in the folder of the build, which is written by whoever runs
the program, as its byte code is; reading topics back makes nothing but values of a plan, whatever the bytes say.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, is_dataclass
from enum import Enum
from functools import cached_property
from importlib import import_module
from io import BytesIO
from pathlib import Path, PurePosixPath

from cycleplan.hands import many_hands
from cycleplan.memory import NOTHING, Memory, as_text, read_memory
from cycleplan.notes.known import KnownTopics, Read
from cycleplan.pipeline import Outcome, run
from cycleplan.site.build import settings_files
from cycleplan.site.fingerprint import program
from cycleplan.textfile import TextFile, hash_text
from cycleplan.workspace import Intake, Project, WorkspaceError

MEMORY = "memory"
"""The folder of all of it, in that of the build."""
PLAN = "plan.json"
TOPICS = "topics"
"""The folder of the topics, a file for each gathering: one that is edited takes no other file along."""

_VALUES = ("cycleplan.model.", "cycleplan.prose.tree", "cycleplan.problems")
_OTHERS = {("datetime", "date"), ("cycleplan.notes.known", "Read")}
_DAMAGED = (OSError, ValueError, TypeError, KeyError, AttributeError, EOFError, IndexError, ImportError, pickle.UnpicklingError)


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the builds of a project remember, for a program."""

    project: Project
    program: str

    def topics(self, files: Iterable[TextFile]) -> KnownTopics:
        """Return the topics that are known of some notes."""
        found: dict[str, Read] = {}
        for folder in _gatherings(file.path for file in files):
            with suppress(*_DAMAGED):
                found |= _Topics(BytesIO(self._read(self._file_of(folder)))).load()
        return KnownTopics(found)

    def keep_topics(self, known: KnownTopics) -> None:
        """Write the topics that are known by now, of the gatherings in which one is new or gone."""
        now, before = _by_gathering(known.now), _by_gathering(known.before)
        with suppress(OSError):
            (self._folder / TOPICS).mkdir(parents=True, exist_ok=True)
            for folder, read in now.items():
                if {path: one.key for path, one in read.items()} != {path: one.key for path, one in before.get(folder, {}).items()}:
                    self._write(self._file_of(folder), pickle.dumps(read, 5))
            for stale in {path.name for path in (self._folder / TOPICS).iterdir()} - {self._file_of(folder).name for folder in now}:
                (self._folder / TOPICS / stale).unlink()

    def memory(self) -> Memory:
        """Return what is remembered of the plan."""
        try:
            return read_memory(self._read(self._folder / PLAN).decode(), _Lines(self.project.html / "plan.json"))
        except _DAMAGED:
            return NOTHING

    def keep_memory(self, memory: Memory) -> None:
        """Write what is to be remembered of the plan."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._write(self._folder / PLAN, as_text(memory).encode())

    @property
    def _folder(self) -> Path:
        return self.project.build / MEMORY

    def _read(self, path: Path) -> bytes:
        """Return what was kept in a file; raises ValueError where another program wrote it, or it is not what was written."""
        head, _, content = path.read_bytes().partition(b"\n")
        if head != self._head(content):
            raise ValueError(f"{path} is of another program, or damaged")
        return content

    def _write(self, path: Path, content: bytes) -> None:
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(self._head(content) + b"\n" + content)
        fresh.replace(path)

    def _head(self, content: bytes) -> bytes:
        return hashlib.sha256(self.program.encode() + content).hexdigest().encode()

    def _file_of(self, folder: str) -> Path:
        return self._folder / TOPICS / hashlib.sha256(folder.encode()).hexdigest()[:32]


def outcome_of(project: Project, intake: Intake, docs: Iterable[TextFile]) -> Outcome:
    """Return what the notes of a project come to, without making what its builds remember; nothing is written."""
    try:
        settings = settings_files(project)
    except WorkspaceError:
        # Without settings of Sphinx there was no build.
        return run(intake.files, intake.problems, docs, hands=many_hands())
    remembered = Remembered(project, program(settings))
    return run(intake.files, intake.problems, docs, remembered.memory(), remembered.topics(intake.files), many_hands())


def _gatherings(paths: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(str(PurePosixPath(path).parent) for path in paths if path.count("/") > 1))


def _by_gathering(read: Mapping[str, Read]) -> dict[str, dict[str, Read]]:
    found: dict[str, dict[str, Read]] = {}
    for path, one in read.items():
        found.setdefault(path.rpartition("/")[0], {})[path] = one
    return found


class _Topics(pickle.Unpickler):
    """Makes values of a plan and nothing else (as "Restricting Globals" in the documentation of pickle has it)."""

    def find_class(self, module: str, name: str) -> type:
        if (module, name) in _OTHERS or module.startswith(_VALUES):
            found = getattr(import_module(module), name)
            if isinstance(found, type) and ((module, name) in _OTHERS or is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of a plan")


class _Lines(Mapping[str, str]):
    """The lines of a file by their hashes, read when the first is asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _found(self) -> Mapping[str, str]:
        try:
            lines = self._path.read_text(encoding="utf-8").split("\n")
        except (OSError, ValueError):
            return {}
        return {hash_text(line): line for line in (line.strip().removesuffix(",") for line in lines)}

    def __getitem__(self, key: str) -> str:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
