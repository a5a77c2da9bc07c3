"""The pictures of a page, drawn as SVG: the same page gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.pages import CyclePage, CyclesPage, GatheringPage, HomePage, Page, TopicsPage
from cycleplan.rendering.pictures.progress import draw_progress
from cycleplan.rendering.pictures.svg import Svg
from cycleplan.rendering.pictures.threads import draw_threads
from cycleplan.rendering.pictures.timeline import draw_timeline
from cycleplan.textfile import TextFile

FOLDER = "pictures"
_WHOLE, _BESIDE_FACTS = 1110, 798
"""How wide a picture can be on a wide screen: alone, and beside the facts of a page."""


def draw(page: Page) -> tuple[TextFile, ...]:
    """Return the pictures that a page names in its source with `ptg-picture`, each by its own name on that page."""
    return tuple(TextFile(f"{FOLDER}/{page.name}.{name}.svg", drawn) for name, drawn in _drawn(page))


def _drawn(page: Page) -> Iterator[tuple[str, Svg]]:
    match page:
        case HomePage(timeline=timeline) if timeline:
            yield "timeline", draw_timeline(page.name, timeline, _WHOLE)
        case GatheringPage(timeline=timeline) | CyclePage(timeline=timeline) if timeline:
            yield "timeline", draw_timeline(page.name, timeline, _BESIDE_FACTS)
        case TopicsPage(drawn=drawn) if drawn:
            yield "threads", draw_threads(page.name, drawn, page.cycles)
        case CyclesPage(entries=entries) if entries:
            yield "progress", draw_progress(page.name, entries)
        case _:
            pass


__all__ = ["FOLDER", "draw"]
