"""A plan with two topics, its builds, and edits of it."""

from __future__ import annotations

from projects import TINY, tree, write

from cycleplan.site.build import Built, Wanted, build_site
from cycleplan.workspace import Project

SAID = "discussion: Much was said.\n"
TWO: dict[str, str] = {
    **TINY,
    "2024.2/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [weigher, cephfs]\n",
    "2024.2/manila/weigher.yaml": TINY["2024.2/manila/weigher.yaml"] + SAID,
    "2024.2/manila/cephfs.yaml": "title: CephFS\nkind: debt\nsummary: What becomes of it.\ndiscussion: It stays.\n",
}
"""The notes of a plan with two topics."""
WEIGHER, CEPHFS = "2024.2/manila/weigher.yaml", "2024.2/manila/cephfs.yaml"


def quiet(_: str) -> None:
    """Take no notice."""


def built(project: Project, *, is_strict: bool = False) -> Built:
    """Build."""
    return build_site(project, report=quiet, wanted=Wanted(strict=is_strict))


def forced(project: Project) -> dict[str, str]:
    """Return the hash of each file of the site that a build of everything makes out of what is there."""
    return site(build_site(project, report=quiet, wanted=Wanted(force=True)))


def site(found: Built) -> dict[str, str]:
    """Return the hash of each file of a site."""
    assert found.html, found.problems
    return tree(found.html.resolve())


def edited(project: Project, path: str, old: str, new: str) -> None:
    """Put a text into the place of another in a note."""
    text = (project.notes / path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    write(project.notes / path, text.replace(old, new))


def parts(project: Project) -> set[str]:
    """Return the names of the parts that were rendered: whoever builds an edit the long way renders one more."""
    return {path.name for path in (project.build / "parts").glob("??/*")}
