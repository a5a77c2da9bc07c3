"""What is raised where a site cannot be made or handed on."""

from __future__ import annotations

from collections.abc import Sequence

_FAULTS_SHOWN = 20


class SiteError(Exception):
    """The site could not be built; the last good one stays. The text says what failed."""


def refuse(faults: Sequence[str]) -> None:
    """Raise SiteError with the first of these faults of a written site, where there is one."""
    if faults:
        more = f"\nand {len(faults) - _FAULTS_SHOWN} more" if len(faults) > _FAULTS_SHOWN else ""
        raise SiteError("the written site is refused:\n" + "\n".join(faults[:_FAULTS_SHOWN]) + more)
