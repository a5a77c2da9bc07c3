"""What a page may hold, whatever its source says: a lock on the parser and an allow-list over what it made.

Escaping alone keeps every page inside this list. The guard stands behind it: should an escape ever fail, the build
stops here. Measured on hostile notes, no setting of Sphinx or MyST does as much: directives, front matter and
links to local files have none.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import Directive
from myst_parser.parsers.sphinx_ import MystParser
from sphinx import addnodes
from sphinx.errors import SphinxError
from sphinx.util.docutils import CustomReSTDispatcher

from cycleplan.sphinxext import vocabulary
from cycleplan.sphinxext.board import board
from cycleplan.sphinxext.citing import cite
from cycleplan.sphinxext.pagekind import is_docs
from cycleplan.sphinxext.pictures import picture

if TYPE_CHECKING:
    from docutils.nodes import system_message
    from docutils.utils import Reporter
    from sphinx.application import Sphinx

MANIFEST = "manifest.json"

_DIRECTIVES = frozenset(
    (
        *("ptg-board", "ptg-cite", "ptg-crumbs", "ptg-facts", "ptg-lead", "ptg-list", "ptg-picture"),
        *("grid", "grid-item-card", "dropdown"),
    )
)
_ROLES = frozenset(("ptg:anchor", "ptg-chip", "ptg-day", "ptg-figure", "ptg-progress", "ptg-status", "emphasis", "strong"))
_DOCS_DIRECTIVES = _DIRECTIVES | {"toctree", "note", "tip", "warning", "code-block", "tab-set", "tab-item"}
_DOCS_ROLES = _ROLES | {"doc", "ptg:topic", "ptg:owner", "ptg:spec", "ptg:action"}

_NODES: tuple[type[nodes.Node], ...] = (
    nodes.document,
    nodes.section,
    nodes.title,
    nodes.paragraph,
    nodes.Text,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.list_item,
    nodes.definition_list,
    nodes.definition_list_item,
    nodes.term,
    nodes.definition,
    nodes.block_quote,
    nodes.literal_block,
    nodes.literal,
    nodes.emphasis,
    nodes.strong,
    nodes.reference,
    nodes.inline,
    nodes.container,
    nodes.rubric,
    nodes.system_message,  # such as the one that two titles are the same; Sphinx takes them away before it writes
    vocabulary.aside,
    vocabulary.crumbs,
    vocabulary.progress,
    vocabulary.day,
    board,
    cite,
    picture,
)
_DOCS_NODES = (
    *_NODES,
    nodes.note,
    nodes.tip,
    nodes.warning,
    nodes.table,
    nodes.tgroup,
    nodes.colspec,
    nodes.thead,
    nodes.tbody,
    nodes.row,
    nodes.entry,
    nodes.compound,
    nodes.target,
    nodes.label,
    nodes.comment,
    addnodes.toctree,
    addnodes.pending_xref,
    addnodes.highlightlang,
)
_SPHINX_DESIGN = re.compile(r"sd-[a-z0-9-]+")
_CLASSES = frozenset(
    (
        *vocabulary.LISTS,
        *("lead", "status", "chip", "figure", "progress", "simple", "code", "literal", "internal", "external", "myst", "xref"),
        *(f"s-{vocabulary.slug(status)}" for status in vocabulary.STATUSES),
    )
)
_OUTSIDE = ("http://", "https://", "mailto:")
_INSIDE = re.compile(r"(?:#|(?:\.\./)*[A-Za-z0-9][A-Za-z0-9._/-]*\.html(?:#|$))[A-Za-z0-9._-]*")


class GuardError(SphinxError):
    """A page holds what no page of ours can hold; nothing is published."""

    category = "Refused"


class Allowed(CustomReSTDispatcher):
    """Hands out the directives and roles of a closed list while one page is read, and a refusal for all others."""

    def __init__(self, docname: str) -> None:
        super().__init__()
        self.docname = docname
        docs = is_docs(docname)
        self.directives = _DOCS_DIRECTIVES if docs else _DIRECTIVES
        self.roles = _DOCS_ROLES if docs else _ROLES

    def directive(
        self, directive_name: str, language_module: ModuleType, document: nodes.document
    ) -> tuple[type[Directive] | None, list[system_message]]:
        if directive_name not in self.directives:
            _refuse(self.docname, f"directive {directive_name!r}")
        return super().directive(directive_name, language_module, document)

    def role(self, role_name: str, language_module: ModuleType, lineno: int, reporter: Reporter) -> Any:
        if role_name not in self.roles:
            _refuse(self.docname, f"role {role_name!r}")
        return super().role(role_name, language_module, lineno, reporter)


class GuardedParser(MystParser):
    """MyST that takes no front matter and no directive or role but those of the list."""

    def parse(self, inputstring: str, document: nodes.document) -> None:
        env = document.settings.env
        if not env.config.ptg_guard:
            super().parse(inputstring, document)
            return
        # Front matter is code: MyST lets it switch on substitutions, and evaluates those.
        if not inputstring.startswith("# "):
            _refuse(env.docname, "page that does not begin with its heading")
        with Allowed(env.docname):
            super().parse(inputstring, document)


def _refuse(docname: str, what: str) -> None:
    message = f"{docname}: {what} is on no list of what a page may hold"
    raise GuardError(message)


def _check_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """Refuse a page whose text is not the one that was generated."""
    if not app.config.ptg_guard:
        return
    _check_text(app, docname, docname, content[0])


def _check_text(app: Sphinx, docname: str, name: str, text: str) -> None:
    manifest = _manifest(app)
    if manifest is not None and manifest.get(name) != hashlib.sha256(text.encode()).hexdigest():
        _refuse(docname, "source that was not generated just now")


def _manifest(app: Sphinx) -> Mapping[str, str] | None:
    known: Mapping[str, str] | None = getattr(app, "_ptg_manifest", None)
    path = Path(app.srcdir, MANIFEST)
    if known is None and path.is_file():
        known = json.loads(path.read_text(encoding="utf-8"))
        app._ptg_manifest = known  # type: ignore[attr-defined]  # noqa: SLF001  # read once a run
    return known


def _check_doctree(app: Sphinx, doctree: nodes.document) -> None:
    """Refuse a page with a node, a class or an address outside the allow-list."""
    if not app.config.ptg_guard:
        return
    docname = app.env.docname
    docs = is_docs(docname)
    allowed = frozenset(_DOCS_NODES if docs else _NODES)
    for node in doctree.findall():
        kind = type(node)
        if kind not in allowed and not kind.__module__.startswith("sphinx_design."):
            _refuse(docname, f"node {kind.__name__!r}")
        if isinstance(node, nodes.Element) and not docs:
            _check_classes(docname, node)
        if isinstance(node, nodes.reference):
            _check_address(docname, node, docs=docs)
        if isinstance(node, picture):
            _check_text(app, docname, node["path"], node["drawn"])


def _check_classes(docname: str, node: nodes.Element) -> None:
    classes: list[str] = node.get("classes", [])
    for name in classes:
        if name not in _CLASSES and not _SPHINX_DESIGN.fullmatch(name):
            _refuse(docname, f"class {name!r}")


def _check_address(docname: str, node: nodes.Element, *, docs: bool) -> None:
    address = node.get("refuri", "")
    if address.startswith(_OUTSIDE) or _INSIDE.fullmatch(address) or (docs and not address):
        return
    _refuse(docname, f"address {address!r}")


def setup_guard(app: Sphinx) -> None:
    """Register the guard; `ptg_guard = False` leaves it out, for measuring what it costs."""
    app.add_config_value("ptg_guard", True, "env", frozenset({bool}))
    app.add_source_parser(GuardedParser, override=True)
    app.connect("source-read", _check_source)
    app.connect("doctree-read", _check_doctree, priority=900)
