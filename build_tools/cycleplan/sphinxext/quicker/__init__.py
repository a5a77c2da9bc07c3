"""What Sphinx, MyST and docutils do again and again for each page, done once or not at all: no byte of a site is another for it.

All that is changed of other people's code is here. Each change holds for the versions that it was tried with, and is left
out with any other, where a build takes longer and comes to the same.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes
from docutils.transforms.references import DanglingReferences
from markdown_it.common import normalize_url
from myst_parser.mdit_to_docutils import base
from sphinx.builders import Builder
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.search.en import SearchEnglish
from sphinx.transforms import ApplySourceWorkaround
from sphinx.transforms.i18n import TranslationProgressTotaliser
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform
from sphinx.util import docutils as sphinx_docutils
from sphinx.util.docutils import SphinxTranslator
from sphinx_design.aside import AsideHtmlTransform
from sphinx_design.tabs import TabSetHtmlTransform

from cycleplan.sphinxext.quicker import remembering, skipping, walking, writing

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_TRIED = {
    "docutils": ("0.22", "0.23"),
    "markdown-it-py": ("4",),
    "myst-parser": ("5",),
    "Sphinx": ("9.0", "9.1", "9.2"),
    "sphinx-design": ("0.7", "0.8"),
}
"""The beginnings of the versions that the changes were tried with."""


class Change(NamedTuple):
    """One thing of another package that is replaced: where it is, what stands there, and what takes its place."""

    package: str
    owner: Any
    name: str
    theirs: Any
    ours: Any


CHANGES = (
    Change("docutils", nodes.Node, "findall", walking.slow_findall, walking.findall),
    Change("docutils", nodes.Node, "setup_child", walking.slow_setup, walking.setup_child),
    Change("docutils", nodes.Node, "walk", walking.slow_walk, walking.walk),
    Change("docutils", nodes.Node, "walkabout", walking.slow_walkabout, walking.walkabout),
    Change("docutils", DanglingReferences, "apply", skipping.slow_dangling, skipping.dangling),
    Change("markdown-it-py", normalize_url, "normalizeLink", remembering.slow_address, remembering.address),
    Change("markdown-it-py", normalize_url, "normalizeLinkText", remembering.slow_address_text, remembering.address_text),
    Change("myst-parser", base, "get_default_settings", remembering.slow_defaults, remembering.SETTINGS.of_parts),
    Change("Sphinx", sphinx_docutils, "_get_settings", remembering.slow_settings, remembering.SETTINGS.of_page),
    Change("Sphinx", ApplySourceWorkaround, "apply", skipping.slow_sources, skipping.sources),
    Change("Sphinx", HighlightLanguageTransform, "apply", skipping.slow_highlight, skipping.highlight),
    Change("Sphinx", TranslationProgressTotaliser, "apply", skipping.slow_total, skipping.total),
    Change("Sphinx", SphinxTranslator, "dispatch_visit", writing.slow_visit, writing.visit),
    Change("Sphinx", SphinxTranslator, "dispatch_departure", writing.slow_departure, writing.departure),
    Change("Sphinx", Builder, "write_doctree", writing.slow_doctree, writing.keep_doctree),
    Change("sphinx-design", AsideHtmlTransform, "run", skipping.slow_asides, skipping.asides),
    Change("sphinx-design", TabSetHtmlTransform, "run", skipping.slow_tabs, skipping.tabs),
)


@cache
def is_tried(package: str) -> bool:
    """Tell whether the changes were tried with the version of a package that is installed."""
    return f"{version(package)}.".startswith(tuple(f"{begins}." for begins in _TRIED[package]))


@contextmanager
def only_run() -> Iterator[None]:
    """Let a clean run of Sphinx without `-j`, from which no other goes on, do less; all its trees are made within."""
    with walking.kinds_remembered(), writing.nothing_after():
        yield


def _begin(app: Sphinx, config: Config) -> None:
    """Replace what is slow where it is known, or put it back."""
    remembering.SETTINGS.clear()
    for change in CHANGES:
        setattr(change.owner, change.name, change.ours if config.ptg_quicker and is_tried(change.package) else change.theirs)
    app.add_search_language(remembering.RememberingEnglish if config.ptg_quicker else SearchEnglish)
    if config.ptg_quicker and not app.verbosity:
        # Messages for those who debug Sphinx are shown to nobody then, but made all the same, some sixty a page.
        logging.getLogger("sphinx").setLevel(logging.WARNING if app.quiet else logging.INFO)


def _keep_templates(app: Sphinx) -> None:
    templates = getattr(app.builder, "templates", None)
    if app.config.ptg_quicker and isinstance(templates, BuiltinTemplateLoader):
        templates.environment.bytecode_cache = remembering.COMPILED


def setup_quicker(app: Sphinx) -> None:
    """Register what is done once; `ptg_quicker = False` leaves it out, for measuring what it brings."""
    app.add_config_value("ptg_quicker", True, "", frozenset({bool}))
    app.connect("config-inited", _begin)
    app.connect("builder-inited", _keep_templates)
