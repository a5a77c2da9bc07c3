"""What the theme needs of a page, and nothing that the page does not use."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

from cycleplan.model import Address
from cycleplan.sphinxext.messages import escaped
from cycleplan.sphinxext.pagekind import is_docs

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ALTERNATES = "alternates.json"
THEME_NAME = "cycleplan"
THEME = Path(__file__).parent.parent / "theme"
_DESCRIPTION = 200
_LONG_PAGE = 5
"""Headings from which on a page lists them."""
_DESIGN = ("sd-container", "sd-row", "sd-tab", "sd-badge", "sd-btn")
_EARLY_SCRIPT = "early.js"
_SCRIPTS = ("cycleplan.js", "board.js", "moved.js")
"""Ours, each on the pages that it has something to do on; they wait for the page, and `early.js` comes before it."""
_SEARCH_SCRIPTS = ("documentation_options.js", "doctools.js", "sphinx_highlight.js")


def _trim_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Say what a page is about, and load only the style sheets and scripts that it uses."""
    if app.config.html_theme != THEME_NAME:
        return
    context["description"] = _description(doctree) if doctree else ""
    context["canonical"] = app.config.html_baseurl.rstrip("/") + Address(pagename).canonical if app.config.html_baseurl else ""
    context["alternates"] = _alternates(app).get(pagename, ())
    context["contents"] = _contents(pagename, context)
    unused = _unused_sheets(doctree)
    context["css_files"] = [css for css in context["css_files"] if Path(str(css.filename)).name.partition("?")[0] not in unused]
    used = frozenset(_scripts(pagename, doctree))
    context["script_files"] = [js for js in context["script_files"] if Path(str(js.filename)).name in used]
    context["_"] = escaped
    context["pageurl"] = ""  # the theme names the address itself
    context["metatags"] = ""  # as is how wide the page is


def _alternates(app: Sphinx) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return the path and the type of each feed and calendar that follows a page, by the page's name."""
    known: Mapping[str, Sequence[tuple[str, str]]] | None = getattr(app, "_ptg_alternates", None)
    if known is None:
        path = Path(app.srcdir, ALTERNATES)
        known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        app._ptg_alternates = known  # type: ignore[attr-defined]  # noqa: SLF001  # read once a run
    return known


def _contents(pagename: str, context: dict[str, Any]) -> str:
    """Return the list of a long page's headings; pages of the plan name theirs themselves."""
    toc: str = context.get("toc", "")
    return toc if is_docs(pagename) and toc.count("<li>") >= _LONG_PAGE else ""


def _scripts(pagename: str, doctree: nodes.document | None) -> Iterator[str]:
    """Yield the names of the scripts that a page uses."""
    yield from (_EARLY_SCRIPT, "cycleplan.js")
    if pagename == "search":
        yield from _SEARCH_SCRIPTS
    if doctree and _has_moved(doctree):
        yield "moved.js"


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


def _add_scripts(app: Sphinx) -> None:
    """Register the scripts of the theme, where it is the one that is used."""
    if app.config.html_theme == THEME_NAME:
        app.add_js_file(_EARLY_SCRIPT)
        for script in _SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def setup_html(app: Sphinx) -> None:
    """Register the theme and its page context."""
    app.add_html_theme(THEME_NAME, THEME)
    app.connect("builder-inited", _add_scripts)
    app.connect("html-page-context", _trim_page, priority=900)
