"""The list of a site's files says of each what it says when all of it is read, and can be changed in places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from cycleplan.site.manifest import SUMS, Sums, as_sums, glance_at_sums

paths = st.text(st.sampled_from("ab-./é\U0001f600"), min_size=1, max_size=4)
hashes = st.integers(0, 20).map(lambda number: sha256(str(number).encode()).hexdigest())


@contextmanager
def listed(files: Mapping[str, str]) -> Iterator[Sums]:
    """Give the list of files, as it stands beside a site."""
    with TemporaryDirectory() as folder:
        Path(folder, SUMS).write_text(as_sums(dict(sorted(files.items()))), encoding="utf-8")
        yield glance_at_sums(Path(folder))


@given(st.dictionaries(paths, hashes, min_size=1, max_size=30), st.lists(paths))
def test_a_file_has_the_hash_that_stands_in_the_list(files: dict[str, str], asked: list[str]):
    with listed(files) as sums:
        assert {path: sums.get(path) for path in (*files, *asked)} == {path: files.get(path) for path in (*files, *asked)}


@given(st.dictionaries(paths, hashes, min_size=1, max_size=30), st.dictionaries(paths, st.none() | hashes), st.booleans())
def test_a_changed_list_is_that_of_the_changed_files(files: dict[str, str], changes: dict[str, str | None], are_there: bool):
    if are_there:
        changes = dict[str, str | None](zip(files, filter(None, changes.values()), strict=False))
    after = {path: hashed for path, hashed in {**files, **changes}.items() if hashed is not None}

    with listed(files) as sums:
        changed = sums.path.with_name("changed")
        sums.write(changed, changes)
        assert changed.read_text(encoding="utf-8") == as_sums(dict(sorted(after.items())))
