"""What the theme needs of a page, and nothing that the page does not use."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from cycleplan.model import Address
from cycleplan.sphinxext.board import board
from cycleplan.sphinxext.citing import cite
from cycleplan.sphinxext.messages import THEME_NAME, _, escaped
from cycleplan.sphinxext.pagekind import is_docs
from cycleplan.sphinxext.rooted import rooted

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ALTERNATES = "alternates.json"
THEME = Path(__file__).parent.parent / "theme"
NOT_FOUND = "404"
_DESCRIPTION = 200
_LONG_PAGE = 5
"""Headings from which on a page lists them."""
_FEWEST_WORDS = 4
_APART = {
    "search": _("Search the topics, action items, owners and work items of the plan."),
    NOT_FOUND: _("Nothing is at this address. Search the plan, or start from one of its lists."),
}
"""What is said of pages that have no source."""
_WITHOUT_WORDS = _("{title} in “{site}”: who does what, and what became of it.")
_DESIGN = ("sd-container", "sd-row", "sd-tab", "sd-badge", "sd-btn")
_CLASSES_OF_LINKS = re.compile(' class="reference (?:in|ex)ternal"')
_TAG = re.compile("<[^>]*>")
_EARLY_SCRIPT = "early.js"
_SCRIPTS = ("cycleplan.js", "board.js", "moved.js")
"""Ours, each on the pages that it has something to do on; they wait for the page, and `early.js` comes before it."""
_SEARCH_SCRIPTS = ("documentation_options.js", "doctools.js")


def _trim_page(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Say what a page is about, and load only the style sheets and scripts that it uses."""
    if app.config.html_theme != THEME_NAME:
        return
    base = app.config.html_baseurl.rstrip("/")
    context["base"] = f"{base}/"
    context["canonical"] = base + Address(pagename).canonical if base and pagename != NOT_FOUND else ""
    context["description"] = _description(pagename, doctree) or _WITHOUT_WORDS.format(title=_title(context), site=context["docstitle"])
    context["alternates"] = alternates(app).get(pagename, ())
    context["contents"] = _contents(pagename, context)
    unused = _unused_sheets(doctree)
    context["css_files"] = [css for css in context["css_files"] if Path(str(css.filename)).name.partition("?")[0] not in unused]
    used = frozenset(_scripts(pagename, doctree, context.get("choices")))
    context["script_files"] = [js for js in context["script_files"] if Path(str(js.filename)).name in used]
    context["cites"] = _has(doctree, cite)
    context["_"] = escaped
    context["pageurl"] = ""  # the theme names the address itself
    context["metatags"] = ""  # as is how wide the page is
    if pagename == NOT_FOUND:
        context |= rooted(context, urlsplit(app.config.html_baseurl).path.rstrip("/") + "/")


def _title(context: Mapping[str, Any]) -> str:
    return html.unescape(_TAG.sub("", str(context.get("title", ""))))


def _visit_reference(self: HTML5Translator, node: nodes.reference) -> None:
    """Write a link as Sphinx does, without the classes that it gives to each, which our sheet has no use for."""
    HTML5Translator.visit_reference(self, node)
    self.body[-1] = _CLASSES_OF_LINKS.sub("", self.body[-1], count=1)


def _depart_reference(self: HTML5Translator, node: nodes.reference) -> None:
    HTML5Translator.depart_reference(self, node)


def _not_found(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield the page that servers show for an address that leads nowhere."""
    if app.config.html_theme == THEME_NAME and app.config.ptg_frame:
        yield NOT_FOUND, {}, f"{NOT_FOUND}.html"


def alternates(app: Sphinx) -> Mapping[str, Sequence[tuple[str, str]]]:
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


def _scripts(pagename: str, doctree: nodes.document | None, choices: object) -> Iterator[str]:
    """Yield the names of the scripts that a page uses."""
    yield from (_EARLY_SCRIPT, "cycleplan.js")
    if pagename == "search" and choices is None:
        yield from _SEARCH_SCRIPTS
    if _has(doctree, board):
        yield "board.js"
    if doctree and _has_moved(doctree):
        yield "moved.js"


def _has(doctree: nodes.document | None, kind: type[nodes.Element]) -> bool:
    return doctree is not None and next(iter(doctree.findall(kind)), None) is not None


def _has_moved(doctree: nodes.document) -> bool:
    """Tell whether a page keeps fragments of things that are elsewhere now."""
    return any("moved" in bullets["classes"] for bullets in doctree.findall(nodes.bullet_list))


def _description(pagename: str, doctree: nodes.document | None) -> str:
    """Return what a page says of itself: its lead, or its first sentence that stands in no list and beside no text."""
    if doctree is None:
        return str(_APART.get(pagename, ""))
    paragraphs = list(doctree.findall(nodes.paragraph))
    plain = (p for p in paragraphs if isinstance(p.parent, nodes.section) and len(p.astext().split()) >= _FEWEST_WORDS)
    lead = next((p for p in paragraphs if "lead" in p["classes"]), None) or next(plain, None)
    text = " ".join(lead.astext().split()) if lead else ""
    return text if len(text) <= _DESCRIPTION else f"{text[: _DESCRIPTION - 1]}…"


def _unused_sheets(doctree: nodes.document | None) -> tuple[str, ...]:
    """Return the style sheets that a page has no use for; that of `basic` is one of them everywhere."""
    code = () if _has(doctree, nodes.literal_block) else ("pygments.css",)
    design = () if doctree and any(map(_is_design, doctree.findall(nodes.Element))) else ("sphinx-design.min.css",)
    return ("basic.css", *code, *design)


def _is_design(node: nodes.Element) -> bool:
    """Tell whether something needs the sheet of sphinx-design; a dropdown does not, being styled by our own."""
    classes: list[str] = node["classes"]
    return bool(classes) and any(name.startswith(_DESIGN) for name in classes)


def _take_part(app: Sphinx) -> None:
    """Register the scripts of the theme and how it writes links, where it is the one that is used."""
    if app.config.html_theme == THEME_NAME:
        app.add_node(nodes.reference, override=True, html=(_visit_reference, _depart_reference))
        app.add_js_file(_EARLY_SCRIPT)
        for script in _SCRIPTS:
            app.add_js_file(script, loading_method="defer")


def setup_html(app: Sphinx) -> None:
    """Register the theme, its page context, and its page for addresses that lead nowhere.

    Where pages are rendered apart from the frame of their site, `ptg_frame = False` leaves out what a site has once.
    """
    app.add_config_value("ptg_frame", True, "", frozenset({bool}))
    app.add_html_theme(THEME_NAME, THEME)
    app.connect("html-collect-pages", _not_found)
    app.connect("builder-inited", _take_part)
    app.connect("html-page-context", _trim_page, priority=900)
