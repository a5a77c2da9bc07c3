"""Lays rendered parts together: the files of all, and one inventory and one index of the search out of those of each.

What comes out is, byte for byte, what one run of Sphinx over all pages writes; the formats are those that Sphinx itself
reads again (`sphinx.util.inventory`, version 2 of objects.inv, and `sphinx.search.IndexBuilder.load`).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any

from cycleplan.site.errors import SiteError
from cycleplan.site.folders import Fresh

INVENTORY = "objects.inv"
INDEX = "searchindex.js"
MERGED = frozenset((INVENTORY, INDEX))
_ENTRY = re.compile(r"(?P<name>.+?)\s+(?P<domain>[^:\s]+):(?P<kind>\S+)\s+(?P<priority>-?\d+)\s+?(?P<place>\S*)\s+(?P<shown>.*)")
_HEAD_LINES = 4
_OF_PAGES, _WORDS, _PLACED = ("titles", "filenames"), ("terms", "titleterms"), ("alltitles", "indexentries", "objects")
"""What an index has of each page by its number, and where it has the numbers of pages: by words, and by what stands on them."""
_BEFORE, _AFTER = "Search.setIndex(", ")"


def lay_together(parts: Sequence[Path], files: Iterable[Iterable[str]], out: Path) -> None:
    """Lay the files of parts into a folder, each a link where links are to be had, and merge what all of them have."""
    fresh = Fresh(out)
    for part, paths in zip(parts, files, strict=True):
        for path in (path for path in paths if path not in MERGED):
            link_or_copy(f"{part}/{path}", fresh.place(path))
    (out / INVENTORY).write_bytes(merge_inventories([(part / INVENTORY).read_bytes() for part in parts]))
    indexes = [(part / INDEX).read_text(encoding="utf-8") for part in parts if (part / INDEX).is_file()]
    if indexes:
        (out / INDEX).write_text(merge_indexes(indexes), encoding="utf-8")


def link_or_copy(file: str, to: str) -> None:
    """Let a new path be that of a file, or of a copy of it where links are not to be had; raises SiteError where the path is taken."""
    try:
        os.link(file, to)
    except FileExistsError as error:
        raise SiteError(f"{Path(to).name}: two parts of the site have this file") from error
    except OSError:
        shutil.copyfile(file, to)


def merge_inventories(parts: Iterable[bytes]) -> bytes:
    """Return one inventory with the entries of all; their heads are the same."""
    inventories = tuple(parts)
    head = b"\n".join(inventories[0].split(b"\n", _HEAD_LINES)[:-1])
    packed = zlib.compressobj(9)
    entries = sorted(set(_entries(inventories)), key=_order)
    return head + b"\n" + b"".join(packed.compress(f"{entry}\n".encode()) for entry in entries) + packed.flush()


def inventory_of(whole: bytes, pages: Iterable[str]) -> bytes:
    """Return the inventory of some of the pages of one."""
    chosen = {f"{page}.html" for page in pages}
    *head, _ = whole.split(b"\n", _HEAD_LINES)
    entries = [entry for entry in _entries([whole]) if _order(entry)[4] in chosen]
    return b"\n".join((*head, zlib.compress("".join(f"{entry}\n" for entry in entries).encode())))


def plan_objects(inventories: Iterable[bytes]) -> dict[str, dict[str, list[str]]]:
    """Return the objects of the plan in some inventories: the page, the fragment and the title of each by its kind and its name."""
    found: dict[str, dict[str, list[str]]] = {}
    for domain, name, shown, kind, page, fragment in map(_order, _entries(inventories)):
        if domain == "ptg":
            found.setdefault(kind, {})[name] = [page.removesuffix(".html"), fragment, shown]
    return found


def _entries(inventories: Iterable[bytes]) -> Iterator[str]:
    for inventory in inventories:
        yield from zlib.decompress(inventory.split(b"\n", _HEAD_LINES)[-1]).decode().split("\n")[:-1]


def _order(entry: str) -> tuple[str, str, str, str, str, str]:
    """Return what Sphinx sorts an entry by: its domain, and then the object as the domain has it."""
    found = _ENTRY.fullmatch(entry)
    assert found is not None, entry
    name = found["name"]
    page, _, fragment = found["place"].partition("#")
    fragment = fragment[:-1] + name if fragment.endswith("$") else fragment
    shown = name if found["shown"] == "-" else found["shown"]
    return (found["domain"], name, shown, found["kind"], page, fragment)


def merge_indexes(parts: Iterable[str]) -> str:
    """Return one index of the search that finds what each finds."""
    indexes = [_read_index(part) for part in parts]
    names = sorted(name for index in indexes for name in index["docnames"])
    number = {name: at for at, name in enumerate(names)}
    kinds = sorted({kind: index["objnames"][at] for index in indexes for at, kind in index["objtypes"].items()}.items())
    merged = _Merged(number, {kind: at for at, (kind, _) in enumerate(kinds)})
    for index in indexes:
        merged.take(index)
    whole = {
        **merged.whole(),
        "docnames": names,
        "envversion": indexes[0]["envversion"],
        "objtypes": {str(at): kind for at, (kind, _) in enumerate(kinds)},
        "objnames": {str(at): shown for at, (_, shown) in enumerate(kinds)},
    }
    return _as_index(whole)


def index_of(whole: str, pages: Iterable[str]) -> str:
    """Return the index of the search of some of the pages of one."""
    index, chosen = _read_index(whole), frozenset(pages)
    here = [at for at, name in enumerate(index["docnames"]) if name in chosen]
    to = {at: place for place, at in enumerate(here)}
    for name in (*_OF_PAGES, "docnames"):
        index[name] = [index[name][at] for at in here]
    for name in _WORDS:
        found = {word: [to[at] for at in _listed(there) if at in to] for word, there in index[name].items()}
        index[name] = {word: _numbers(there) for word, there in found.items() if there}
    for name in _PLACED:
        placed = {key: [[to[at], *rest] for at, *rest in entries if at in to] for key, entries in index[name].items()}
        index[name] = {key: entries for key, entries in placed.items() if entries}
    used = {str(kind) for entries in index["objects"].values() for _, kind, *_ in entries}
    for name in ("objtypes", "objnames"):
        index[name] = {kind: shown for kind, shown in index[name].items() if kind in used}
    return _as_index(index)


def amend_index(whole: str, page: str, alone: str) -> str:
    """Return an index of the search in which a page is found as in the index of it alone; its titles and its objects are the same."""
    index, own = map(_read_index, (whole, alone))
    number = index["docnames"].index(page)
    for name in _WORDS:
        words = {word: found for word, pages in index[name].items() if (found := [at for at in _listed(pages) if at != number])}
        for word in own[name]:
            words.setdefault(word, []).append(number)
        index[name] = {word: _numbers(pages) for word, pages in words.items()}
    return _as_index(index)


def _read_index(text: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(text.removeprefix(_BEFORE).removesuffix(_AFTER))
    return found


def _as_index(index: Mapping[str, Any]) -> str:
    return _BEFORE + json.dumps(index, separators=(",", ":"), sort_keys=True) + _AFTER


def _listed(pages: int | list[int]) -> list[int]:
    return [pages] if isinstance(pages, int) else pages


class _Merged:
    """What the parts of an index come to, by the numbers of the whole; each page is in one of them."""

    def __init__(self, number: Mapping[str, int], kinds: Mapping[str, int]) -> None:
        self.number = number
        self.kinds = kinds
        self.of_page: dict[str, list[Any]] = {name: [None] * len(number) for name in _OF_PAGES}
        self.words: dict[str, dict[str, list[int]]] = {name: defaultdict(list) for name in _WORDS}
        self.placed: dict[str, dict[str, list[list[Any]]]] = {name: defaultdict(list) for name in _PLACED}

    def take(self, index: Mapping[str, Any]) -> None:
        """Take in a part."""
        to = [self.number[name] for name in index["docnames"]]
        for name, values in self.of_page.items():
            for at, value in zip(to, index[name], strict=True):
                values[at] = value
        for name, words in self.words.items():
            for word, pages in index[name].items():
                if isinstance(pages, int):
                    words[word].append(to[pages])
                else:
                    words[word].extend([to[at] for at in pages])
        for name, places in self.placed.items():
            for key, entries in index[name].items():
                places[key].extend([to[at], *self._rest(name, index, rest)] for at, *rest in entries)

    def _rest(self, name: str, index: Mapping[str, Any], rest: list[Any]) -> list[Any]:
        return [self.kinds[index["objtypes"][str(rest[0])]], *rest[1:]] if name == "objects" else rest

    def whole(self) -> dict[str, Any]:
        """Return all of it, each list in the order of its pages."""
        words = {name: {word: _numbers(pages) for word, pages in words.items()} for name, words in self.words.items()}
        # An object stands by its anchor on its page, all else as it stands there.
        orders = {"objects": itemgetter(0, 3)}
        placed = {
            name: {key: sorted(entries, key=orders.get(name, itemgetter(0))) for key, entries in places.items()}
            for name, places in self.placed.items()
        }
        return {**self.of_page, **words, **placed}


def _numbers(pages: list[int]) -> int | list[int]:
    return sorted(pages) if len(pages) > 1 else pages[0]
