"""format=flowed: paragraphs that were wrapped for the way, each made one line again (RFC 3676, section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SIGNATURE = "-- "


def unflowed(lines: Iterable[str], *, drops_space: bool = False) -> Iterator[str]:
    """Yield each paragraph as one line, after its quote marks; `drops_space` is what `delsp=yes` says."""
    depth, pieces = 0, list[str]()
    for line in lines:
        text = line.lstrip(">")
        here = len(line) - len(text)
        text = text.removeprefix(" ")
        if pieces and (here != depth or text == SIGNATURE):
            yield _quoted(depth, pieces)
            pieces = []
        depth = here
        is_flowed = text.endswith(" ") and text != SIGNATURE and not text.isspace()
        pieces.append(text[:-1] if is_flowed and drops_space else text)
        if not is_flowed:
            yield _quoted(depth, pieces)
            pieces = []
    if pieces:
        yield _quoted(depth, pieces)


def _quoted(depth: int, pieces: list[str]) -> str:
    text = "".join(pieces)
    return f"{'>' * depth} {text}".rstrip(" ") if depth and text != SIGNATURE else f"{'>' * depth}{' ' if depth else ''}{text}"
