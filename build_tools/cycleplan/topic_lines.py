"""Topics as JSON, made now or recalled: the line of each, and the file of each gathering."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from cycleplan.composing import Shelf, in_memory
from cycleplan.feeds import file_of, topic_line, topics_path
from cycleplan.memory import Making
from cycleplan.model import Plan
from cycleplan.textfile import File, LateFile, TextFile, hash_text, pack


def made_of(name: str) -> str:
    """Return the name of the line of a topic among what is made of a plan."""
    return f"line {name}"


class TopicLines:
    """The topics of a plan as JSON, of which those that come out as they did are not made once more.

    Each that is made waits on a shelf, as several files have it.
    """

    def __init__(self, plan: Plan, making: Making, shelf: Shelf = in_memory) -> None:
        self._plan = plan
        self._making = making
        self._shelf = shelf
        self._lines: dict[str, File] = {}
        self._files: dict[str, File] = {}

    def line(self, name: str) -> str:
        """Return the line of the topic of a name."""
        return self._line(name).text

    def file(self, gathering: str) -> File:
        """Return the file that has the topics of a gathering, by its name."""
        if gathering not in self._files:
            self._files[gathering] = self._file(gathering)
        return self._files[gathering]

    def _file(self, gathering: str) -> File:
        path, making = topics_path(gathering), self._making
        write = partial(self._text, gathering)
        lines = [self._line(topic.name).hashed for topic in self._plan.topics_of.get(gathering, ())]
        said = hash_text(repr((file_of(self._plan, gathering, str).text, lines)))
        facts = making.recall_as(path, said)
        file: File = LateFile(path, facts["file"], write) if facts else self._shelf(pack(TextFile(path, write())))
        making.keep(path, facts or {"hashed": said, "file": file.hashed})
        return file

    def _text(self, gathering: str) -> str:
        return file_of(self._plan, gathering, self.line).text

    def _line(self, name: str) -> File:
        if name not in self._lines:
            self._lines[name] = self._recalled(name) or self._made(name)
        return self._lines[name]

    def _recalled(self, name: str) -> File | None:
        facts = self._making.recall(made_of(name))
        if facts is None:
            return None
        self._making.keep(made_of(name), facts)
        return LateFile(name, facts["hashed"], partial(self._again, name, facts))

    def _again(self, name: str, facts: Mapping[str, str]) -> str:
        known = self._making.text_before(topics_path(name.rpartition("/")[0]), facts["hashed"])
        return topic_line(self._plan, name) if known is None else known

    def _made(self, name: str) -> File:
        file = self._shelf(pack(TextFile(name, self._making.make(made_of(name), partial(topic_line, name=name)))))
        self._making.keep(made_of(name), {"hashed": file.hashed})
        return file
