"""A plan of which only some answers are known: enough to make again what asks for nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

from cycleplan.model.asking import WHOLE, Absent, Ask, AskedPlan, Key


class NotKnownError(Exception):
    """A plan was asked for something that is not known of it."""


class KnownPlan(AskedPlan):
    """A plan that has these answers, each the one that the whole plan gives, and raises NotKnownError for any other.

    It is no LookupError that is raised, as that would be taken for the answer that there is nothing.
    """

    def __init__(self, answers: Mapping[Ask, object]) -> None:
        super().__init__(_Knowledge(answers))


class _Knowledge:
    def __init__(self, answers: Mapping[Ask, object]) -> None:
        self._answers = answers

    def within(self, name: str) -> Any:
        return _Known(name, self._answers)

    def whole(self, name: str) -> Any:
        return _answer(self._answers, Ask(name, WHOLE))


class _Known(Mapping[Any, Any]):
    """A look-up of which the answers to some keys are known. What only tells whether it has a key says so as well."""

    __slots__ = ("_answers", "_name")

    def __init__(self, name: str, answers: Mapping[Ask, object]) -> None:
        self._name, self._answers = name, answers

    def __getitem__(self, key: Key) -> Any:
        found = _answer(self._answers, Ask(self._name, key))
        if found is Absent:
            raise KeyError(key)
        return found

    def get(self, key: Key, default: Any = None) -> Any:  # as in Mapping
        found = _answer(self._answers, Ask(self._name, key))
        return default if found is Absent else found

    def __contains__(self, key: object) -> bool:
        found = self.get(key, Absent)  # type: ignore[arg-type]  # whatever it is, it is looked up
        return found if isinstance(found, bool) else found is not Absent

    def __iter__(self) -> Iterator[Any]:
        self._refuse()

    def __len__(self) -> int:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise NotKnownError(f"all of {self._name}")


def _answer(answers: Mapping[Ask, object], ask: Ask) -> object:
    try:
        return answers[ask]
    except KeyError:
        raise NotKnownError(f"{ask.name} of {ask.key!r}") from None
