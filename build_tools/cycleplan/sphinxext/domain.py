"""The `ptg` domain: topics, owners, specs and action items that any document can cite by name.

In MyST `{ptg:topic}` and in reST `:ptg:topic:` with a name such as `2024.2/manila/cephfs`, of this site or, through
intersphinx, of another. Such another names this module, `cycleplan.sphinxext.domain`, among its extensions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from cycleplan import __version__
from cycleplan.sphinxext.vocabulary import AnchorRole

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

_LOGGER = logging.getLogger(__name__)


class PlanObject(NamedTuple):
    """An object of the plan: where it is, and what it is called."""

    docname: str
    fragment: str
    title: str


class PlanDomain(Domain):
    """Objects by (kind, name); a topic's name is its page, an action item's has the fragment too."""

    name = "ptg"
    label = "Cycle plan"
    object_types: ClassVar = {kind: ObjType(kind, kind) for kind in ("topic", "owner", "spec", "action")}
    roles: ClassVar = {kind: XRefRole(warn_dangling=True) for kind in object_types} | {"anchor": AnchorRole()}
    initial_data: ClassVar = {"objects": {}}
    data_version = 1

    @property
    def objects(self) -> dict[tuple[str, str], PlanObject]:
        found: dict[tuple[str, str], PlanObject] = self.data["objects"]
        return found

    def note(self, kind: str, name: str, thing: PlanObject) -> None:
        """Take an object in; two of one name are a warning, and the first one stays."""
        if kind == "action" and "#" not in name:
            return
        name = _short(kind, name)
        first = self.objects.setdefault((kind, name), thing)
        if first.docname != thing.docname:
            _LOGGER.warning("two objects %s %r, in %s and %s", kind, name, first.docname, thing.docname, type="ptg", subtype=kind)

    def clear_doc(self, docname: str) -> None:
        for key in [key for key, thing in self.objects.items() if thing.docname == docname]:
            del self.objects[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, dict[tuple[str, str], PlanObject]]) -> None:
        for (kind, name), thing in otherdata["objects"].items():
            if thing.docname in docnames:
                self.objects.setdefault((kind, name), thing)

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str, node: pending_xref, contnode: Element
    ) -> nodes.reference | None:
        thing = self.objects.get((typ, target))
        if thing is None:
            return None
        shown = contnode if node.get("refexplicit") else nodes.inline("", thing.title)
        return make_refnode(builder, fromdocname, thing.docname, thing.fragment, [shown], thing.title)

    def resolve_any_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str, node: pending_xref, contnode: Element
    ) -> list[tuple[str, nodes.reference]]:
        found = ((kind, self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)) for kind in self.object_types)
        return [(f"ptg:{kind}", reference) for kind, reference in found if reference is not None]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        for (kind, name), thing in sorted(self.objects.items()):
            # Only an action item needs its title in the search; anything else is found by that of its page.
            yield name, thing.title, kind, thing.docname, thing.fragment, 1 if kind == "action" else -1


def _short(kind: str, name: str) -> str:
    """Return the name that people cite an owner or a spec by: its page without the folder of its kind."""
    return name.partition("/")[2] if kind in ("owner", "spec") else name


def _tell_unknown(app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    if domain is None or domain.name != "ptg" or not isinstance(domain, PlanDomain):
        return None
    near = get_close_matches(node["reftarget"], _names(domain, node["reftype"]), n=1)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    message = f"unknown {node['reftype']} {node['reftarget']!r}{hint}"
    _LOGGER.warning(message, location=node, type="ptg", subtype=node["reftype"])
    return True


def _names(domain: PlanDomain, kind: str) -> Iterator[str]:
    return (name for of, name in domain.objects if of == kind)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the domain alone, which is all that the documentation of another project needs to cite a plan."""
    app.add_domain(PlanDomain)
    app.connect("warn-missing-reference", _tell_unknown)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
