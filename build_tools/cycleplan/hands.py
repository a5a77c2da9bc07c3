"""Work on many things by several processes: this one does the first of them, and copies of it do the others at the same time.

A copy knows all that this process knows, so nothing is sent to it; what comes of its things is sent back by pickle. What comes of
all is the same, however many there are. Where a copy fails, this process does its things as well, so that whatever is wrong
is met here.
"""

from __future__ import annotations

import gc
import os
import pickle
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import zip_longest
from typing import Any, BinaryIO, Protocol, TypeVar

FEWEST = 64
"""Things that are worth a copy, which takes some milliseconds to be made and to end."""

T = TypeVar("T")
R = TypeVar("R")


class Hands(Protocol):
    """Who does work on things, some of them each."""

    def __call__(self, work: Callable[[Sequence[T]], R], things: Sequence[T]) -> list[R]:
        """Return what comes of each share; it may be done by a copy of this process, and what it changes there is lost."""


def one_hand(work: Callable[[Sequence[T]], R], things: Sequence[T]) -> list[R]:
    """Do all in this process."""
    return [work(things)]


def many_hands(count: int = 0) -> Hands:
    """Return so many hands, with 0 as many as there are processors; fewer where there is less to do.

    A process with other threads is not copied, as a copy would wait for ever for what one of them holds; nor is one where the system
    has no copies. There is one hand then.
    """
    return partial(_by_copies, count or processors())


def can_copy() -> bool:
    """Tell whether this process can be copied as it is."""
    return hasattr(os, "fork") and threading.active_count() == 1


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _by_copies(count: int, work: Callable[[Sequence[T]], R], things: Sequence[T]) -> list[R]:
    shares = [*_shares(things, max(1, min(count, len(things) // FEWEST)) if can_copy() else 1)]
    with _copies([partial(work, share) for share in shares[1:]]) as answers:
        first = work(shares[0])
        others = zip_longest(shares[1:], answers)
        return [first, *(_answer(answer, work, share) if answer else work(share) for share, answer in others)]


def _shares(things: Sequence[T], count: int) -> Iterator[Sequence[T]]:
    # In turns, as things of one kind stand together, and some kinds take longer than others.
    return (things[number::count] for number in range(count))


def _answer(answer: BinaryIO, work: Callable[[Sequence[T]], R], share: Sequence[T]) -> R:
    try:
        found: R = pickle.load(answer)  # noqa: S301  # it comes from a copy of this process, through a pipe of its own
    except (EOFError, pickle.UnpicklingError, OSError):
        return work(share)
    return found


@contextmanager
def _copies(works: Sequence[Callable[[], Any]]) -> Iterator[list[BinaryIO]]:
    """Give what copies of this process say, each about one work; they have ended when the block has.

    Where the system has no room for another copy, there are fewer.
    """
    answers: list[BinaryIO] = []
    children: list[int] = []
    try:
        for work in works:
            # Looking for garbage would write into what is shared by then.
            gc.freeze()
            reading, writing = os.pipe()
            try:
                child = os.fork()
            except OSError:
                os.close(reading)
                os.close(writing)
                break
            if not child:
                # An end that a copy keeps open as well is one that whoever writes into it waits for.
                for descriptor in (reading, *(answer.fileno() for answer in answers)):
                    os.close(descriptor)
                _say(work, writing)
            os.close(writing)
            children.append(child)
            answers.append(open(reading, "rb"))  # noqa: SIM115, PTH123  # a descriptor has no Path, and is closed below
        yield answers
    finally:
        for answer in answers:
            # A copy that is not listened to ends when it speaks.
            answer.close()
        for child in children:
            with suppress(ChildProcessError):
                os.waitpid(child, 0)
        gc.unfreeze()


def _say(work: Callable[[], Any], writing: int) -> None:
    """Write what comes of a work, and end this process, which is a copy; nothing is said where it fails."""
    try:
        gc.disable()
        with open(writing, "wb") as answer:  # a descriptor has no Path
            pickle.dump(work(), answer, 5)
    finally:
        # Neither the handlers nor the buffers of the other process are this one's to end with.
        os._exit(0)
