"""The topics of a plan as they are handed on: each a line, and those of a gathering a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from cycleplan.feeds.data import topic_line, topics_json, topics_path
from cycleplan.model import Plan
from cycleplan.textfile import File, TextFile


class Handed(Protocol):
    """What has the topics of a plan as JSON."""

    def line(self, name: str) -> str:
        """Return the line of the topic of a name."""

    def file(self, gathering: str) -> File:
        """Return the file that has the topics of a gathering, by its name."""


class HandedOn:
    """The topics of a plan, each made whenever it is asked for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def line(self, name: str) -> str:
        """Return the line of the topic of a name."""
        return topic_line(self._plan, name)

    def file(self, gathering: str) -> File:
        """Return the file that has the topics of a gathering, by its name."""
        return file_of(self._plan, gathering, self.line)


def file_of(plan: Plan, gathering: str, line_of: Callable[[str], str]) -> TextFile:
    """Return the file that has the topics of a gathering; `line_of` returns the line of one by its name."""
    lines = (line_of(topic.name) for topic in plan.topics_of.get(gathering, ()))
    return TextFile(topics_path(gathering), topics_json(plan, gathering, lines))
