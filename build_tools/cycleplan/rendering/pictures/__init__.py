"""The pictures of a page, drawn as SVG: the same page gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterator

from cycleplan.pages import CyclePage, CyclesPage, GatheringPage, HomePage, OwnerPage, Page, SpecPage, TopicPage, TopicsPage
from cycleplan.rendering.pictures.progress import draw_progress
from cycleplan.rendering.pictures.svg import Svg
from cycleplan.rendering.pictures.threads import draw_threads
from cycleplan.rendering.pictures.ties import draw_ties
from cycleplan.rendering.pictures.timeline import draw_timeline
from cycleplan.textfile import TextFile

FOLDER = "pictures"
_WHOLE, _BESIDE_FACTS = 1110, 798
"""How wide a picture can be on a wide screen: alone, and beside the facts of a page."""


def draw(page: Page) -> tuple[TextFile, ...]:
    """Return the pictures that a page names in its source with `ptg-picture`, each by its own name on that page."""
    return tuple(TextFile(f"{FOLDER}/{page.name}.{name}.svg", drawn) for name, drawn in _drawn(page))


def _drawn(page: Page) -> Iterator[tuple[str, Svg]]:
    yield from _on_pages_of_cycles(page)
    match page:
        case HomePage(ties=ties, cycle_title=title) if ties:
            yield "ties", draw_ties(page.name, f"Who works on what in {title}", ties, _WHOLE)
        case GatheringPage(ties=ties) | TopicPage(ties=ties) | SpecPage(ties=ties) | OwnerPage(ties=ties) if ties:
            yield "ties", draw_ties(page.name, f"Who and what is tied to {page.title}", ties, _BESIDE_FACTS)
        case _:
            pass


def _on_pages_of_cycles(page: Page) -> Iterator[tuple[str, Svg]]:
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
