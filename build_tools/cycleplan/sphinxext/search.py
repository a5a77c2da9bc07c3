"""What the search of Sphinx knows besides the words of pages: what things are called by, and which pages it leaves out.

Where Pagefind searches, Sphinx makes no index, and the search page has `choices.json`: the values of each filter.

The names of a page come from `found.json` beside the sources: a list of (name, fragment) for each page of the plan. A page
of the plan that it does not have is one of something that was removed, and is not found.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from cycleplan.sphinxext.html import THEME
from cycleplan.sphinxext.messages import THEME_NAME
from cycleplan.sphinxext.pagekind import is_docs

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

FOUND = "found.json"
CHOICES = "choices.json"
SCORER = THEME / "scorer.js"


def _name_page(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give a page its names as entries of an index, which the search looks through, and which are written nowhere."""
    found = _found(app)
    if found is None or is_docs(docname):
        return
    if docname not in found:
        app.env.metadata[docname]["no-search"] = ""
        return
    # What would part an entry in two is no part of a name that anybody types.
    entries = [("single", name.replace(";", " "), fragment, "main", None) for name, fragment in found[docname]]
    doctree.append(addnodes.index(entries=entries))


def _found(app: Sphinx) -> Mapping[str, Sequence[tuple[str, str]]] | None:
    known: Mapping[str, Sequence[tuple[str, str]]] | None = getattr(app, "_ptg_found", None)
    path = Path(app.srcdir, FOUND)
    if known is None and path.is_file():
        known = json.loads(path.read_text(encoding="utf-8"))
        app._ptg_found = known  # type: ignore[attr-defined]  # noqa: SLF001  # read once a run
    return known


def _leave_to_pagefind(app: Sphinx) -> None:
    """Make no index where it is Pagefind that searches."""
    if _is_left(app) and isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _write_search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, object], str]]:
    """Write the search page, which Sphinx writes only where it searches itself."""
    if _is_left(app) and app.config.ptg_frame:
        choices = json.loads(Path(app.srcdir, CHOICES).read_text(encoding="utf-8"))
        yield "search", {"choices": choices}, "search.html"


def _is_left(app: Sphinx) -> bool:
    return bool(app.config.html_theme == THEME_NAME and app.config.html_theme_options.get("search") == "pagefind")


def _set_scorer(app: Sphinx, config: Config) -> None:
    if config.html_theme == THEME_NAME and not config.html_search_scorer:
        config.html_search_scorer = str(SCORER)


def setup_search(app: Sphinx) -> None:
    """Register what pages are found by, and how what was found is put in order."""
    app.connect("config-inited", _set_scorer)
    app.connect("doctree-resolved", _name_page)
    app.connect("builder-inited", _leave_to_pagefind)
    app.connect("html-collect-pages", _write_search_page)
