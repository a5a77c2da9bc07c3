"""Where items were before: under addresses of their own, and along with their page."""

from __future__ import annotations

from datetime import date

import pytest

from cycleplan.model import Address, Move
from cycleplan.model.moves import index_moves


def at(text: str) -> Address:
    page, _, fragment = text.partition("#")
    return Address(page, fragment)


MOVES = index_moves(
    Move(at(old), at(to), date(2024, 9, 3))
    for old, to in (("t/old", "t/new"), ("t/old#a1", "t/new#a2"), ("t/part#a1", "t/new#a3"), ("t/other#p", "t/whole"))
)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("t/new", ["t/old"]),
        ("t/new#a2", ["t/old#a1", "t/old#a2"]),
        ("t/new#a3", ["t/part#a1", "t/old#a3"]),
        ("t/new#d1", ["t/old#d1"]),
        ("t/new#a1", []),
        ("t/whole", ["t/other#p"]),
        ("t/whole#d1", []),
        ("t/elsewhere", []),
        ("t/elsewhere#d1", []),
    ],
)
def test_an_item_has_been_where_it_or_its_page_was(address: str, expected: list[str]):
    assert [str(old) for old in MOVES.olds(at(address))] == expected
