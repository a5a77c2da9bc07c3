"""What Sphinx and sphinx-design write that a page of ours cannot have as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator
from sphinx_design.tabs import sd_tab_label

from cycleplan.sphinxext.messages import THEME_NAME, escaped

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def _visit_table(self: HTML5Translator, node: nodes.table) -> None:
    # A table wider than a phone scrolls, and whoever has only a keyboard has to be able to scroll it.
    label = escaped("Table")
    self.body.append(f'<div class="wide" role="group" tabindex="0" aria-label="{label}">')
    HTML5Translator.visit_table(self, node)


def _depart_table(self: HTML5Translator, node: nodes.table) -> None:
    HTML5Translator.depart_table(self, node)
    self.body.append("</div>\n")


def _frame_tables(app: Sphinx) -> None:
    """Let tables scroll in a frame, where the theme is ours; others have their own way."""
    if app.config.html_theme == THEME_NAME:
        app.add_node(nodes.table, override=True, html=(_visit_table, _depart_table))


def _free_labels(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Take from a label what only the control itself may say (ARIA in HTML, section 4, `label`)."""
    for label in doctree.findall(sd_tab_label):
        label.attributes.pop("aria_controls", None)


def setup_mended(app: Sphinx) -> None:
    """Register what is mended."""
    app.connect("builder-inited", _frame_tables)
    app.connect("doctree-resolved", _free_labels)
