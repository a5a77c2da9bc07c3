"""Addresses of the site, cited and from page to page."""

from __future__ import annotations

import pytest

from cycleplan.model import Address, fits_a_line, relative


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        (Address("2024.2/manila/cephfs"), "/2024.2/manila/cephfs.html"),
        (Address("2024.2/manila/cephfs", "a1"), "/2024.2/manila/cephfs.html#a1"),
        (Address("2024.2/manila/index"), "/2024.2/manila/"),
        (Address("2024.2/manila/index", "d1"), "/2024.2/manila/#d1"),
        (Address("index"), "/"),
    ],
)
def test_a_canonical_address_leaves_index_out(address: Address, canonical: str) -> None:
    assert address.canonical == canonical


@pytest.mark.parametrize(
    ("source", "target", "way"),
    [
        ("index", Address("2024.2/index"), "2024.2/index.html"),
        ("2024.2/manila/cephfs", Address("owners/zach"), "../../owners/zach.html"),
        ("2024.2/manila/cephfs", Address("2024.2/manila/cephfs", "a1"), "#a1"),
        ("2024.2/manila/cephfs", Address("2024.2/manila/cephfs"), "cephfs.html"),
        ("owners/zach", Address("owners/carthaca", "led"), "carthaca.html#led"),
    ],
)
def test_a_link_is_relative_to_its_page(source: str, target: Address, way: str) -> None:
    assert relative(source, target) == way


def test_an_address_of_68_columns_is_the_widest_that_fits_a_line() -> None:
    base = "https://e.example/"
    room = 68 - len(f"{base}.html")
    assert [fits_a_line(base, Address("a" * width)) for width in (room, room + 1)] == [True, False]
