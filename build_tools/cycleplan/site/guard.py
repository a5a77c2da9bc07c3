"""The written site, read again: nothing on a page that no page of ours has, and no address that leads nowhere.

This is the last layer. It knows nothing of how pages are made: it parses each as a browser does (HTML Living
Standard, by lexbor) and holds it against closed lists of elements, attributes, ids and addresses.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cycleplan.model import THEME_IDS

DOCS = ("guide/", "reference/", "contributor/", "search.html")
SEARCH = "search.html"
FRAME_IDS = frozenset(("content", "search-documentation", "search-results"))

_GLOBAL = frozenset(("class", "id"))
_ELEMENTS: Mapping[str, frozenset[str]] = {
    "html": frozenset(("lang", "data-content_root")),
    "head": frozenset(),
    "title": frozenset(),
    "meta": frozenset(("charset", "name", "content")),
    "link": frozenset(("rel", "href", "type")),
    "body": frozenset(),
    "header": frozenset(),
    "nav": frozenset(("aria-label",)),
    "main": frozenset(("role", "tabindex")),
    "footer": frozenset(),
    "aside": frozenset(),
    "section": frozenset(),
    "div": frozenset(("aria-live",)),
    "form": frozenset(("role", "action", "method")),
    "input": frozenset(("type", "name", "aria-label", "aria-labelledby", "placeholder")),
    "button": frozenset(),
    "a": frozenset(("href", "rel", "aria-current", "title")),
    "ol": frozenset(("start",)),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "p", "ul", "li", "dl", "dt", "dd", "blockquote", "pre", "code", "span"), frozenset()),
    **dict.fromkeys(("em", "strong", "details", "summary"), frozenset()),
    "script": frozenset(("src", "defer")),
    "svg": frozenset(("version", "width", "height", "viewBox", "aria-hidden")),
    "path": frozenset(("d", "fill-rule")),
}
_DOCS_ELEMENTS: Mapping[str, frozenset[str]] = {
    **_ELEMENTS,
    "input": _ELEMENTS["input"] | {"checked"},
    "label": frozenset(("for", "data-sync-group", "data-sync-id", "aria-controls")),
    "table": frozenset(),
    **dict.fromkeys(("thead", "tbody", "tr", "colgroup", "cite", "kbd"), frozenset()),
    **dict.fromkeys(("th", "td"), frozenset(("colspan", "rowspan"))),
    "col": frozenset(),
}
_SEARCH_ELEMENTS: Mapping[str, frozenset[str]] = {
    **_DOCS_ELEMENTS,
    # What is in it is markup to this parser but raw text to a browser with scripts, so no other page may have one.
    "noscript": frozenset(),
}
_REDIRECT_ELEMENTS: Mapping[str, frozenset[str]] = {**_ELEMENTS, "meta": _ELEMENTS["meta"] | {"http-equiv"}}
_VALUES: Mapping[tuple[str, str], frozenset[str]] = {
    ("meta", "charset"): frozenset(("utf-8",)),
    ("meta", "name"): frozenset(("viewport", "color-scheme", "description")),
    ("meta", "http-equiv"): frozenset(("refresh",)),
    ("link", "rel"): frozenset(("alternate", "canonical", "icon", "stylesheet")),
    ("form", "method"): frozenset(("get",)),
    ("input", "type"): frozenset(("search", "radio")),
}
_OUTSIDE = ("http://", "https://", "mailto:")
_INSIDE = re.compile(r"(?:(?:\.\./)*[A-Za-z0-9][A-Za-z0-9._/-]*)?(?:#[A-Za-z0-9._-]*)?")
_ASSET = re.compile(r"(?:\.\./)*(?:_static/[A-Za-z0-9._-]+|searchindex\.js)(?:\?v=[0-9a-f]+)?")
_ALTERNATE = re.compile(r"(?:\.\./)*[a-z0-9][a-z0-9./-]*\.(?:atom|ics|json)")
_MOVED_SCRIPT = re.compile(r"(?:\.\./)*_static/moved\.js(?:\?v=[0-9a-f]+)?")
_REFRESH = "0; url="
_ASSETS = re.compile(r"_static/[A-Za-z0-9._-]+\.(?:css|js|svg|png)|reference/schema/[a-z]+\.json|objects\.inv|searchindex\.js")


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page holds that other pages can be held against.

    `links` are (page, fragment) inside the site, `files` those that its head names beside it.
    """

    faults: tuple[str, ...]
    ids: frozenset[str]
    links: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()


def read_page(path: str, html: str, minted: Iterable[str] = (), *, leads_on: bool = False) -> PageReading:
    """Hold one written page against the lists; `minted` are the fragments that the notes gave it.

    A page that `leads_on` is one that takes its readers to another.
    """
    reader = _Reader(path, frozenset(minted), leads_on=leads_on)
    root = LexborHTMLParser(html).root
    if root is not None:
        for node in root.traverse(include_text=False):
            reader.take(node)
    return PageReading((*reader.faults, *reader.missing()), frozenset(reader.ids), tuple(reader.links), tuple(reader.files))


def faults_between(pages: Mapping[str, PageReading], apart: Iterable[str] = (), start: str = "index.html") -> Iterator[str]:
    """Yield every link that leads to no page or fragment, and every page that no way from the start leads to.

    Pages that stand `apart` need no way: only old addresses lead to them.
    """
    for path, page in pages.items():
        for target, fragment in page.links:
            if target not in pages:
                yield f"{path}: link to {target}, which is not there"
            elif fragment and fragment not in pages[target].ids:
                yield f"{path}: link to {target}#{fragment}, which has no such id"
    for path in sorted(pages.keys() - _reached(pages, start) - set(apart)):
        yield f"{path}: no way leads here from {start}"


def stray_files(written: Iterable[str], ours: Iterable[str]) -> Iterator[str]:
    """Yield every written file that is neither one of ours nor one of Sphinx's few others."""
    expected = frozenset(ours)
    for path in written:
        if path not in expected and not _ASSETS.fullmatch(path):
            yield f"{path}: a file that no page of ours is made of"


def _reached(pages: Mapping[str, PageReading], start: str) -> set[str]:
    found, ahead = {start}, [start]
    while ahead:
        page = pages.get(ahead.pop())
        for target, _ in page.links if page else ():
            if target not in found:
                found.add(target)
                ahead.append(target)
    return found & pages.keys()


def lost_addresses(pages: Mapping[str, PageReading], files: Iterable[str], published: Iterable[str]) -> Iterator[str]:
    """Yield every published path that no written file or fragment answers; an own fragment of a page is the page."""
    there = frozenset(files)
    for path in published:
        place, _, fragment = path.removeprefix("/").partition("#")
        file = f"{place}index.html" if place.endswith("/") or not place else place
        if file not in there:
            yield f"{path}: published once, and now nothing is there"
        elif fragment and (file not in pages or fragment not in pages[file].ids):
            yield f"{path}: published once, and now its page has no such id"


def _elements(path: str, *, is_docs: bool, leads_on: bool) -> Mapping[str, frozenset[str]]:
    if leads_on:
        return _REDIRECT_ELEMENTS
    return _SEARCH_ELEMENTS if path == SEARCH else _DOCS_ELEMENTS if is_docs else _ELEMENTS


class _Reader:
    """One page being read, element by element."""

    def __init__(self, path: str, minted: frozenset[str], *, leads_on: bool) -> None:
        self.path = path
        self.is_docs = path.startswith(DOCS)
        self.leads_on = leads_on
        self.elements = _elements(path, is_docs=self.is_docs, leads_on=leads_on)
        self.minted = minted
        self.faults: list[str] = []
        self.ids: set[str] = set()
        self.links: list[tuple[str, str]] = []
        self.files: list[str] = []

    def missing(self) -> Iterator[str]:
        for fragment in sorted(self.minted - self.ids):
            yield f"{self.path}: the fragment {fragment!r} is not on its page"

    def take(self, node: LexborNode) -> None:
        tag = node.tag or ""
        allowed = self.elements.get(tag)
        if allowed is None:
            self._fault(f"element <{tag}>")
            return
        attributes = node.attributes
        for name, value in attributes.items():
            if name not in allowed and name not in _GLOBAL:
                self._fault(f"attribute {name!r} of <{tag}>")
            elif value not in _VALUES.get((tag, name), (value,)):
                self._fault(f"{name}={value!r} of <{tag}>")
            elif name == "id":
                self._take_id(value or "")
            elif name in ("href", "src", "action"):
                self._take_address(tag, attributes, value or "")
        if "http-equiv" in attributes:
            self._take_refresh(attributes.get("content") or "")
        if tag == "script" and (not attributes.get("src") or node.text(deep=True)):
            self._fault("script written on the page")

    def _take_refresh(self, value: str) -> None:
        if value.startswith(_REFRESH) and _INSIDE.fullmatch(value.removeprefix(_REFRESH)):
            self._take_link(value.removeprefix(_REFRESH))
        else:
            self._fault(f"content={value!r} of <meta>")

    def _take_id(self, value: str) -> None:
        if value in self.ids:
            self._fault(f"id {value!r} twice")
        if not self.is_docs and value not in self.minted and value not in THEME_IDS and value not in FRAME_IDS:
            self._fault(f"id {value!r}, which nobody minted")
        self.ids.add(value)

    def _take_address(self, tag: str, attributes: Mapping[str, str | None], value: str) -> None:
        is_canonical = tag == "link" and attributes.get("rel") == "canonical"
        if tag == "script" and self.path != SEARCH:
            if not _MOVED_SCRIPT.fullmatch(value):
                self._fault(f"address {value!r} of <{tag}>")
        elif tag == "link" and attributes.get("rel") == "alternate":
            if not _ALTERNATE.fullmatch(value):
                self._fault(f"address {value!r} of <{tag}>")
            self.files.append(self._target(value))
        elif tag in ("link", "script"):
            # A canonical address is the only one outside that a browser does not fetch.
            if not _ASSET.fullmatch(value) and not (is_canonical and value.startswith(("https://", "http://"))):
                self._fault(f"address {value!r} of <{tag}>")
        elif tag == "a" and value.startswith(_OUTSIDE):
            return
        elif tag in ("a", "form") and _INSIDE.fullmatch(value):
            self._take_link(value)
        else:
            self._fault(f"address {value!r} of <{tag}>")

    def _take_link(self, value: str) -> None:
        page, _, fragment = value.partition("#")
        self.links.append((self._target(page) if page else self.path, fragment))

    def _target(self, address: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.path), address))

    def _fault(self, what: str) -> None:
        self.faults.append(f"{self.path}: {what} is on no list of what a page may hold")
