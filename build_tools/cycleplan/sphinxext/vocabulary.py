"""The few words of markup that generated pages use beside CommonMark: anchors, facts, lists and states."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxRole

from cycleplan.model import Status
from cycleplan.sphinxext.messages import escaped

if TYPE_CHECKING:
    from docutils.nodes import Node, system_message
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

LISTS = ("actions", "decisions", "gone", "history", "log", "milestones", "moved", "numbers", "references", "rows", "ways")
ANCHOR_KINDS = ("topic", "owner", "spec", "action", "item")
_FIGURES = re.compile(r"([0-9]+) of ([0-9]+)\b", re.ASCII)
STATUSES = tuple(status.value for status in Status)


def slug(words: str) -> str:
    """Return the name that a state or a kind has in classes and in addresses."""
    return words.replace(" ", "-")


class anchor(nodes.Invisible, nodes.Inline, nodes.Element):  # noqa: N801  # docutils names its nodes so
    """The place that a fragment leads to; gone once what it stands in has its id."""


class aside(nodes.General, nodes.Element):  # noqa: N801  # as above
    """Facts beside the text."""


class crumbs(nodes.General, nodes.Element):  # noqa: N801  # as above
    """The way down to a page."""


class AnchorRole(SphinxRole):
    """`action 2024.2/manila/cephfs#a1`: gives what it stands in that fragment as its id, and the domain that object."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        kind, _, name = self.text.partition(" ")
        if kind not in ANCHOR_KINDS or not name:
            message = self.inliner.reporter.error(f"no anchor {self.text!r}", line=self.lineno)
            return [], [message]
        page, _, fragment = name.partition("#")
        return [anchor(kind=kind, name=name, fragment=fragment or page.rpartition("/")[2])], []


class StatusRole(SphinxRole):
    """`done`: a state as a shape and a word."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        if self.text not in STATUSES:
            return [], [self.inliner.reporter.error(f"no status {self.text!r}", line=self.lineno)]
        return [nodes.inline("", self.text, classes=["status", f"s-{slug(self.text)}"])], []


class day(nodes.Inline, nodes.TextElement):  # noqa: N801  # as above
    """A day in words, and for programs."""


class DayRole(SphinxRole):
    """`2024-06-14 10-14 June 2024`: the day that it comes to, and its words."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        on, _, words = self.text.partition(" ")
        try:
            return [day("", words, on=date.fromisoformat(on).isoformat())], []
        except ValueError:
            return [], [self.inliner.reporter.error(f"no day {self.text!r}", line=self.lineno)]


class progress(nodes.Inline, nodes.TextElement):  # noqa: N801  # docutils names its nodes so
    """How much of something is done, as a bar beside its words."""


class ProgressRole(SphinxRole):
    """`1 of 2 done`: the words, with a bar where they give figures."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        return [progress("", self.text, classes=["progress"])], []


class WordRole(SphinxRole):
    """A few words of our own in a class of their own."""

    def __init__(self, css_class: str) -> None:
        super().__init__()
        self.css_class = css_class

    def run(self) -> tuple[list[Node], list[system_message]]:
        return [nodes.inline("", self.text, classes=[self.css_class])], []


class Lead(SphinxDirective):
    """The sentence that says what a page is about."""

    has_content = True

    def run(self) -> list[Node]:
        read = self.parse_content_to_nodes()
        for paragraph in read:
            if isinstance(paragraph, nodes.paragraph):
                paragraph["classes"].append("lead")
        return read


class List(SphinxDirective):
    """A bullet list of one of the kinds that pages have."""

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {}

    def run(self) -> list[Node]:
        name = self.arguments[0]
        if name not in LISTS:
            raise self.error(f"no list {name!r}")
        read = self.parse_content_to_nodes()
        for bullets in read:
            if isinstance(bullets, nodes.bullet_list):
                bullets["classes"].append(name)
        return read


class Facts(SphinxDirective):
    """A list of labels, each with a list of what stands beside it, as an aside."""

    has_content = True

    def run(self) -> list[Node]:
        beside = aside()
        for bullets in self.parse_content_to_nodes():
            if isinstance(bullets, nodes.bullet_list):
                beside += nodes.definition_list("", *(_fact(item) for item in bullets.findall(nodes.list_item) if item.parent is bullets))
        return [beside]


class Crumbs(SphinxDirective):
    """A list of links, from the home page down."""

    has_content = True

    def run(self) -> list[Node]:
        return [crumbs("", *self.parse_content_to_nodes())]


def _fact(item: nodes.list_item) -> nodes.definition_list_item:
    label, *values = item.children
    # The space keeps a label and its value two words in what a search shows.
    term = nodes.term("", "", *label.children, nodes.Text(" "))
    paragraphs = [paragraph for value in values for paragraph in value.findall(nodes.paragraph)]
    return nodes.definition_list_item("", term, nodes.definition("", *(_detached(paragraph) for paragraph in paragraphs)))


def _detached(paragraph: nodes.paragraph) -> nodes.paragraph:
    return nodes.paragraph("", "", *paragraph.children)


def _visit_aside(self: HTML5Translator, node: aside) -> None:
    self.body.append('<aside class="facts">')


def _depart_aside(self: HTML5Translator, node: aside) -> None:
    self.body.append("</aside>\n")


def _visit_day(self: HTML5Translator, node: day) -> None:
    self.body.append(f'<time datetime="{node["on"]}">')


def _depart_day(self: HTML5Translator, node: day) -> None:
    self.body.append("</time>")


def _visit_crumbs(self: HTML5Translator, node: crumbs) -> None:
    label = escaped("Breadcrumb")
    self.body.append(f'<nav class="crumbs" aria-label="{label}">')


def _depart_crumbs(self: HTML5Translator, node: crumbs) -> None:
    self.body.append("</nav>\n")


def _visit_progress(self: HTML5Translator, node: progress) -> None:
    figures = _FIGURES.match(node.astext())
    bar = f'<progress value="{figures[1]}" max="{figures[2]}" aria-hidden="true"></progress> ' if figures else ""
    self.body.append(f'<span class="progress">{bar}')


def _depart_progress(self: HTML5Translator, node: progress) -> None:
    self.body.append("</span>")


def setup_vocabulary(app: Sphinx) -> None:
    """Register the directives, roles and nodes of generated pages."""
    app.add_node(aside, html=(_visit_aside, _depart_aside))
    app.add_node(crumbs, html=(_visit_crumbs, _depart_crumbs))
    app.add_node(day, html=(_visit_day, _depart_day))
    app.add_node(anchor)
    app.add_node(progress, html=(_visit_progress, _depart_progress))
    app.add_directive("ptg-lead", Lead)
    app.add_directive("ptg-list", List)
    app.add_directive("ptg-facts", Facts)
    app.add_directive("ptg-crumbs", Crumbs)
    app.add_role("ptg-status", StatusRole())
    app.add_role("ptg-progress", ProgressRole())
    app.add_role("ptg-day", DayRole())
    app.add_role("ptg-chip", WordRole("chip"))
    app.add_role("ptg-figure", WordRole("figure"))
