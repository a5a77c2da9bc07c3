"""What the theme needs of a page, and nothing that the page does not use."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from cycleplan.model import Address

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ALTERNATES = "alternates.json"
THEME = Path(__file__).parent.parent / "theme"
_DESCRIPTION = 200
_DESIGN = ("sd-container", "sd-row", "sd-tab", "sd-badge", "sd-btn")
_MOVED_SCRIPT = "moved.js"
_SEARCH_SCRIPTS = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")


def _trim_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Say what a page is about, and load only the style sheets and scripts that it uses."""
    context["description"] = _description(doctree) if doctree else ""
    context["canonical"] = app.config.html_baseurl.rstrip("/") + Address(pagename).canonical if app.config.html_baseurl else ""
    context["alternates"] = _alternates(app).get(pagename, ())
    unused = _unused_sheets(doctree)
    context["css_files"] = [css for css in context["css_files"] if Path(str(css.filename)).name.partition("?")[0] not in unused]
    scripts = _SEARCH_SCRIPTS if pagename == "search" else (_MOVED_SCRIPT,) if doctree and _has_moved(doctree) else ()
    context["script_files"] = [js for js in context["script_files"] if Path(str(js.filename)).name in scripts]


def _alternates(app: Sphinx) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the path and the type of each feed and calendar that follows a page, by the page's name."""
    known: Mapping[str, Sequence[tuple[str, str]]] | None = getattr(app, "_ptg_alternates", None)
    if known is None:
        path = Path(app.srcdir, ALTERNATES)
        known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        app._ptg_alternates = known  # type: ignore[attr-defined]  # noqa: SLF001  # read once a run
    return known


def _has_moved(doctree: nodes.document) -> bool:
    """Tell whether a page keeps fragments of things that are elsewhere now."""
    return any("moved" in bullets["classes"] for bullets in doctree.findall(nodes.bullet_list))


def _description(doctree: nodes.document) -> str:
    paragraphs = list(doctree.findall(nodes.paragraph))
    lead = next((p for p in paragraphs if "lead" in p["classes"]), paragraphs[0] if paragraphs else None)
    text = " ".join(lead.astext().split()) if lead else ""
    return text if len(text) <= _DESCRIPTION else f"{text[: _DESCRIPTION - 1]}…"


def _unused_sheets(doctree: nodes.document | None) -> tuple[str, ...]:
    """Return the style sheets that a page has no use for; that of `basic` is one of them everywhere."""
    elements = list(doctree.findall(nodes.Element)) if doctree else []
    code = () if any(isinstance(element, nodes.literal_block) for element in elements) else ("pygments.css",)
    design = () if any(map(_is_design, elements)) else ("sphinx-design.min.css",)
    return ("basic.css", *code, *design)


def _is_design(node: nodes.Element) -> bool:
    """Tell whether something needs the sheet of sphinx-design; a dropdown does not, being styled by our own."""
    classes: list[str] = node.get("classes", [])
    return any(name.startswith(_DESIGN) for name in classes)


def setup_html(app: Sphinx) -> None:
    """Register the theme and its page context."""
    app.add_html_theme("cycleplan", THEME)
    app.add_js_file(_MOVED_SCRIPT, loading_method="defer")
    app.connect("html-page-context", _trim_page, priority=900)
