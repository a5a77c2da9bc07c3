"""Gives what the notes name its id: the written anchors of a page become the ids of its sections and items."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from cycleplan.sphinxext.domain import PlanDomain, PlanObject
from cycleplan.sphinxext.pagekind import is_docs
from cycleplan.sphinxext.vocabulary import anchor

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

OBJECTS = "objects.json"
"""Beside the pages of a run: the objects on pages that are rendered apart, as {kind: {name: [page, fragment, title]}}."""
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


def _take_objects(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Take in what the plan has beside the pages of this run, so that these can cite it."""
    path, domain = Path(app.srcdir, OBJECTS), env.domains["ptg"]
    if path.is_file() and isinstance(domain, PlanDomain):
        known = json.loads(path.read_text(encoding="utf-8"))
        domain.objects.update({(kind, name): PlanObject(*place) for kind, things in known.items() for name, place in things.items()})


def setup_anchors(app: Sphinx) -> None:
    """Register what places the anchors, and what knows of those elsewhere."""
    app.connect("env-before-read-docs", _take_objects)
    app.add_transform(PlaceAnchors)
