"""Notes are read with care, and pages written only where they changed."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from projects import stamps, write

from cycleplan.textfile import TextFile
from cycleplan.workspace import (
    LARGEST,
    LARGEST_OWNERS,
    Intake,
    Kept,
    Project,
    WorkspaceError,
    Written,
    find_project,
    read_docs,
    read_notes_folder,
    write_source,
)

HOME = TextFile("index.md", "# Home\n")
PAGES = (HOME, TextFile("2024.2/manila/cephfs.md", "# CephFS\n"))
MARKER = ".cycleplan"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    write_source(tmp_path / "source", PAGES)
    return tmp_path / "source"


def held(folder: Path) -> dict[str, str]:
    """Return the text of every file below a folder but our marker."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def test_a_project_is_found_from_any_folder_in_it(tmp_path: Path):
    deep = tmp_path / "source_notes" / "2024.2" / "manila"
    deep.mkdir(parents=True)

    assert find_project(deep) == find_project(tmp_path) == Project(tmp_path.resolve())


def test_where_no_folder_above_has_notes_there_is_no_project(tmp_path: Path):
    with pytest.raises(WorkspaceError, match=r"no source_notes/ in .* or above it"):
        find_project(tmp_path)


def test_files_are_read_by_name_and_hidden_ones_left_alone(tmp_path: Path):
    for name in ("teams.yaml", "owners.yaml", ".hidden.yaml", "_draft.yaml", "README.md", "ledger/README", "2024.2/manila/cephfs.yaml~"):
        write(tmp_path / name, name)

    assert read_notes_folder(tmp_path) == Intake((TextFile("owners.yaml", "owners.yaml"), TextFile("teams.yaml", "teams.yaml")), ())


def test_what_has_no_place_in_the_notes_is_named_but_not_read(tmp_path: Path):
    write(tmp_path / "2024.2/manila/notes.txt", "a secret")

    assert read_notes_folder(tmp_path) == Intake((TextFile("2024.2/manila/notes.txt", ""),), ())


def test_line_ends_of_windows_are_read_as_one(tmp_path: Path):
    write(tmp_path / "teams.yaml", "manila:\r\n  title: Manila\r\n")

    assert read_notes_folder(tmp_path).files == (TextFile("teams.yaml", "manila:\n  title: Manila\n"),)


def test_a_file_is_read_up_to_its_bound(tmp_path: Path):
    write(tmp_path / "teams.yaml", "#" * LARGEST)
    write(tmp_path / "cycles.yaml", "#" * (LARGEST + 1))
    write(tmp_path / "owners.yaml", "#" * LARGEST_OWNERS)

    intake = read_notes_folder(tmp_path)

    assert [len(file.text) for file in intake.files] == [LARGEST_OWNERS, LARGEST]
    assert [str(problem) for problem in intake.problems] == [
        "cycles.yaml:1:1: CP002 larger than 256 KiB (split it, or leave the raw text in the pad)"
    ]


def test_no_link_is_followed(tmp_path: Path):
    write(tmp_path / "secret", "secret")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/owners.yaml").symlink_to(tmp_path / "secret")
    (tmp_path / "notes/2024.2").symlink_to(tmp_path)

    intake = read_notes_folder(tmp_path / "notes")

    assert intake.files == ()
    assert [str(problem) for problem in intake.problems] == [
        "2024.2:1:1: CP001 a link (put the file itself here)",
        "owners.yaml:1:1: CP001 a link (put the file itself here)",
    ]


def test_a_byte_that_is_no_utf_8_is_told_where_it_stands(tmp_path: Path):
    (tmp_path / "owners.yaml").write_bytes("a: 1\nö: Se".encode() + b"\xf1or\n")

    assert [str(problem) for problem in read_notes_folder(tmp_path).problems] == [
        "owners.yaml:2:6: CP003 byte 0xF1 is no UTF-8 (save the file as UTF-8)"
    ]


def test_a_name_that_is_no_utf_8_is_shown_by_its_bytes(tmp_path: Path):
    Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.yaml")).touch()

    assert [file.path for file in read_notes_folder(tmp_path).files] == ["caf\\udce9.yaml"]


def test_of_docs_the_pages_and_schemas_are_read(tmp_path: Path):
    for name in ("conf.py", "index.md", "guide/index.md", "guide/site.png", "reference/schema/topic.json", "other/index.md"):
        write(tmp_path / name, name)
    (tmp_path / "guide/link.md").symlink_to(tmp_path / "index.md")

    assert read_docs(tmp_path) == (
        TextFile("guide/index.md", "guide/index.md"),
        TextFile("reference/schema/topic.json", "reference/schema/topic.json"),
    )


def test_pages_are_written_with_our_marker(tmp_path: Path):
    assert write_source(tmp_path / "source", PAGES) == Written(changed=3, removed=0, unchanged=0)
    assert held(tmp_path / "source") == {page.path: page.text for page in PAGES}
    assert (tmp_path / "source" / MARKER).is_file()


def test_pages_that_are_the_same_are_not_touched(source: Path):
    before = stamps(source)

    assert write_source(source, PAGES) == Written(changed=0, removed=0, unchanged=3)
    assert stamps(source) == before


def test_only_the_page_that_changed_is_written(source: Path):
    before = stamps(source)

    assert write_source(source, (TextFile("index.md", "# Other\n"), PAGES[1])) == Written(changed=1, removed=0, unchanged=2)
    assert {path for path, stamp in stamps(source).items() if before[path] != stamp} == {"index.md"}


@pytest.mark.parametrize(
    ("since", "hashed", "is_read"), [(1, HOME.hashed, False), (0, HOME.hashed, True), (-1, HOME.hashed, True), (1, "0" * 64, True)]
)
def test_what_is_kept_of_a_page_spares_reading_it(since: int, hashed: str, is_read: bool, source: Path):
    write(source / "index.md", "# Written by somebody\n")
    kept = Kept({"index.md": hashed}, (source / "index.md").stat().st_mtime_ns + since)

    assert write_source(source, PAGES, kept) == Written(changed=int(is_read), removed=0, unchanged=3 - is_read)
    assert (source / "index.md").read_text(encoding="utf-8") == (HOME.text if is_read else "# Written by somebody\n")


@pytest.mark.parametrize("instead", ["nothing", "a link", "a folder"])
def test_what_is_kept_of_a_page_that_is_not_there_says_nothing(instead: str, source: Path):
    kept = Kept({"index.md": HOME.hashed}, time.time_ns() + 10**12)
    (source / "index.md").unlink()
    if instead == "a link":
        (source / "index.md").symlink_to(MARKER)
    elif instead == "a folder":
        write(source / "index.md" / "a.md", "# A\n")
    write_source(source, PAGES, kept)

    assert (source / "index.md").read_text(encoding="utf-8") == HOME.text
    assert not (source / "index.md").is_symlink()


def test_pages_that_are_no_longer_made_are_removed_with_their_folders(source: Path):
    assert write_source(source, PAGES[:1]) == Written(changed=0, removed=1, unchanged=2)
    assert sorted(path.name for path in source.iterdir()) == [MARKER, "index.md"]


def test_what_else_lies_in_a_folder_of_ours_goes(source: Path, tmp_path: Path):
    write(tmp_path / "thesis.txt", "years of work")
    write(source / "a/b/c.md", "stray")
    (source / "empty/folder").mkdir(parents=True)
    (source / "link.md").symlink_to(tmp_path / "thesis.txt")
    (source / "links").symlink_to(tmp_path)

    write_source(source, PAGES)

    assert sorted(path.name for path in source.iterdir()) == [MARKER, "2024.2", "index.md"]
    assert (tmp_path / "thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_page_in_the_place_of_a_link_replaces_the_link(source: Path, tmp_path: Path):
    write(tmp_path / "thesis.txt", "# Home\n")
    (source / "index.md").unlink()
    (source / "index.md").symlink_to(tmp_path / "thesis.txt")

    write_source(source, (TextFile("index.md", "# Other\n"),))

    assert ((source / "index.md").is_symlink(), (tmp_path / "thesis.txt").read_text(encoding="utf-8")) == (False, "# Home\n")


def test_a_page_and_a_folder_can_change_places(source: Path):
    write_source(source, (TextFile("index.md/a.md", "# A\n"), TextFile("2024.2", "# B\n")))

    assert held(source) == {"index.md/a.md": "# A\n", "2024.2": "# B\n"}


def test_a_page_does_not_go_through_a_linked_folder(source: Path, tmp_path: Path):
    (tmp_path / "outside").mkdir()
    (source / "specs").symlink_to(tmp_path / "outside")

    write_source(source, (*PAGES, TextFile("specs/index.md", "# Specs\n")))

    assert (list((tmp_path / "outside").iterdir()), (source / "specs").is_symlink()) == ([], False)


@pytest.mark.parametrize("what", ["a folder of others", "a link", "a file"])
def test_what_is_not_ours_is_refused(what: str, tmp_path: Path):
    folder = tmp_path / "source"
    if what == "a folder of others":
        write(folder / "thesis.txt", "years of work")
    elif what == "a link":
        (tmp_path / "other").mkdir()
        folder.symlink_to(tmp_path / "other")
    else:
        write(folder, "years of work")

    with pytest.raises(WorkspaceError):
        write_source(folder, PAGES)
    assert held(tmp_path) in ({"source/thesis.txt": "years of work"}, {"source": "years of work"}, {})


def test_an_empty_folder_is_taken(tmp_path: Path):
    (tmp_path / "source").mkdir()

    assert write_source(tmp_path / "source", PAGES).changed == 3
