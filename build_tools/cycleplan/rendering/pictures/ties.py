"""Who works on what as a picture: owners, topics and work items in three columns, and lines for what ties them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cycleplan.pages.entries import Link
from cycleplan.pages.ties import TiedTopic, Ties
from cycleplan.rendering.pictures.lettering import LINE, shortened, width
from cycleplan.rendering.pictures.marks import mark
from cycleplan.rendering.pictures.svg import Svg, element, link, picture
from cycleplan.rendering.pictures.untangling import untangled

_ROW, _HEAD = 24, 28
_NARROWEST, _BEND = 90, 40
"""The least room for the lines between two columns, and how far a line runs straight on before it turns."""
_GAP, _MARK = 6, 14
"""The gap between a line and a label, and from the middle of a mark to the label that it belongs to."""


def draw_ties(page: str, title: str, ties: Ties, wide: int) -> Svg:
    """Return the picture for a page, `wide` units across."""
    owner_end, topic_start, spec_start = _columns(ties, wide)
    owners, topics, specs = untangled((len(ties.owners), len(ties.topics), len(ties.specs)), ties.held, ties.leading)
    height = _HEAD + _ROW * max(map(len, (owners, topics, specs)))
    heights = [_spread(order, height) for order in (owners, topics, specs)]
    room = (spec_start if specs else wide) - topic_start - _MARK - (_NARROWEST if specs else 0)
    labels = [shortened(topic.topic.text, room) for topic in ties.topics]
    ends = [topic_start + _MARK + width(label) + _GAP for label in labels]
    edge = max(ends)
    lines = (
        *(_line(owner_end + _GAP, owner_end + _GAP, heights[0][a], topic_start - _MARK + 4, heights[1][b]) for a, b in ties.held),
        *(_line(ends[b], edge, heights[1][b], spec_start - _GAP, heights[2][c]) for b, c in ties.leading),
    )
    return picture(
        "ties",
        title,
        _told(ties),
        (wide, height),
        *_heads(owner_end if owners else 0, topic_start, spec_start if specs else 0),
        *((element("path", d="".join(lines), class_="tie"),) if lines else ()),
        *_ending(_label(page, ties.owners[o], owner_end, heights[0][o], owner_end) for o in owners),
        *(_topic(page, ties.topics[t], labels[t], topic_start, heights[1][t]) for t in topics),
        *(_label(page, ties.specs[s], spec_start, heights[2][s], wide - spec_start) for s in specs),
    )


def _columns(ties: Ties, wide: int) -> tuple[int, int, int]:
    """Return where the owners end, the topics' marks are, and the work items start, in proportion to what they hold."""
    owners = min(_widest(ties.owners), wide // 5)
    specs = min(_widest(ties.specs), wide * 3 // 10)
    topic_start = owners + (_NARROWEST + _ROW if ties.owners else 0) + _MARK
    if wide > 2 * (topic_start + specs):
        topic_start += _NARROWEST
    return owners, topic_start, wide - specs


def _widest(found: Sequence[Link]) -> int:
    return max((width(one.text) for one in found), default=0)


def _spread(order: Sequence[int], height: int) -> dict[int, int]:
    """Return how far down each entry stands, the entries of a column spread evenly over the picture."""
    room = height - _HEAD
    return {entry: _HEAD + (2 * place + 1) * room // (2 * len(order)) for place, entry in enumerate(order)}


def _heads(owner_end: int, topic_start: int, spec_start: int) -> Iterator[Svg]:
    if owner_end:
        yield element("text", "Owners", x=owner_end, y=LINE, class_="faint end")
    yield element("text", "Topics", x=topic_start + _MARK, y=LINE, class_="faint")
    if spec_start:
        yield element("text", "Work items", x=spec_start, y=LINE, class_="faint")


def _line(start: int, edge: int, y1: int, end: int, y2: int) -> str:
    """Return the path of a line that runs level to the edge of its column, so that it meets no other label, and bends from there."""
    bend = max(_BEND, (end - edge) // 2)
    level = f"H{edge}" if edge > start else ""
    return f"M{start} {y1}{level}C{edge + bend} {y1} {end - bend} {y2} {end} {y2}"


def _ending(labels: Iterable[Svg]) -> Iterator[Svg]:
    """Yield labels that end where each is placed, as one group."""
    if group := [*labels]:
        yield element("g", *group, class_="end")


def _label(page: str, to: Link, x: int, y: int, room: int) -> Svg:
    shown = shortened(to.text, room)
    return link(page, to.to, *_whole(to.text, shown), element("text", shown, x=x, y=y + 5))


def _topic(page: str, topic: TiedTopic, shown: str, x: int, y: int) -> Svg:
    title = element("title", f"{topic.topic.text}: {topic.status.value}")
    return link(page, topic.topic.to, title, mark(topic.status, x, y), element("text", shown, x=x + _MARK, y=y + 5))


def _whole(text: str, shown: str) -> tuple[Svg, ...]:
    return (element("title", text),) if shown != text else ()


def _told(ties: Ties) -> str:
    columns = ((len(ties.owners), "owner"), (len(ties.topics), "topic"), (len(ties.specs), "work item"))
    words = ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in columns if count)
    more = f" {ties.left_out} more are not drawn." if ties.left_out else ""
    return f"{words}, and {len(ties.held) + len(ties.leading)} lines between them.{more} The same stands on this page in words."
