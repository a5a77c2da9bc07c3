"""What is raised where a site cannot be made or handed on."""

from __future__ import annotations


class SiteError(Exception):
    """The site could not be built; the last good one stays. The text says what failed."""
