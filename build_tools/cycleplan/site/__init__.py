"""Runs Sphinx, guards what it wrote, and swaps the new site in."""

from cycleplan.site.build import Built, build_site, check_written, lay_over, source_files, write_pages
from cycleplan.site.sphinx import SiteError

__all__ = ["Built", "SiteError", "build_site", "check_written", "lay_over", "source_files", "write_pages"]
