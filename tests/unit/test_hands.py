"""Work by copies of this process: what comes of it is the same, whoever did it and whatever became of a copy."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cycleplan import hands
from cycleplan.hands import can_copy, many_hands, one_hand

HERE = os.getpid()
needs_copies = pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no copies of processes")


pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
"""Whatever runs the tests may have threads, none of which holds anything that is used here."""


@pytest.fixture(autouse=True)
def each_is_worth_a_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hands, "FEWEST", 1)
    monkeypatch.setattr(hands, "can_copy", lambda: hasattr(os, "fork"))


def squares(numbers: Sequence[int]) -> list[int]:
    return [number * number for number in numbers]


def where(_: object) -> int:
    return os.getpid()


def unless_copied(harm: Callable[[], object], numbers: Sequence[int]) -> tuple[int, list[int]]:
    """Return the process and the squares, where this is no copy of it."""
    if os.getpid() != HERE:
        harm()
    return os.getpid(), squares(numbers)


def open_files() -> list[str]:
    return sorted(path.name for path in Path("/dev/fd").iterdir())


def fail() -> None:
    raise ValueError


@given(st.lists(st.integers(), max_size=9), st.integers(1, 5))
def test_everything_is_done_once(numbers: list[int], count: int):
    found = many_hands(count)(squares, numbers)

    assert sorted(square for share in found for square in share) == sorted(squares(numbers))
    assert found[0] == squares(numbers[:: len(found)])


def test_one_hand_does_all_here():
    assert one_hand(where, [1, 2]) == [HERE]


@needs_copies
def test_each_hand_is_another_process():
    assert len({*many_hands(3)(where, [1, 2, 3, 4])}) == 3
    assert HERE in many_hands(3)(where, [1, 2, 3, 4])


def test_little_is_done_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hands, "FEWEST", 3)

    assert many_hands(3)(where, [1, 2, 3, 4, 5]) == [HERE]


def test_a_process_with_another_thread_is_not_copied():
    is_seen = threading.Event()
    other = threading.Thread(target=is_seen.wait)
    other.start()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hands, "can_copy", can_copy)
        found = many_hands(3)(where, [1, 2, 3, 4])
    is_seen.set()
    other.join()

    assert found == [HERE]


def test_a_process_with_one_thread_is_copied_where_the_system_can():
    code = "from cycleplan.hands import can_copy; print(can_copy())"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == f"{hasattr(os, 'fork')}\n"


@needs_copies
@pytest.mark.parametrize("harm", [fail, partial(os._exit, 0), partial(os._exit, 1), lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_what_a_copy_does_not_do_is_done_here(harm: Callable[[], object], capfd: pytest.CaptureFixture[str]):
    assert many_hands(2)(partial(unless_copied, harm), [1, 2, 3]) == [(HERE, [1, 9]), (HERE, [4])]
    assert capfd.readouterr() == ("", "")


@needs_copies
@pytest.mark.parametrize("room", [0, 1])
def test_where_there_is_no_room_for_a_copy_its_share_is_done_here(room: int, monkeypatch: pytest.MonkeyPatch):
    left, fork = [None] * room, os.fork

    def fork_while_there_is_room() -> int:
        if not left:
            raise OSError(errno.ENOMEM, "no room")
        left.pop()
        return fork()

    before = open_files()
    monkeypatch.setattr(os, "fork", fork_while_there_is_room)
    found = many_hands(3)(where, [1, 2, 3])

    assert [process == HERE for process in found] == [True, not room, True]
    assert open_files() == before


@needs_copies
def test_what_cannot_be_sent_back_is_made_here():
    found = many_hands(2)(lambda numbers: lambda: numbers, [1, 2])

    assert [one() for one in found] == [[1], [2]]


@needs_copies
@pytest.mark.parametrize("size", [1, 10_000_000])
def test_what_goes_wrong_here_is_told_and_no_copy_is_left(size: int):
    def work(numbers: Sequence[int]) -> bytes:
        if os.getpid() == HERE:
            raise ZeroDivisionError
        return bytes(size)

    with pytest.raises(ZeroDivisionError):
        many_hands(3)(work, [1, 2, 3])
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
