"""The promise: whatever becomes of a plan, each address that was ever published still leads to its item, by files alone.

What a reader has is files, so this reads nothing else: the fragments of a page, the entries at its end, and the pages
that lead on. Who starts at an old address is there, or one step later.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from moving_steps import ON, Files, Step, steps, taken
from plan_strategies import plans
from selectolax.lexbor import LexborHTMLParser

from cycleplan.model import Address, LineKind, at_path
from cycleplan.pipeline import Outcome, record_all, run
from cycleplan.textfile import TextFile

_ENTRY = re.compile(r"^- \{ptg:anchor\}`item (?P<name>[^`]+)`\{ptg-chip\}`[^`]+` (?P<rest>.*)$", re.MULTILINE)
_LINK = re.compile(r"Moved to \[.*\]\(<plan:(?P<to>[^>]+)>\)$")


@dataclass(frozen=True)
class Site:
    """The files of a site by their paths, as a reader meets them."""

    fragments: dict[str, frozenset[str]]
    entries: dict[str, str]
    leading: dict[str, LexborHTMLParser]
    data: frozenset[str]

    def way(self, path: str) -> list[str]:
        """Return where a reader comes who starts at a path: the path itself where the item is there, and each place after it."""
        if path in self.data:
            return [path]
        address, way = at_path(path), [path]
        while address is not None and len(way) < 5:
            address = self._next(address)
            way += [address.canonical] if address else []
        return way

    def _next(self, address: Address) -> Address | None:
        if address.page in self.fragments:
            fragments = self.fragments[address.page]
            assert not address.fragment or address.fragment in fragments, f"{address} is not there"
            link = _LINK.search(self.entries.get(str(address), ""))
            return _named(link["to"]) if link else None
        page = self.leading[address.page]
        if address.fragment and page.css_first(f".gone > [id='{address.fragment}']"):
            return None
        entry = page.css_first(f"[id='{address.fragment}'] a") if address.fragment else None
        link = entry or page.css_first("a.moved-to")
        assert link is not None
        to = _relative(address.page, link.attributes["href"] or "")
        keeps = address.fragment and not entry and not to.fragment
        return Address(to.page, address.fragment) if keeps else to


def site_of(outcome: Outcome) -> Site:
    texts = {file.path.removesuffix(".md"): file.text for file in outcome.pages}
    entries = {found["name"]: found["rest"] for text in texts.values() for found in _ENTRY.finditer(text)}
    beside = tuple(outcome.beside())
    html = {file.path.removesuffix(".html"): LexborHTMLParser(file.text) for file in beside if file.path.endswith(".html")}
    fragments = {name: frozenset(outcome.anchors[name]) for name in texts}
    return Site(fragments, entries, html, frozenset(f"/{file.path}" for file in beside if not file.path.endswith(".html")))


def _named(text: str) -> Address:
    page, _, fragment = text.partition("#")
    return Address(page, fragment)


def _relative(page: str, href: str) -> Address:
    place, _, fragment = href.partition("#")
    folders = page.split("/")[:-1]
    for piece in place.split("/"):
        if piece == "..":
            folders.pop()
        else:
            folders.append(piece)
    return Address("/".join(folders).removesuffix(".html"), fragment)


def recorded(files: Files) -> Files:
    """Return notes with everything in their ledger, as `cycleplan record` writes it."""
    outcome, changed = record_all(files.values(), (), None, ON)
    assert [str(problem) for problem in outcome.problems if problem.is_error] == []
    return files | {file.path: file for file in changed}


def shuffled(files: Files, seed: int) -> Files:
    """Return notes with the topics of each gathering in another order, and every title another one."""
    chance = Random(seed)

    def changed(file: TextFile) -> TextFile:
        text = re.sub(r'^"title": "', lambda _: f'"title": "{chance.randrange(100)} ', file.text, count=1)
        order = re.search(r'^"topics":\n((?:  - .*\n)+)', text, re.MULTILINE)
        lines = order[1].splitlines(keepends=True) if order else []
        chance.shuffle(lines)
        return TextFile(file.path, text.replace(order[1], "".join(lines)) if order else text)

    return {path: changed(file) if path.count("/") == 2 else file for path, file in files.items()}


@settings(max_examples=max(settings().max_examples // 20, 1))
@given(plans(), steps, st.integers(0, 999))
def test_every_address_that_was_ever_published_leads_to_its_item_in_one_step(made: tuple[TextFile, ...], walk: list[Step], seed: int):
    files = recorded({file.path: file for file in made})
    for number, step in enumerate(walk):
        files = shuffled(taken(files, step, recorded), seed + number)
    outcome = run(files.values())
    plan, site = outcome.plan, site_of(outcome)

    assert [str(problem) for problem in outcome.problems if problem.is_error] == []
    removed = {removal.address for removal in plan.removals}
    for path, line in plan.ledger.published.items():
        way = site.way(path)
        assert len(way) <= 2, way
        if line.kind in (LineKind.HEADING, LineKind.NAME, LineKind.FEED, LineKind.CALENDAR, LineKind.DATA):
            continue
        end = at_path(way[-1])
        item = end.whole if end.is_own else end
        assert plan.first_path(item) == line.value or item in removed or item.whole in removed, way
