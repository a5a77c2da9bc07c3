"""What an import wrote is read back as a reader of the notes would tell it."""

from __future__ import annotations

from pathlib import Path

import pytest
from imports.reading import addresses_in, cases, read_result
from imports.scoring import FoundTask, Result
from projects import write

GATHERING = """\
title: Tarn
pad: {url: 'https://example.org/pad'}
references:
  - {cite: 1, title: Spec, url: 'https://example.org/spec'}
topics: [zones, quotas, quotas-2]
"""
ZONES = """\
title: Zones
discussion: |
  See [the docs](https://example.org/a_b) and https://example.org/bare.
parts: [{id: p1, title: Export, decisions: [{id: d1, text: Keep *it* open}]}]
actions:
  - {id: a1, task: Write it, owners: [wren, mallow]}
  - {id: a2, task: Read it, owners: [nobody-known], review: a guess}
"""
NOTES = {
    "site.yaml": "title: Tried\nbase: https://plan.example/\nlicence: {title: CC BY 3.0}\n",
    "cycles.yaml": '"2024.2": {name: Dalmatian}\n',
    "teams.yaml": "tarn: {title: Tarn}\n",
    "owners.yaml": "wren: {kind: person, name: Wren Hazel, aliases: [wrenn]}\nmallow: {kind: person, label: Mallow}\n",
    "2024.2/tarn/gathering.yaml": GATHERING,
    "2024.2/tarn/zones.yaml": ZONES,
    "2024.2/tarn/quotas.yaml": "title: Quotas\nparts: [{id: p1, title: Use}]\n",
    "2024.2/tarn/quotas-2.yaml": "title: Quotas\nparts: [{id: p1, title: Limits}]\n",
}


def test_notes_are_read_back_in_their_order_with_every_spelling_and_address(tmp_path: Path):
    for name, text in NOTES.items():
        write(tmp_path / name, text)

    assert read_result(tmp_path) == Result(
        topics=("Zones", "Quotas", "Quotas"),
        parts={"Zones": ("Export",), "Quotas": ("Use", "Limits")},
        actions=(
            FoundTask("Write it", (frozenset(("wren", "Wren Hazel", "wrenn")), frozenset(("mallow", "Mallow")))),
            FoundTask("Read it", (frozenset(("nobody-known",)),), is_guess=True),
        ),
        decisions=("Keep it open",),
        addresses=frozenset(f"https://example.org/{name}" for name in ("pad", "spec", "a_b", "bare")),
    )


def test_where_nothing_was_written_nothing_is_read(tmp_path: Path):
    assert read_result(tmp_path / "notes") == Result()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("(see https://example.org/a_(b)).", "https://example.org/a_(b)"),
        ("<https://example.org/a>, ", "https://example.org/a"),
        ("https://example.org/a/...", "https://example.org/a/"),
        ("http://example.org/?a=1&b=2#c:", "http://example.org/?a=1&b=2#c"),
    ],
)
def test_an_address_ends_before_the_punctuation_of_its_clause(text: str, address: str):
    assert list(addresses_in(text)) == [address]


def test_each_text_of_the_fixtures_has_what_is_to_be_found_in_it():
    assert len(list(cases())) >= 48
    assert all(case.text.is_file() for case in cases())
