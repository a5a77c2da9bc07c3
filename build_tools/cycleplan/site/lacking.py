"""What the ledger lacks once topics say something else than when the site that is served was built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from cycleplan.addresses import lacking_texts, name_of, not_recorded
from cycleplan.checks.ledger import RECORDED
from cycleplan.model import (
    Absent,
    Address,
    Ask,
    KnownPlan,
    LedgerLine,
    LineKind,
    NotKnownError,
    Topic,
    items_of_topic,
)
from cycleplan.model.alike import logs_of
from cycleplan.problems import Problem, in_file_order
from cycleplan.site.surroundings import Kept
from cycleplan.site.wordings import OtherwiseError, Wording

_NO_DAY = date.min


class Lacking:
    """The lines that each file of the ledger lacks, by the name of the file, where `whole` is what is known of the site that is served."""

    def __init__(self, whole: Mapping[str, Any]) -> None:
        """Take what was lacking when the site was built; raises OtherwiseError where that is not known."""
        try:
            self._names: Mapping[str, str] = whole["ledger"]
            self._lines = {
                name: {LedgerLine(path, _NO_DAY, LineKind(kind), value) for path, kind, value in lines}
                for name, lines in whole["lacking"].items()
            }
        except (KeyError, ValueError) as error:
            raise OtherwiseError("nothing is known of the ledger") from error

    @property
    def cycles(self) -> frozenset[str]:
        """The numbers of all cycles, each of which has a file of the ledger."""
        return frozenset(self._names.values())

    def has_heading(self, address: Address) -> bool:
        """Tell whether a heading is lacking."""
        line = _heading(address)
        return any((one.path, one.kind) == (line.path, line.kind) for one in self._lines.get(name_of(line, self._names), ()))

    def add_heading(self, address: Address) -> None:
        """Let a heading be lacking."""
        self._add(_heading(address))

    def reword(self, wording: Wording, more: Mapping[Ask, object] = MappingProxyType({})) -> None:
        """Let the texts of a topic be those that are there now; raises OtherwiseError where it is not known which it had.

        `more` is what is known of the plan beside what is known around the topic.
        """
        for line in self._texts(wording.before, wording.around_before, {}):
            self._lines.get(name_of(line, self._names), set()).discard(line)
        for line in self._texts(wording.now.topic, wording.around_now, more):
            self._add(line)

    def lines(self) -> Mapping[str, tuple[LedgerLine, ...]]:
        """Return the lines, sorted as `addresses.unrecorded` has them."""
        return {name: tuple(sorted(lines)) for name, lines in sorted(self._lines.items()) if lines}

    def told_with(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with what is lacking now in the place of what was."""
        others = (problem for problem in problems if problem.rule.code != RECORDED.code)
        return in_file_order((*others, *not_recorded(self.lines())))

    def _texts(self, topic: Topic, kept: Kept, more: Mapping[Ask, object]) -> Iterator[LedgerLine]:
        """Yield the lines that the ledger lacks for the texts on the page of a topic."""
        # An item may have gone to a cycle, whose number is the name of no topic.
        gone_to = {entry.to.text for log in logs_of(topic) for entry in log if entry.to}
        gathering = topic.name.rpartition("/")[0]
        cycles = {Ask("topic_by_name", f"{gathering}/{name}"): Absent for name in gone_to & self.cycles}
        try:
            for path, said in lacking_texts(KnownPlan({**cycles, **more, **kept.around.answers}), items_of_topic(topic)):
                yield LedgerLine(path, _NO_DAY, LineKind.CONTENT, said)
        except NotKnownError as error:
            raise OtherwiseError(str(error)) from error

    def _add(self, line: LedgerLine) -> None:
        self._lines.setdefault(name_of(line, self._names), set()).add(line)


def as_json(lacking: Mapping[str, Iterable[LedgerLine]]) -> dict[str, list[tuple[str, str, str]]]:
    """Return what `Lacking` reads, as JSON has it."""
    return {name: [(line.path, line.kind.value, line.value) for line in lines] for name, lines in lacking.items()}


def _heading(address: Address) -> LedgerLine:
    # What it stands for is told by no problem, and found by whoever records it.
    return LedgerLine(address.canonical, _NO_DAY, LineKind.HEADING, address.canonical)
