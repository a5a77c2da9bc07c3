"""The text twin of a page of the handbook: Sphinx's own plain text of it, with the address of each link by its number.

The twins of the plan's pages are made from the notes; a page of the handbook has no notes, and may hold whatever Sphinx
knows, so that it is Sphinx that says it in text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from docutils import nodes
from sphinx.writers.text import TextTranslator

from cycleplan.model import TWIN, Address
from cycleplan.sphinxext.html import alternates
from cycleplan.sphinxext.pagekind import is_docs
from cycleplan.textfile import marked

if TYPE_CHECKING:
    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


_UNDERLINES = "=-~\"'^"
"""Those of the plan's own twins come first."""
_INDEX = re.compile(r"(?<=/)index\.html(?=#|$)")
_AT_AN_EDGE = re.compile(r"^(?=From )|[ ]+$", re.MULTILINE)


class _Text(TextTranslator):
    """Plain text of a page; a node that nobody has a text for is said by what is in it."""

    def __init__(self, page: nodes.document, builder: Builder) -> None:
        super().__init__(page, builder)  # type: ignore[arg-type]  # it asks for no more than every builder has
        self.sectionchars = _UNDERLINES
        self.nl = "\n"

    def unknown_visit(self, node: Node) -> None:
        """Go on with what is in it."""

    def unknown_departure(self, node: Node) -> None:
        """Have nothing to end."""


def _write_text(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    if doctree is None or not is_docs(pagename) or f"{pagename}{TWIN}" not in (path for path, _ in alternates(app).get(pagename, ())):
        return
    text = text_of(doctree.deepcopy(), app.config.html_baseurl.rstrip("/") + Address(pagename).canonical, app.builder)
    path = Path(app.outdir, f"{pagename}{TWIN}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(marked(text), encoding="utf-8", newline="\n")


def text_of(page: nodes.document, address: str, builder: Builder) -> str:
    """Return the text of a page that is at an address; the page is changed on the way."""
    listed = "\n".join(f"[{number}] {to}" for to, number in _number_links(page, address).items())
    for note in page.findall(lambda node: isinstance(node, nodes.Admonition) and not isinstance(node, nodes.admonition)):
        # The writer of HTML has put the name of the note into it, which that of text knows by itself.
        note.children = [child for child in note.children if not isinstance(child, nodes.title)]
    for table in list(page.findall(nodes.table)):
        _unfold(table)
    writer = _Text(page, builder)
    page.walkabout(writer)
    title, _, body = writer.body.strip().partition("\n\n")
    # A mailbox is divided at lines that begin with `From ` (RFC 4155, appendix A), and a space at an end joins lines (RFC 3676).
    said = _AT_AN_EDGE.sub(lambda edge: "" if edge[0] else " ", body.strip())
    return "\n\n".join(filter(None, (title, address, said, listed))) + "\n"


def _number_links(page: nodes.document, address: str) -> dict[str, int]:
    """Put the number of its address behind each link, and return the numbers; a link that says its address needs none."""
    numbers: dict[str, int] = {}
    for link in page.findall(nodes.reference):
        to = urljoin(address, link.get("refuri", ""))
        to = _INDEX.sub("", to) if link.get("internal") else to
        if to not in (address, link.astext()):
            link.append(nodes.Text(f" [{numbers.setdefault(to, len(numbers) + 1)}]"))
    return numbers


def _unfold(table: nodes.table) -> None:
    """Make a list of a table of plain words, which no line of a mail has room for: a row an entry, each cell with its heading."""
    rows = [[entry.children for entry in row] for row in table.findall(nodes.row)]
    if not all(isinstance(part, nodes.paragraph) for row in rows for cell in row for part in cell):
        return
    head = next((len(list(head.findall(nodes.row))) for head in table.findall(nodes.thead)), 0)
    names = [" ".join(part.astext() for part in cell) for cell in rows[0]] if head == 1 else [""] * len(rows[0])
    table.replace_self(nodes.bullet_list("", *(nodes.list_item("", *_cells(names, row)) for row in rows[head:])))


def _cells(names: Sequence[str], row: Sequence[Sequence[Node]]) -> Iterator[Node]:
    between = ""
    for name, cell in zip(names, row, strict=False):
        if any(part.astext() for part in cell):
            yield nodes.Text(between + (f"{name}: " if name else ""))
            yield from (child for part in cell for child in part.children)
            between = " · "


def setup_twins(app: Sphinx) -> None:
    """Register what writes them."""
    app.connect("html-page-context", _write_text)
