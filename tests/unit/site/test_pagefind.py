"""A file of an index counts as written once it is whole."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cycleplan.site.pagefind_files import is_whole

WHOLE = {
    "wasm.en.pagefind": gzip.compress(b"pagefind_dcd" * 100),
    "pagefind.en_1.pf_meta": gzip.compress(b"pagefind_dcd" * 100),
    "pagefind.js": b"export{search};",
    "pagefind-entry.json": b'{"languages": {}}',
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_is_whole_with_its_last_byte_and_not_before(tmp_path: Path, name: str):
    path, found = tmp_path / name, []
    for length in range(len(WHOLE[name]) + 1):
        path.write_bytes(WHOLE[name][:length])
        found.append(is_whole(path))

    assert found == [False] * len(WHOLE[name]) + [True]
