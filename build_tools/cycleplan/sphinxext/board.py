"""The directive `ptg-board`: the controls of the list that follows, for the script of the board.

They are on the page with the room that they take, and unseen until the script is there, so that nothing moves.
"""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from cycleplan.model import Status
from cycleplan.sphinxext.messages import THEME_NAME, _, escaped
from cycleplan.sphinxext.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils.nodes import Node
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


CHOICES = ("owner", "kind", "spec", "cycle", "team")


class board(nodes.General, nodes.Element):  # noqa: N801  # docutils names its nodes so
    """The controls."""


class Board(SphinxDirective):
    """`ptg-board`: the controls, with a line `NAME VALUE LABEL` for each choice."""

    has_content = True

    def run(self) -> list[Node]:
        choices = [tuple(unescape(line).split(" ", 2)) for line in self.content]
        if not all(len(choice) == 3 and choice[0] in CHOICES for choice in choices):
            raise self.error(f"no choices {choices!r}")
        return [board(choices=choices)]


def _visit_board(self: HTML5Translator, node: board) -> None:
    # A theme without our script and our sheet would show them, to no use.
    if self.config.html_theme == THEME_NAME:
        self.body.extend(_controls(self, node["choices"]))
    raise nodes.SkipNode


def _controls(writer: HTML5Translator, choices: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    def choice(name: str, label: str, *first: tuple[str, str]) -> str:
        options = (*first, *((value, words) for of, value, words in choices if of == name))
        written = "".join(f'<option value="{writer.attval(value)}">{writer.encode(words)}</option>' for value, words in options)
        return f'<label>{writer.encode(label)} <select name="{name}">{written}</select></label>\n'

    still_open = " ".join(slug(status) for status in Status if status.is_open)
    label = escaped("Filter the action items")
    yield f'<form class="board" role="search" aria-label="{label}" autocomplete="off">\n'
    yield choice("status", _("Status"), ("", _("All")), (still_open, _("Not closed")), *((slug(s), s.value) for s in Status))
    yield choice("owner", _("Owner"), ("", _("Everyone")))
    yield choice("kind", _("Kind of topic"), ("", _("All")))
    yield choice("spec", _("Work item"), ("", _("All")))
    yield choice("cycle", _("Cycle"), ("", _("All")))
    yield choice("team", _("Team"), ("", _("All")))
    yield choice("sort", _("Sort by"), ("", _("As listed")), ("due", _("Due")), ("owner", _("Owner")), ("topic", _("Topic")))
    contains, clear, count = escaped("Contains"), escaped("Clear"), escaped("{shown} of {all} shown")
    yield f'<label>{contains} <input type="search" name="q"></label>\n'
    yield f'<button type="reset">{clear}</button>\n<output>{count}</output>\n</form>\n'


def setup_board(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(board, html=(_visit_board, None))
    app.add_directive("ptg-board", Board)
