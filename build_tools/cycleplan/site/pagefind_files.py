"""The files that Pagefind writes: whether they are whole, and how they are put in order.

Pagefind keeps the values of a filter in an order that is another one at each run, and names files by hashes of that. So the few files that
depend on it are written again, and the same pages have an index of the same bytes. It also packs words into *chunks* of which a browser
loads all for one word; they are divided into smaller ones, of which the list in `pf_meta` has the first and the last word, as it had.

The files are CBOR (RFC 8949) behind a signature, compressed by gzip; what stands where in them is in `pagefind_web` of Pagefind's source.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

_SIGNATURE = b"pagefind_dcd"
_PACKED = (".pagefind", ".pf_")
_MOST_BYTES = 30_000
"""Of a chunk before it is compressed, to about a third, on average; Pagefind's own have some 60,000."""
_LEEWAY = 0.15
"""How far from its place a border may be, as a part of the size of a chunk."""
_CHUNKS, _FILTERS = 2, 3
"""Where the lists of chunks and of filters stand in `pf_meta`."""
_WORD = re.compile(rb"[\x82-\x84][\x60-\x79]")
"""Arrays of two to four, of which the first is a text."""
_ARRAYS = frozenset(bytes([head]) for head in range(0x80, 0x9B))
_LEVEL = 5
_DIGITS = 10
"""Hexadecimal digits of a hash: of some thousand files, two have the same by chance once in 100,000 indexes."""


def is_whole(path: Path) -> bool:
    """Tell whether a file of an index has all its bytes."""
    content = path.read_bytes()
    if path.suffix == ".js" or not content:
        return content.endswith(b"};")
    try:
        if path.suffix == ".json":
            json.loads(content)
        elif path.suffix.startswith(_PACKED):
            gzip.decompress(content)
    except (EOFError, ValueError, OSError, zlib.error):
        return False
    return True


def put_in_order(folder: Path) -> None:
    """Sort the values of each filter and the filters of each index, divide its chunks, and name all these files by what is in them."""
    entry = json.loads((folder / "pagefind-entry.json").read_text(encoding="utf-8"))
    for known in entry["languages"].values():
        old = folder / f"pagefind.{known['hash']}.pf_meta"
        meta = _load(old)
        meta[_CHUNKS] = [part for chunk in meta[_CHUNKS] for part in _divided(folder / "index", *chunk)]
        meta[_FILTERS] = [[name, _sort_filter(folder, hashed)] for name, hashed in sorted(meta[_FILTERS])]
        old.unlink()
        known["hash"] = _store(folder, "pagefind.", known["hash"], ".pf_meta", _dumped(meta))
    (folder / "pagefind-entry.json").write_text(json.dumps(entry, separators=(",", ":"), ensure_ascii=False), encoding="utf-8")


def _divided(folder: Path, first: str, last: str, hashed: str) -> Iterator[list[str]]:
    """Divide a chunk, which has all words from the first to the last, and yield the first, the last, and the hash of each part."""
    old = folder / f"{hashed}.pf_index"
    content = _unpacked(old)
    found = _words(content) if len(content) > _MOST_BYTES else []
    if not found:
        yield [first, last, hashed]
        return
    places = [*(place for place, _ in found), len(content)]
    old.unlink()
    for start, end in pairwise((0, *_borders([word for _, word in found], places), len(found))):
        name = _store(folder, "", hashed, ".pf_index", b"\x81" + _array(end - start) + content[places[start] : places[end]])
        yield [first if start == 0 else found[start][1], last if end == len(found) else found[end - 1][1], name]


def _words(content: bytes) -> list[tuple[int, str]]:
    """Return where each word of a chunk begins, with the word; nothing where that cannot be told for sure.

    A chunk is an array of one array of words, of which each is an array with a text at its head and an array after that. What looks
    like such a head can be a part of a number, too; but no word looks otherwise, so all are words where there are as many as there
    have to be. To take all of a chunk apart takes twenty times as long.
    """
    length, start = _head(content, 1)
    found = []
    for place in (match.start() for match in _WORD.finditer(content, start)):
        size, text = _head(content, place + 1)
        word = content[text : text + size]
        if content[text + size : text + size + 1] in _ARRAYS and word.decode("utf-8", "replace").encode() == word:
            found.append((place, word.decode()))
    return found if content[:1] == b"\x81" and len(found) == length else []


def _head(content: bytes, at: int) -> tuple[int, int]:
    """Return the length of the array or the text at a place, and where what it has begins (RFC 8949, section 3)."""
    short = content[at] & 31
    size = {24: 1, 25: 2, 26: 4}.get(short, 0)
    return (int.from_bytes(content[at + 1 : at + 1 + size], "big") if size else short), at + 1 + size


def _borders(words: Sequence[str], places: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of the words that parts of about the same size begin with, after the first part.

    Who types what the words on both sides of a border begin with gets only those on one of them. So each border is where these have the
    least in common, not too far from where the sizes want it.
    """
    whole = places[-1] - places[0]
    count = -(-whole // _MOST_BYTES)
    size, border = whole / count, 0
    for part in range(1, count):
        wanted = places[0] + part * size
        first, middle, last = (bisect_left(places, wanted + way * _LEEWAY * size, border + 1, len(words)) for way in (-1, 0, 1))
        chosen = range(first, last) or range(middle, min(middle + 1, len(words)))
        if chosen:
            border = min(chosen, key=lambda at: (_alike(words[at - 1], words[at]), abs(places[at] - wanted), at))
            yield border


def _alike(one: str, other: str) -> int:
    """Return how many characters two words begin with alike."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _sort_filter(folder: Path, hashed: str) -> str:
    old = folder / "filter" / f"{hashed}.pf_filter"
    name, values = _load(old)
    old.unlink()
    return _store(folder / "filter", "", hashed, ".pf_filter", _dumped([name, sorted(values)]))


def _load(path: Path) -> Any:
    return _loaded(_unpacked(path))


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE)


def _loaded(content: bytes) -> Any:
    import cbor2

    return cbor2.loads(content)


def _dumped(value: object) -> bytes:
    import cbor2

    dumped: bytes = cbor2.dumps(value)
    return dumped


def _array(length: int) -> bytes:
    """Return the head of an array (RFC 8949, section 3)."""
    return _dumped([None] * length)[:-length]


def _store(folder: Path, prefix: str, old: str, suffix: str, content: bytes) -> str:
    """Write a file of the index under a hash of its own, in the language of an old one, and return that."""
    signed = _SIGNATURE + content
    hashed = f"{old.rpartition('_')[0]}_{hashlib.sha256(signed).hexdigest()[:_DIGITS]}"
    (folder / f"{prefix}{hashed}{suffix}").write_bytes(gzip.compress(signed, _LEVEL, mtime=0))
    return hashed
