"""The real site against its ledger: take away what any line of it stands for, and the site is refused by that name."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from projects import REPOSITORY, copy_repository

from cycleplan.pipeline import Outcome, run
from cycleplan.site.build import build_site
from cycleplan.site.errors import SiteError
from cycleplan.site.guard import PageReading, lost_addresses
from cycleplan.site.making import check_written
from cycleplan.textfile import TextFile
from cycleplan.workspace import read_docs, read_notes_folder

Site = tuple[Path, Outcome, tuple[TextFile, ...]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    project = copy_repository(tmp_path_factory.mktemp("ledger"))
    built = build_site(project, report=str)
    assert built.html is not None
    docs = read_docs(project.docs)
    return built.html.resolve(), run(read_notes_folder(project.notes).files, docs=docs), docs


def test_the_real_notes_are_all_recorded():
    outcome = run(read_notes_folder(REPOSITORY / "source_notes").files, docs=read_docs(REPOSITORY / "docs"))

    assert [str(problem) for problem in outcome.problems] == []
    assert len(outcome.plan.ledger.published) > 300


def test_each_line_of_the_ledger_is_missed_when_what_it_stands_for_is_gone(site: Site):
    html, outcome, docs = site
    readings = check_written(html, outcome, docs)
    files = frozenset(path.relative_to(html).as_posix() for path in html.rglob("*") if path.is_file())
    published = outcome.plan.ledger.published

    missed = {path: lost(path, readings, files) for path in published}

    assert [path for path, told in missed.items() if path not in told] == []
    assert [path for path, told in missed.items() if not told <= {other for other in published if other.startswith(path)}] == []


@pytest.mark.parametrize("name", ["2024.2/manila/cephfs.html", "dalmatian/manila/index.html", "objects.inv"])
def test_a_site_without_a_file_that_was_published_is_refused(name: str, site: Site):
    html, outcome, docs = site
    content = (html / name).read_bytes()
    (html / name).unlink()
    try:
        with pytest.raises(SiteError, match=f"/{name.removesuffix('index.html')}: published once, and now nothing is there"):
            check_written(html, outcome, docs)
    finally:
        (html / name).write_bytes(content)


def lost(path: str, readings: dict[str, PageReading], files: frozenset[str]) -> set[str]:
    """Return the published paths that a site misses once the target of one is taken out of it."""
    place, _, fragment = path.removeprefix("/").partition("#")
    file = f"{place}index.html" if place.endswith("/") or not place else place
    if fragment:
        readings = readings | {file: replace(readings[file], ids=readings[file].ids - {fragment})}
    else:
        files = files - {file}
    return {told.partition(": ")[0] for told in lost_addresses(readings, files, PUBLISHED)}


PUBLISHED = tuple(run(read_notes_folder(REPOSITORY / "source_notes").files, docs=()).plan.ledger.published)
