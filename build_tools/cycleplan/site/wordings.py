"""Finds topics that only say something otherwise since the site that is served was built, with what was kept around them.

Wherever something is not known, or anything else was edited, nothing is found, and the long way is taken that makes everything of all
notes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cycleplan.model import KnownPlan, NotKnownError, Topic
from cycleplan.notes.known import Read, key_of
from cycleplan.notes.reader import read_topics
from cycleplan.site.edited import Edited
from cycleplan.site.known import Known
from cycleplan.site.remembered import Remembered
from cycleplan.site.surroundings import Kept
from cycleplan.site.texts import Texts
from cycleplan.textfile import TextFile


class OtherwiseError(Exception):
    """More than words was edited, or something is not known or not as it was left: the site is made of all notes."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A topic as it was before and as it is read now, with what is kept around it, in which it is itself the one or the other."""

    before: Topic
    now: Read
    around_before: Kept
    around_now: Kept

    @property
    def name(self) -> str:
        """The name of the topic."""
        return self.before.name

    @property
    def gathering(self) -> str:
        """The name of its gathering."""
        return self.name.rpartition("/")[0]


def wordings_of(
    remembered: Remembered, whole: Mapping[str, Any], edited: Edited, known: Known, is_alike: Callable[[Topic, Topic], bool]
) -> tuple[Wording, ...]:
    """Return the topics of edited notes, each of which `is_alike` to what it was; raises OtherwiseError where one is not, or not known.

    `whole` is what is known of the whole site that is served.
    """
    paths = [file.path for file in edited.files]
    if any(path == problem.at.path or path in problem.message for problem in known.problems for path in paths):
        raise OtherwiseError("a file with a problem")
    topics = _Topics(remembered, edited.before.notes, whole)
    around = {path: topics.around(path) for path in paths}
    now = {file.path: _read_again(file, around[file.path]) for file in edited.files}
    topics.now = {path: read.topic for path, read in now.items()}
    found = tuple(Wording(topics.before(path), now[path], around[path], topics.around(path)) for path in paths)
    if not all(is_alike(wording.before, wording.now.topic) for wording in found):
        raise OtherwiseError("more than words")
    return found


def _read_again(file: TextFile, kept: Kept) -> Read:
    try:
        return read_topics(KnownPlan(kept.around.answers).site, [file])[file.path]
    except (KeyError, NotKnownError) as error:
        raise OtherwiseError(f"{file.path} has a problem") from error


class _Topics:
    """The topics of the site that is served, and in the place of some those that are there `now`."""

    def __init__(self, remembered: Remembered, notes: Texts, whole: Mapping[str, Any]) -> None:
        """Take the hashes of the notes of that site, and what is known of it; raises OtherwiseError where that is not enough."""
        if "trackers" not in whole:
            raise OtherwiseError("nothing is known of the site that is served")
        self._remembered = remembered
        self._notes = notes
        self._trackers: Mapping[str, str] = whole["trackers"]
        self._read: dict[str, dict[str, Read]] = {}
        self.now: Mapping[str, Topic] = {}

    def around(self, path: str) -> Kept:
        """Return what is kept around the topic of a file."""
        kept = self._remembered.around(self.before(path).name, self._present)
        if kept is None:
            raise OtherwiseError(f"nothing is known around {path}")
        return kept

    def before(self, path: str) -> Topic:
        """Return the topic of a file as the site has it. It was read once more since, where a build did not come to an end."""
        gathering = path.rpartition("/")[0]
        if gathering not in self._read:
            self._read[gathering] = self._remembered.topics_of(gathering)
        read, hashed = self._read[gathering].get(path), self._notes.get(path)
        if read is None or hashed is None or read.key != key_of(hashed, self._trackers):
            raise OtherwiseError(f"it is not known which topic {path} was")
        return read.topic

    def _present(self, path: str) -> Topic:
        return self.now.get(path) or self.before(path)
