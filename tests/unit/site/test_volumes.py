"""The volumes of an index: the newest cycles in the first, everything in one, and another key for whatever comes out otherwise."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cycleplan.model import Address
from cycleplan.pages.findings import Finding
from cycleplan.site.volumes import Volume, divided


def found(page: str, cycle: str = "", fragment: str = "") -> Finding:
    return Finding(Address(page, fragment), "Topic", page, cycle=cycle, last=cycle.partition(" ")[0])


OWNER = found("owners/wren")
NEW, OTHER_NEW = (found(f"2024.2/manila/{name}", "2024.2 Dalmatian") for name in ("pools", "shares"))
OLD, OLDER = found("2024.1/manila/pools", "2024.1 Caracal"), found("2023.2/manila/pools", "2023.2 Bobcat")
ALL = (OLDER, NEW, OWNER, OLD, OTHER_NEW)


def names(first: int) -> list[tuple[str, int]]:
    """Return the name and the number of findings of each volume, where the first has room for so many records."""
    return [(volume.name, len(volume.findings)) for volume in divided(ALL, ("guide/index",), first)]


def test_the_first_volume_has_as_many_of_the_newest_cycles_as_there_is_room_for():
    assert {first: names(first) for first in (4, 5, 6)} == {
        4: [("", 3), ("2024.1", 1), ("2023.2", 1)],
        5: [("", 4), ("2023.2", 1)],
        6: [("", 5)],
    }


def test_the_newest_cycle_and_what_is_of_none_are_in_the_first_volume_without_room_too():
    assert divided(ALL, (), 0)[0] == Volume("", (OWNER, NEW, OTHER_NEW))
    assert divided((OWNER,), (), 0) == (Volume("", (OWNER,)),)
    assert divided((), ("guide/index",), 0) == (Volume("", (), ("guide/index",)),)


CYCLES = st.sampled_from(["", *(f"20{year}.{half} Name" for year in (18, 23, 24) for half in (1, 2))])


@given(st.lists(st.builds(found, st.sampled_from("abcdef"), CYCLES), unique=True), st.integers(0, 12))
def test_everything_is_in_one_volume_in_its_order_and_no_older_one_is_newer(findings: list[Finding], first: int):
    volumes = divided(findings, (), first)

    assert sorted((one for volume in volumes for one in volume.findings), key=findings.index) == findings
    assert all([*volume.findings] == sorted(volume.findings, key=findings.index) for volume in volumes[1:])
    numbers = [sorted({one.last for one in volume.findings if one.last}) for volume in volumes]
    assert all(min(newer) > max(older) for newer, older in pairwise(numbers))
    assert [volume.name for volume in volumes] == ["", *(number for [number] in numbers[1:])]
    assert len(volumes) == 1 or len(volumes[0].findings) <= first or len(numbers[0]) <= 1


def test_a_volume_has_another_key_where_it_says_something_else():
    volume = Volume("", (NEW, OWNER), ("guide/index",))
    hashes = {f"{page}.html": page for page in volume.pages} | {"2024.1/manila/pools.html": "old"}
    others = (
        replace(volume, name="2024.2"),
        replace(volume, docs=()),
        replace(volume, findings=(OWNER, NEW)),
        replace(volume, findings=(replace(NEW, status="done"), OWNER)),
    )
    keys = [volume.key(hashes), *(other.key(hashes) for other in others), volume.key(hashes | {"owners/wren.html": "another"})]

    assert len({*keys}) == len(keys)
    assert volume.key(hashes | {"2024.1/manila/pools.html": "another"}) == keys[0]


def test_a_page_is_named_once_however_much_of_it_is_found():
    assert [*Volume("", (NEW, found("2024.2/manila/pools", "2024.2 Dalmatian", "a1")), ("guide/index",)).pages] == [
        "2024.2/manila/pools",
        "guide/index",
    ]
