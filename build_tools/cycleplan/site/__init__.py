"""Runs Sphinx, guards what it wrote, swaps the new site in, and publishes it."""

from cycleplan.site.build import Built, build_site, check_written, lay_over, source_files, write_pages
from cycleplan.site.ledger import uncovered
from cycleplan.site.publish import (
    KEPT,
    Publication,
    PublishError,
    front_of,
    held,
    plan_publication,
    publish_site,
    published,
    roll_back,
    site_before,
)
from cycleplan.site.release import release
from cycleplan.site.sphinx import SiteError
from cycleplan.site.swap import pages_folder, served

__all__ = [
    "KEPT",
    "Built",
    "Publication",
    "PublishError",
    "SiteError",
    "build_site",
    "check_written",
    "front_of",
    "held",
    "lay_over",
    "pages_folder",
    "plan_publication",
    "publish_site",
    "published",
    "release",
    "roll_back",
    "served",
    "site_before",
    "source_files",
    "uncovered",
    "write_pages",
]
