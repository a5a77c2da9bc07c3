"""What a written page may hold: closed lists of elements, attributes, ids and addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping

DOCS = ("guide/", "reference/", "contributor/", "search.html")
SEARCH = "search.html"
BOARD = "actions.html"
FRAME_IDS = frozenset(("content", "search-documentation", "search-results"))

GLOBAL = frozenset(("class", "id"))
ELEMENTS: Mapping[str, frozenset[str]] = {
    "html": frozenset(("lang", "dir", "data-content_root")),
    "head": frozenset(),
    "title": frozenset(),
    "meta": frozenset(("charset", "name", "property", "content")),
    "link": frozenset(("rel", "href", "type")),
    "body": frozenset(),
    "header": frozenset(),
    "nav": frozenset(("aria-label",)),
    "main": frozenset(("role", "tabindex")),
    "footer": frozenset(),
    "aside": frozenset(),
    "section": frozenset(),
    "div": frozenset(("aria-live", "aria-label", "role", "tabindex", "hidden")),
    "form": frozenset(("role", "action", "method", "aria-label", "autocomplete")),
    "time": frozenset(("datetime",)),
    "input": frozenset(("type", "name", "aria-label", "aria-labelledby", "aria-keyshortcuts", "autocomplete", "placeholder")),
    "button": frozenset(("type", "hidden", "aria-label")),
    "a": frozenset(("href", "rel", "aria-current", "title")),
    "ol": frozenset(("start",)),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "p", "ul", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "span"), frozenset()),
    **dict.fromkeys(("em", "strong", "summary", "output"), frozenset()),
    "details": frozenset(("name",)),
    "progress": frozenset(("value", "max", "aria-hidden")),
    "script": frozenset(("src", "defer")),
    # pictures and icons
    "svg": frozenset(("version", "width", "height", "viewBox", "aria-hidden", "role")),
    "g": frozenset(("text-anchor",)),
    "desc": frozenset(),
    "path": frozenset(("d", "fill-rule", "fill", "stroke")),
    "circle": frozenset(("cx", "cy", "r", "fill", "stroke")),
    "line": frozenset(("x1", "y1", "x2", "y2", "stroke")),
    "rect": frozenset(("x", "y", "width", "height", "rx", "fill", "stroke")),
    "text": frozenset(("x", "y", "text-anchor")),
    "tspan": frozenset(("x", "dy")),
}
BOARD_ELEMENTS: Mapping[str, frozenset[str]] = {
    **ELEMENTS,
    "label": frozenset(),
    "select": frozenset(("name",)),
    "option": frozenset(("value",)),
}
DOCS_ELEMENTS: Mapping[str, frozenset[str]] = {
    **ELEMENTS,
    "input": ELEMENTS["input"] | {"checked"},
    "label": frozenset(("for", "data-sync-group", "data-sync-id")),
    "table": frozenset(),
    **dict.fromkeys(("thead", "tbody", "tr", "colgroup", "cite", "kbd"), frozenset()),
    **dict.fromkeys(("th", "td"), frozenset(("colspan", "rowspan"))),
    "col": frozenset(),
}
SEARCH_ELEMENTS: Mapping[str, frozenset[str]] = {
    **DOCS_ELEMENTS,
    # What is in it is markup to this parser but raw text to a browser with scripts, so no other page may have one.
    "noscript": frozenset(),
    "select": frozenset(("name",)),
    "option": frozenset(("value",)),
    # The words that its script puts together.
    "p": frozenset(("role", "data-0", "data-1", "data-2")),
    "button": ELEMENTS["button"] | {"data-older"},
    "ol": DOCS_ELEMENTS["ol"] | {"data-topic", "data-part", "data-action", "data-owners", "data-specs"},
}
REDIRECT_ELEMENTS: Mapping[str, frozenset[str]] = {**ELEMENTS, "meta": ELEMENTS["meta"] | {"http-equiv"}}
NOT_FOUND = "404.html"
NOT_FOUND_ELEMENTS: Mapping[str, frozenset[str]] = {
    tag: ELEMENTS[tag]
    for tag in (
        *("html", "head", "title", "meta", "link", "script", "body", "header", "nav", "main", "footer", "div", "form", "input", "button"),
        *("a", "h1", "p", "ul", "li", "span", "svg", "path"),
    )
}
VALUES: Mapping[tuple[str, str], frozenset[str]] = {
    ("meta", "charset"): frozenset(("utf-8",)),
    ("meta", "name"): frozenset(("viewport", "color-scheme", "description")),
    ("meta", "property"): frozenset(f"og:{name}" for name in ("type", "site_name", "title", "description", "url", "image")),
    ("meta", "http-equiv"): frozenset(("refresh",)),
    ("link", "rel"): frozenset(("alternate", "apple-touch-icon", "canonical", "icon", "manifest", "stylesheet")),
    ("div", "role"): frozenset(("group", "region", "status")),
    ("svg", "role"): frozenset(("group",)),
    **{(shape, "fill"): frozenset(("none",)) for shape in ("path", "circle", "rect")},
    **{(shape, "stroke"): frozenset(("currentColor",)) for shape in ("path", "circle", "line", "rect")},
    ("g", "text-anchor"): frozenset(("end",)),
    ("text", "text-anchor"): frozenset(("middle", "end")),
    ("button", "type"): frozenset(("button", "reset")),
    ("form", "autocomplete"): frozenset(("off",)),
    ("form", "method"): frozenset(("get",)),
    ("input", "type"): frozenset(("search", "radio")),
    ("input", "autocomplete"): frozenset(("off",)),
    ("input", "aria-keyshortcuts"): frozenset(("/",)),
    ("p", "role"): frozenset(("status",)),
}
OUTSIDE = ("http://", "https://", "mailto:")
INSIDE = re.compile(r"(?:(?:\.\./)*[A-Za-z0-9][A-Za-z0-9._/-]*)?(?:#[A-Za-z0-9._-]*)?")
ASSET = re.compile(r"(?:\.\./)*(?:_static/[A-Za-z0-9._-]+|searchindex\.js)(?:\?v=[0-9a-f]+)?")
ALTERNATE = re.compile(r"(?:\.\./)*[a-z0-9][a-z0-9./-]*\.(?:atom|csv|ics|json|txt)")
MANIFEST = re.compile(r"(?:\.\./)*site\.webmanifest")
SCRIPT = re.compile(r"(?:\.\./)*_static/(?:early|cycleplan|board|moved)\.js(?:\?v=[0-9a-f]+)?")
REFRESH = "0; url="
ASSETS = re.compile(r"_static/[A-Za-z0-9._-]+\.(?:css|js|svg|png)|reference/schema/[a-z]+\.json|objects\.inv|searchindex\.js")
PAGEFIND = re.compile(
    r"pagefind/(?:finder\.js|pagefind\.js|wasm\.[a-z-]+\.pagefind|(?:[0-9]{4}\.[0-9]+/)?(?:pagefind-entry\.json"
    r"|pagefind\.[a-z-]+_[0-9a-f]+\.pf_meta|(?P<piece>index|fragment|filter)/[a-z-]+_[0-9a-f]+\.pf_(?P=piece)))"
)
"""The files of Pagefind's index, where a site has one; an older cycle has a folder of its own."""
