"""Steps that a page passes through and that have nothing to do there: each is left out where the page has nothing for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.transforms.references import DanglingReferences
from sphinx import addnodes
from sphinx.transforms import ApplySourceWorkaround
from sphinx.transforms.i18n import TranslationProgressTotaliser
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform
from sphinx.util.nodes import apply_source_workaround
from sphinx_design.aside import AsideHtmlTransform
from sphinx_design.shared import is_component
from sphinx_design.tabs import TabSetHtmlTransform

if TYPE_CHECKING:
    from docutils.transforms import Transform

_HIGHLIGHTED = (nodes.literal_block, addnodes.highlightlang)
_MENDED = (
    *(nodes.literal_block, nodes.doctest_block, nodes.title, nodes.topic, nodes.image, nodes.rubric, nodes.classifier),
    *(nodes.line, nodes.field_name),
)
"""What Sphinx may look up the source of, or the place in it. All else gets a source that only translations and messages have a use for."""
_NAMING = (nodes.reference, nodes.footnote_reference, nodes.citation_reference)

slow_sources = ApplySourceWorkaround.apply
slow_highlight = HighlightLanguageTransform.apply
slow_dangling = DanglingReferences.apply
slow_tabs = TabSetHtmlTransform.run
slow_asides = AsideHtmlTransform.run
slow_total = TranslationProgressTotaliser.apply


def _has(page: nodes.document, *kinds: type[nodes.Element]) -> bool:
    return any(True for kind in kinds for _ in page.findall(kind))


def highlight(self: Transform, **options: Any) -> None:
    """Give each block of code its language, where the page has one."""
    if _has(self.document, *_HIGHLIGHTED):
        slow_highlight(self, **options)  # type: ignore[arg-type]


def dangling(self: Transform) -> None:
    """Find what a reference by name leads to, and what no reference leads to, where the page has names."""
    by_name = any("refname" in node for kind in _NAMING for node in self.document.findall(kind))
    if by_name or _has(self.document, nodes.target):
        slow_dangling(self)  # type: ignore[arg-type]


def asides(self: Transform, **options: Any) -> None:
    """Make asides, where the page has one."""
    if _has_component(self.document, "aside"):
        slow_asides(self, **options)  # type: ignore[arg-type]


def tabs(self: Transform, **options: Any) -> None:
    """Make sets of tabs, where the page has one."""
    if _has_component(self.document, "tab-set"):
        slow_tabs(self, **options)  # type: ignore[arg-type]


def _has_component(page: nodes.document, name: str) -> bool:
    return any(is_component(node, name) for node in page.findall(nodes.container))


def sources(self: Transform, **options: Any) -> None:
    """Give what is mended its source, without a look at all else."""
    for kind in _MENDED:
        for node in self.document.findall(kind):
            apply_source_workaround(node)


def total(self: Transform, **options: Any) -> None:
    """Count what is translated, where the page may say how much is."""
    if _has(self.document, nodes.substitution_reference):
        slow_total(self, **options)  # type: ignore[arg-type]
