"""The list of a site's files says of each what it says when all of it is read, and can be changed in places."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from cycleplan.site.manifest import Sums, as_sums

paths = st.text(st.sampled_from("ab-./é\U0001f600"), min_size=1, max_size=4)
hashes = st.integers(0, 20).map(lambda number: sha256(str(number).encode()).hexdigest())


def listed(files: dict[str, str]) -> Sums:
    """Return the list of files."""
    return Sums(as_sums(dict(sorted(files.items()))).encode())


@given(st.dictionaries(paths, hashes, max_size=30), st.lists(paths))
def test_a_file_has_the_hash_that_stands_in_the_list(files: dict[str, str], asked: list[str]):
    sums = listed(files)

    assert {path: sums.get(path) for path in (*files, *asked)} == {path: files.get(path) for path in (*files, *asked)}


@given(st.dictionaries(paths, hashes, max_size=30), st.dictionaries(paths, st.none() | hashes))
def test_a_changed_list_is_that_of_the_changed_files(files: dict[str, str], changes: dict[str, str | None]):
    after = {path: hashed for path, hashed in {**files, **changes}.items() if hashed is not None}

    assert listed(files).changed(changes) == listed(after)
