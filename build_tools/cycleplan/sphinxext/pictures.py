"""The directive `ptg-picture`: puts a drawing of the generated source on its page.

A page can only name a picture that was drawn for it: the file's name begins with the page's, and its bytes are held
against the manifest as those of a page are.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

FOLDER = "pictures"
_NAME = re.compile(r"[a-z-]+")


class picture(nodes.General, nodes.Element):  # noqa: N801  # docutils names its nodes so
    """A drawing, as the markup that it was drawn as; its words stand beside it as a list, so that search finds them there."""


class Picture(SphinxDirective):
    """`ptg-picture NAME`: the drawing NAME of this page."""

    required_arguments = 1

    def run(self) -> list[Node]:
        name = self.arguments[0]
        path = f"{FOLDER}/{self.env.docname}.{name}.svg"
        if not _NAME.fullmatch(name) or not Path(self.env.srcdir, path).is_file():
            raise self.error(f"no picture {name!r}")
        self.env.note_dependency(path)
        return [picture(drawn=Path(self.env.srcdir, path).read_text(encoding="utf-8"), path=path)]


def _visit_picture(self: HTML5Translator, node: picture) -> None:
    self.body.append(node["drawn"])
    raise nodes.SkipNode


def setup_pictures(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(picture, html=(_visit_picture, None))
    app.add_directive("ptg-picture", Picture)
