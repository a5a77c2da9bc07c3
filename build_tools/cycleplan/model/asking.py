"""Plans that have nothing of their own, and look up whatever they are asked.

An *ask* is the name of one of the plan's look-ups with the key that was looked up, or with `WHOLE` for all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any, Final, NamedTuple, Protocol, cast

from cycleplan.model.address import Address
from cycleplan.model.ledger import LineKind
from cycleplan.model.moves import Moves
from cycleplan.model.plan import Plan

Key = str | tuple[str, int] | Address | None
WHOLE: Final = None


class Ask(NamedTuple):
    """What was asked of a plan: the path of an attribute, and the key that was looked up there."""

    name: str
    key: Key


class Nothing(Enum):
    """What stands for no answer."""

    ABSENT = "absent"


Absent: Final = Nothing.ABSENT


_FIELDS = ("site", "cycles", "teams", "owners", "specs", "gatherings", "topics", "redirects", "removals", "items")
_MAPPINGS = (
    *("cycle_by_number", "team_by_key", "owner_by_key", "spec_by_name", "gathering_by_name", "topic_by_name", "topics_of", "shorts"),
    *("_cycle_by_name", "_milestones"),
)
_IN_LINKS = (
    *("led_by", "held_by", "specs_of_owner", "mentioned_in", "topics_to_spec", "actions_to_spec", "decisions_to_spec", "pages_to_spec"),
    *("pages_to_topic", "specs_of_topic", "continued_by", "carried_from", "references", "cited_in"),
)
_IN_LEDGER = ("published", "contents", "shorts", "fragments")
_IN_MOVES = ("by_old", "by_new")


class LookUps(Protocol):
    """Where a plan looks up what it is asked."""

    def within(self, name: str) -> Any:
        """Return the look-up of a name: a mapping, or for `_removed` a container."""

    def whole(self, name: str) -> Any:
        """Return all that a name stands for."""


class AskedPlan(Plan):
    """A plan that has each answer from elsewhere. What it cannot look up is not there at all, so that nothing is asked unseen."""

    def __init__(self, answers: LookUps) -> None:
        moves = (answers.within(f"moves.{name}") for name in _IN_MOVES)
        self.__dict__.update(
            {name: answers.within(name) for name in _MAPPINGS},
            links=_Links(answers),
            ledger=_Ledger(answers),
            moves=Moves(*moves),
            _removed=answers.within("_removed"),
            _answers=answers,
        )


def _whole(name: str) -> property:
    def get(self: Any) -> Any:  # whatever the attribute is
        return self.__dict__["_answers"].whole(name)

    return property(get)


for _name in _FIELDS:
    setattr(AskedPlan, _name, _whole(_name))


class _Links:
    def __init__(self, answers: LookUps) -> None:
        self._answers = answers
        for name in _IN_LINKS:
            setattr(self, name, answers.within(f"links.{name}"))

    @property
    def actions(self) -> object:
        return self._answers.whole("links.actions")


class _Ledger:
    def __init__(self, answers: LookUps) -> None:
        self._answers = answers
        for name in _IN_LEDGER:
            setattr(self, name, answers.within(f"ledger.{name}"))

    def __bool__(self) -> bool:
        return bool(self.lines)

    @property
    def lines(self) -> tuple[object, ...]:
        return cast("tuple[object, ...]", self._answers.whole("ledger.lines"))

    @property
    def newest(self) -> date | None:
        return cast("date | None", self._answers.whole("ledger.newest"))

    def long_path(self, path: str) -> str:
        line = cast("Mapping[str, Any]", self.published).get(path)  # type: ignore[attr-defined]  # set by its name
        return cast("str", line.value) if line and line.kind is LineKind.SHORT else path
