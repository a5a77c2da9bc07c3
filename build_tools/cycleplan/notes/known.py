"""Topics that were read before, so that a file with the same text need not be read once more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from cycleplan.model import Topic
from cycleplan.textfile import TextFile, hash_text


class Read(NamedTuple):
    """A topic of a file without problems, and the key of what it was read from."""

    key: str
    topic: Topic


@dataclass
class KnownTopics:
    """The topics of earlier readings by the paths of their files, those that were read ahead, and those of this reading."""

    before: Mapping[str, Read] = field(default_factory=dict)
    ahead: dict[str, Read] = field(default_factory=dict)
    now: dict[str, Read] = field(default_factory=dict)

    def topic(self, file: TextFile, key: str) -> Topic | None:
        """Return the topic of a file, where the file says what it said when it was read."""
        for read in (self.before.get(file.path), self.ahead.get(file.path)):
            if read and read.key == key:
                self.now[file.path] = read
                return read.topic
        return None

    def has(self, file: TextFile, key: str) -> bool:
        """Tell whether the topic of a file is known from an earlier reading."""
        read = self.before.get(file.path)
        return read is not None and read.key == key

    def keep(self, file: TextFile, key: str, topic: Topic) -> None:
        """Keep a topic that was read without a problem."""
        self.now[file.path] = Read(key, topic)


def key_of(hashed: str, trackers: Mapping[str, str]) -> str:
    """Return what tells readings of a file apart: the hash of its text, and the trackers that the addresses of its evidence come from."""
    return hash_text(repr((hashed, sorted(trackers.items()))))
