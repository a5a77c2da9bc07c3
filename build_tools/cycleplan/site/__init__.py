"""Runs Sphinx, guards what it wrote, and swaps the new site in."""

from cycleplan.site.build import Built, build_site, check_written, generate, source_files
from cycleplan.site.sphinx import SiteError

__all__ = ["Built", "SiteError", "build_site", "check_written", "generate", "source_files"]
