"""What an import writes down of the texts it read, and what it can tell from that the next time."""

from __future__ import annotations

import pytest

from cycleplan.mail.merging import Read, is_nothing_new, kept_path, read_from, sources_file, sources_in, sources_path
from cycleplan.notes.layout import is_left_alone
from cycleplan.textfile import TextFile

SUMMARY = read_from("summary.eml", b"Hello\n")


def kept(*read: Read) -> dict[str, TextFile]:
    file = sources_file("2024.2", "manila", read)
    return {file.path: file}


def test_the_texts_of_an_import_are_written_down_by_name_and_sum():
    assert sources_file("2024.2", "manila", [SUMMARY]) == TextFile(
        ".imports/2024.2/manila.sources.yaml",
        "read:\n  - name: summary.eml\n    sha256: 66a045b452102c59d840ec097d59d9467e13a3f34f6494e539ffd32c1bb35f18\n",
    )
    assert sources_in(kept(SUMMARY), "2024.2", "manila") == (SUMMARY,)


def test_nothing_else_reads_what_is_kept():
    paths = (kept_path("2024.2/manila/gathering.yaml"), sources_path("2024.2", "manila"))
    assert [is_left_alone(path) for path in paths] == [True, True]


def test_the_same_bytes_are_nothing_new_whatever_their_file_is_called():
    again = read_from("copy.txt", b"Hello\n")
    assert is_nothing_new(kept(SUMMARY), "2024.2", "manila", [again])
    assert not is_nothing_new(kept(SUMMARY), "2024.2", "manila", [read_from("summary.eml", b"Hello.\n")])
    assert not is_nothing_new(kept(SUMMARY), "2024.2", "manila", [SUMMARY, again])
    assert not is_nothing_new(kept(SUMMARY), "2024.2", "nova", [SUMMARY])
    assert not is_nothing_new({}, "2024.2", "manila", [])


@pytest.mark.parametrize("text", ["", "read\n", "read: no\n", "read: [a]\n", "[", "read:\n  - {name: [x]}\n", "&a"])
def test_a_file_that_was_spoilt_knows_no_text(text):
    file = TextFile(sources_path("2024.2", "manila"), text)
    assert not is_nothing_new({file.path: file}, "2024.2", "manila", [SUMMARY])
