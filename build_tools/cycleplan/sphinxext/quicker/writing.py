"""What Sphinx does for each page that it writes, and need not do again, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import partial
from typing import TYPE_CHECKING

from sphinx.builders import Builder
from sphinx.util.docutils import SphinxTranslator

if TYPE_CHECKING:
    from docutils import nodes

    Method = Callable[[nodes.Node], None]

slow_visit = SphinxTranslator.dispatch_visit
slow_departure = SphinxTranslator.dispatch_departure
slow_doctree = Builder.write_doctree


def visit(self: SphinxTranslator, node: nodes.Node) -> None:
    """Write the beginning of a node, by the method that was found for the first of its kind on the page."""
    _method(self, "visit", type(node), slow_visit)(node)


def departure(self: SphinxTranslator, node: nodes.Node) -> None:
    """Write the end of a node, as `visit` does its beginning."""
    _method(self, "depart", type(node), slow_departure)(node)


def _method(writer: SphinxTranslator, what: str, kind: type, slow: Callable[[SphinxTranslator, nodes.Node], None]) -> Method:
    # Each writer has methods of its own, as extensions give them to it, and there is a writer for each page.
    known: dict[tuple[str, type], Method] = writer.__dict__.setdefault("_ptg_methods", {})
    method = known.get((what, kind))
    if method is None:
        named = (getattr(writer, f"{what}_{one.__name__}", None) for one in kind.__mro__)
        method = known[what, kind] = next(filter(None, named), None) or partial(slow, writer)
    return method


_goes_on = True


@contextmanager
def nothing_after() -> Iterator[None]:
    """Let a run of Sphinx keep no tree of a page on the disk: no run goes on from it, and the run itself has them in memory."""
    global _goes_on  # what writes trees is a method of Sphinx
    _goes_on = False
    try:
        yield
    finally:
        _goes_on = True


def keep_doctree(self: Builder, docname: str, doctree: nodes.document, *, _cache: bool = True) -> None:
    """Keep the tree of a page as `sphinx.builders.Builder.write_doctree` does, on the disk only for a run that comes after."""
    if _goes_on or not _cache:
        slow_doctree(self, docname, doctree, _cache=_cache)
        return
    doctree.reporter = None  # type: ignore[assignment]
    doctree.transformer = None  # type: ignore[assignment]
    doctree.settings = copy(doctree.settings)
    doctree.settings.env = None
    self.env._write_doc_doctree_cache[docname] = doctree  # noqa: SLF001  # the only way in
