"""Notes of which a few files say something else than when the site that is served was built."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cycleplan.site.looks import Look
from cycleplan.site.stamps import Reading, recall_but
from cycleplan.site.swap import is_current
from cycleplan.textfile import TextFile
from cycleplan.workspace import Project, read_note

_MOST = 16
"""Files: whoever changes more at once does not wait for one."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What was read when the site was built, what is there now, and the files that say something else, which may be none."""

    before: Reading
    now: Reading
    files: tuple[TextFile, ...]


def find_edited(project: Project, looked: Look) -> Edited | None:
    """Return what was edited since the site that is served was built, where that is known and is only some of the notes."""
    known = recall_but(project, looked)
    if known is None or len(known[1]) > _MOST or not is_current(project.html, known[0].seen.key):
        return None
    before, paths = known
    read = [read_note(project.notes, path) for path in paths]
    files = tuple(file for file in read if isinstance(file, TextFile))
    if len(files) < len(read):
        return None
    now = replace(before, notes=before.notes.replaced({file.path: file.hashed for file in files}))
    return Edited(before, now, tuple(file for file in files if before.notes.get(file.path) != file.hashed))
