"""The written site, read again: nothing on a page that no page of ours has, and no address that leads nowhere.

This is the last layer. It knows nothing of how pages are made: it parses each as a browser does (HTML Living
Standard, by lexbor) and holds it against closed lists of elements, attributes, ids and addresses.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cycleplan.model import THEME_IDS
from cycleplan.site import allowed

_ADDRESSES_KEPT = 2**12


@dataclass(frozen=True, slots=True)
class PageReading:
    """What one page holds that other pages can be held against.

    `links` are (page, fragment) inside the site, `files` those beside pages that it names.
    """

    faults: tuple[str, ...]
    ids: frozenset[str]
    links: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()


def read_page(path: str, html: str, minted: Iterable[str] = (), *, leads_on: bool = False, root: str = "") -> PageReading:
    """Hold one written page against the lists; `minted` are the fragments that the notes gave it.

    A page that `leads_on` is one that takes its readers to another. The addresses of a page with a `root` all begin
    with that, as it is shown at any depth.
    """
    reader = _Reader(path, frozenset(minted), leads_on=leads_on, root=root)
    document = LexborHTMLParser(html).root
    if document is not None:
        for node in document.traverse(include_text=False):
            reader.take(node)
    return PageReading((*reader.faults, *reader.missing()), frozenset(reader.ids), tuple(reader.links), tuple(reader.files))


def ids_of(html: str) -> frozenset[str]:
    """Return the ids of a written page, which are its fragments."""
    return frozenset(node.attributes["id"] or "" for node in LexborHTMLParser(html).css("[id]"))


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
        if path not in expected and not allowed.ASSETS.fullmatch(path):
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
        return allowed.REDIRECT_ELEMENTS
    known = {allowed.NOT_FOUND: allowed.NOT_FOUND_ELEMENTS, allowed.SEARCH: allowed.SEARCH_ELEMENTS, allowed.BOARD: allowed.BOARD_ELEMENTS}
    return known.get(path, allowed.DOCS_ELEMENTS if is_docs else allowed.ELEMENTS)


@lru_cache(_ADDRESSES_KEPT)
def _inside(folder: str, address: str) -> str:
    """Return the path that an address leads to; the pages of a folder lead to the same ones again and again."""
    return posixpath.normpath(posixpath.join(folder, address))


class _Reader:
    """One page being read, element by element."""

    def __init__(self, path: str, minted: frozenset[str], *, leads_on: bool, root: str) -> None:
        self.path = path
        self.folder = posixpath.dirname(path)
        self.root = root
        self.is_docs = path.startswith(allowed.DOCS)
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
        known = self.elements.get(tag)
        if known is None:
            self._fault(f"element <{tag}>")
            return
        attributes = node.attributes
        for name, value in attributes.items():
            if name not in known and name not in allowed.GLOBAL:
                self._fault(f"attribute {name!r} of <{tag}>")
            elif value not in allowed.VALUES.get((tag, name), (value,)):
                self._fault(f"{name}={value!r} of <{tag}>")
            elif name == "id":
                self._take_id(value or "")
            elif name in ("href", "src", "action"):
                self._take_address(tag, attributes, self._inner(value or ""))
        if "http-equiv" in attributes:
            self._take_refresh(attributes.get("content") or "")
        if tag == "script" and (not attributes.get("src") or node.text(deep=True)):
            self._fault("script written on the page")

    def _inner(self, value: str) -> str:
        """Return an address as it is below the root of a page that has one, and what stands elsewhere as what no list has."""
        if value.startswith((*allowed.OUTSIDE, "#")) or not self.root:
            return value
        inner = value.removeprefix(self.root)
        return inner if value.startswith(self.root) and not inner.startswith(allowed.OUTSIDE) else f"/{value}"

    def _take_refresh(self, value: str) -> None:
        if value.startswith(allowed.REFRESH) and allowed.INSIDE.fullmatch(value.removeprefix(allowed.REFRESH)):
            self._take_link(value.removeprefix(allowed.REFRESH))
        else:
            self._fault(f"content={value!r} of <meta>")

    def _take_id(self, value: str) -> None:
        if value in self.ids:
            self._fault(f"id {value!r} twice")
        if not self.is_docs and value not in self.minted and value not in THEME_IDS and value not in allowed.FRAME_IDS:
            self._fault(f"id {value!r}, which nobody minted")
        self.ids.add(value)

    def _take_address(self, tag: str, attributes: Mapping[str, str | None], value: str) -> None:
        is_canonical = tag == "link" and attributes.get("rel") == "canonical"
        if tag == "script" and self.path != allowed.SEARCH:
            if not allowed.SCRIPT.fullmatch(value):
                self._fault(f"address {value!r} of <{tag}>")
        elif tag == "link" and attributes.get("rel") == "alternate":
            if not allowed.ALTERNATE.fullmatch(value):
                self._fault(f"address {value!r} of <{tag}>")
            self.files.append(self._target(value))
        elif tag == "link" and attributes.get("rel") == "manifest":
            if not allowed.MANIFEST.fullmatch(value):
                self._fault(f"address {value!r} of <{tag}>")
            self.files.append(self._target(value))
        elif tag in ("link", "script"):
            # A canonical address is the only one outside that a browser does not fetch.
            if not allowed.ASSET.fullmatch(value) and not (is_canonical and value.startswith(("https://", "http://"))):
                self._fault(f"address {value!r} of <{tag}>")
        elif tag == "a" and value.startswith(allowed.OUTSIDE):
            return
        elif tag == "a" and allowed.ALTERNATE.fullmatch(value):
            self.files.append(self._target(value))
        elif tag in ("a", "form") and allowed.INSIDE.fullmatch(value):
            self._take_link(value)
        else:
            self._fault(f"address {value!r} of <{tag}>")

    def _take_link(self, value: str) -> None:
        page, _, fragment = value.partition("#")
        self.links.append((self._target(page) if page else self.path, fragment))

    def _target(self, address: str) -> str:
        return _inside(self.folder, address)

    def _fault(self, what: str) -> None:
        self.faults.append(f"{self.path}: {what} is on no list of what a page may hold")
