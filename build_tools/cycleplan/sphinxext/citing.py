"""The directive `ptg-cite`: how to cite an item, out of the way until somebody asks for it."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from cycleplan.sphinxext.messages import _

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


_NAMES = {"topic": _("Cite this topic"), "part": _("Cite this part"), "item": _("Cite {}")}


class cite(nodes.General, nodes.TextElement):  # noqa: N801  # docutils names its nodes so
    """A note to copy, which search does not see, and a link to the short address where there is one."""


class Cite(SphinxDirective):
    """`ptg-cite item a1`, `ptg-cite topic` or `ptg-cite part ID`: a note, and on a second line the name of a short address."""

    has_content = True
    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[Node]:
        if self.arguments[0] not in _NAMES or not self.content:
            raise self.error(f"what is cited is one of {', '.join(_NAMES)}, with its note below")
        note, *short = self.content
        links = (nodes.reference("", f"/{page}.html", refuri=f"plan:{page}") for page in short)
        return [cite("", "", *links, name=_name(*self.arguments), note=unescape(note))]


def _name(what: str, number: str = "") -> str:
    return str(_NAMES[what]).format(number)


def _visit_cite(self: HTML5Translator, node: cite) -> None:
    name, note = self.encode(node["name"]), self.encode(node["note"])
    self.body.append(f'<details class="cite" name="cite"><summary>{name}</summary><code>{note}</code>')


def _depart_cite(self: HTML5Translator, node: cite) -> None:
    self.body.append("</details>\n")


def setup_citing(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(cite, html=(_visit_cite, _depart_cite))
    app.add_directive("ptg-cite", Cite)
