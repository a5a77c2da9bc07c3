"""Gives what the notes name its id: the written anchors of a page become the ids of its sections and items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from cycleplan.sphinxext.domain import PlanDomain, PlanObject
from cycleplan.sphinxext.pagekind import is_docs
from cycleplan.sphinxext.vocabulary import anchor

if TYPE_CHECKING:
    from sphinx.application import Sphinx

PAGE_ID = "top"
"""The id of a page's first section where the notes mint none for it."""


class PlaceAnchors(SphinxTransform):
    """Gives sections and items the ids of their anchors, and the domain its objects; no id comes from a title."""

    default_priority = 210

    def apply(self) -> None:
        if is_docs(self.env.docname):
            return
        for section in self.document.findall(nodes.section):
            section["ids"] = [PAGE_ID]
            section["names"] = []
        domain = self.env.domains["ptg"]
        assert isinstance(domain, PlanDomain)
        for mark in list(self.document.findall(anchor)):
            place, title = _place_of(mark)
            mark.parent.remove(mark)
            place["ids"] = [mark["fragment"]]
            if mark["kind"] != "item":
                domain.note(mark["kind"], mark["name"], PlanObject(self.env.docname, mark["fragment"], " ".join(title.split())))


def _place_of(mark: anchor) -> tuple[nodes.Element, str]:
    parent = mark.parent
    assert parent.parent is not None
    # A title that held the state would change whenever the state does.
    shown = (
        child.astext() for child in parent.children if not isinstance(child, nodes.Element) or "status" not in child.get("classes", ())
    )
    return parent.parent, "".join(shown)


def setup_anchors(app: Sphinx) -> None:
    """Register what places the anchors."""
    app.add_transform(PlaceAnchors)
