"""What the notes of a project come to, with the help of what its builds remember."""

from __future__ import annotations

from collections.abc import Iterable

from cycleplan.hands import many_hands
from cycleplan.pipeline import Outcome, run
from cycleplan.site.build import settings_files
from cycleplan.site.fingerprint import program
from cycleplan.site.remembered import Remembered
from cycleplan.textfile import TextFile
from cycleplan.workspace import Intake, Project, WorkspaceError


def outcome_of(project: Project, intake: Intake, docs: Iterable[TextFile]) -> Outcome:
    """Return what the notes of a project come to, without making what its builds remember; nothing is written."""
    try:
        settings = settings_files(project)
    except WorkspaceError:
        # Without settings of Sphinx there was no build.
        return run(intake.files, intake.problems, docs, hands=many_hands())
    remembered = Remembered(project, program(settings))
    return run(intake.files, intake.problems, docs, remembered.memory(), remembered.topics(intake.files), many_hands())
