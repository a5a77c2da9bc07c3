"""What builds remember: topics that were read, what stands around them, and what was made of a plan.

All of it is made anew wherever it is missing or damaged.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

from cycleplan.memory import NOTHING, Memory, packed, read_memory
from cycleplan.notes.known import KnownTopics, Read
from cycleplan.site.named import Named
from cycleplan.site.named import pack as pack_named
from cycleplan.site.named import unpack as unpack_named
from cycleplan.site.sealed import DAMAGED, Sealed, as_bytes, file_name, from_bytes
from cycleplan.site.surroundings import Kept, Topics, pack, unpack
from cycleplan.site.volumes import Volume
from cycleplan.textfile import TextFile, hash_text
from cycleplan.workspace import Project

MEMORY = "memory"
"""The folder of all of it, in that of the build."""
PLAN = "plan"
TOPICS = "topics"
"""The folder of the topics, a file for each gathering: one that is edited takes no other file along."""
WHOLE = "site.json"
NAMED = "named"
VOLUMES = "volumes"
"""The folder of the volumes of the index of the search, a file for each."""
AROUND = "around"
"""The folder of what stands around them, a file for each gathering as well."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the builds of a project remember, for a program."""

    project: Project
    program: str

    def topics(self, files: Iterable[TextFile]) -> KnownTopics:
        """Return the topics that are known of some notes."""
        found: dict[str, Read] = {}
        for folder in _gatherings(file.path for file in files):
            found |= self.topics_of(folder)
        return KnownTopics(found)

    def topics_of(self, gathering: str) -> dict[str, Read]:
        """Return the topics that are known of a gathering."""
        with suppress(*DAMAGED):
            found: dict[str, Read] = from_bytes(self._sealed.read(_file_of(TOPICS, gathering)))
            return found
        return {}

    def keep_topics(self, known: KnownTopics) -> None:
        """Write the topics that are known by now, of the gatherings in which one is new or gone."""
        now, before = _by_gathering(known.now), _by_gathering(known.before)
        with suppress(OSError):
            for folder, read in now.items():
                if {path: one.key for path, one in read.items()} != {path: one.key for path, one in before.get(folder, {}).items()}:
                    self.keep_topics_of(folder, read)
            self._forget_others(TOPICS, now)

    def keep_topics_of(self, gathering: str, read: Mapping[str, Read]) -> None:
        """Write the topics of a gathering."""
        self._sealed.write(_file_of(TOPICS, gathering), as_bytes(dict(read)))

    def memory(self) -> Memory:
        """Return what is remembered of the plan."""
        try:
            return read_memory(self._sealed.read(PLAN), lru_cache(maxsize=1)(partial(_lines, self.project.html)))
        except DAMAGED:
            return NOTHING

    def keep_memory(self, memory: Memory) -> None:
        """Write what is to be remembered of the plan; raises OSError where the disk refuses."""
        self._sealed.write(PLAN, packed(memory))

    def whole(self, key: str) -> Mapping[str, Any]:
        """Return what is known of the whole site of a key; nothing where that is not kept."""
        with suppress(*DAMAGED):
            found = json.loads(self._sealed.read(WHOLE))
            known: dict[str, Any] = found["known"] if found["of"] == key else {}
            return known
        return {}

    def keep_whole(self, key: str, known: Mapping[str, Any]) -> None:
        """Write what is known of the whole site of a key, as JSON has it; raises OSError where the disk refuses.

        It comes last, since it says that all else is that of this site, too.
        """
        self._sealed.write(WHOLE, json.dumps({"of": key, "known": known}).encode())

    def forget_whole(self) -> None:
        """Take away what is known of the whole site, before any of what is remembered becomes that of another."""
        self._sealed.remove(WHOLE)

    def named(self) -> Named | None:
        """Return what notes can name, where that is known."""
        with suppress(*DAMAGED):
            return unpack_named(self._sealed.read(NAMED))
        return None

    def keep_named(self, named: Named) -> None:
        """Write what notes can name; raises OSError where the disk refuses."""
        self._sealed.write(NAMED, pack_named(named))

    def volume_of(self, topic: str) -> Volume | None:
        """Return the volume of the index that finds the topic of a name: that of its cycle, or the first."""
        for name in (topic.partition("/")[0], ""):
            with suppress(*DAMAGED):
                found: Volume = from_bytes(self._sealed.read(_file_of(VOLUMES, name)))
                return found
        return None

    def keep_volumes(self, volumes: Iterable[Volume]) -> None:
        """Write the volumes of the index; raises OSError where the disk refuses."""
        known = {volume.name: volume for volume in volumes}
        for name, volume in known.items():
            self._sealed.write(_file_of(VOLUMES, name), as_bytes(volume))
        self._forget_others(VOLUMES, known)

    def around(self, topic: str, topics: Topics) -> Kept | None:
        """Return what stands around the topic of a name, with the topics that there are now, where that is known."""
        with suppress(*DAMAGED):
            return unpack(self._around(_file_of(AROUND, topic.rpartition("/")[0]))[1], topic, topics)
        return None

    def keep_around(self, topics: Iterable[tuple[str, str, Callable[[], Kept]]]) -> None:
        """Write what stands around topics: for the name of each, the hash of what that comes from, and what makes it.

        A gathering in which all comes from what it came from is not made again. Raises OSError where the disk refuses.
        """
        found = defaultdict[str, list[tuple[str, str, Callable[[], Kept]]]](list)
        for name, said, make in topics:
            found[name.rpartition("/")[0]].append((name, said, make))
        for gathering, some in found.items():
            come_from, path = hash_text(repr([one[:2] for one in some])).encode(), _file_of(AROUND, gathering)
            if self._around(path)[0] != come_from:
                self._sealed.write(path, come_from + b"\n" + pack((name, make()) for name, _, make in some))
        self._forget_others(AROUND, found)

    def _around(self, path: str) -> tuple[bytes, bytes]:
        """Return the hash of what a file comes from, and what it has; nothing where it is not there."""
        with suppress(*DAMAGED):
            said, _, content = self._sealed.read(path).partition(b"\n")
            return said, content
        return b"", b""

    @property
    def _sealed(self) -> Sealed:
        return Sealed(self.project.build / MEMORY, self.program)

    def _forget_others(self, kind: str, names: Iterable[str]) -> None:
        kept = {file_name(name) for name in names}
        for path in (self.project.build / MEMORY / kind).glob("*"):
            if path.name not in kept:
                path.unlink()


def _file_of(kind: str, name: str) -> str:
    return f"{kind}/{file_name(name)}"


def _gatherings(paths: Iterable[str]) -> Iterator[str]:
    return iter(dict.fromkeys(str(PurePosixPath(path).parent) for path in paths if path.count("/") > 1))


def _by_gathering(read: Mapping[str, Read]) -> dict[str, dict[str, Read]]:
    found: dict[str, dict[str, Read]] = {}
    for path, one in read.items():
        found.setdefault(path.rpartition("/")[0], {})[path] = one
    return found


def _lines(folder: Path, path: str) -> Mapping[str, str]:
    """Return the lines of a file of JSON, each an item, by their hashes."""
    try:
        lines = (folder / path).read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return {}
    return {hash_text(line): line for line in (line.strip().removesuffix(",") for line in lines)}
