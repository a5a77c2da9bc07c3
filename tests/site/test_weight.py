"""A page costs its readers the same in a plan of any size: nothing on it grows with the number of pages."""

from __future__ import annotations

from pathlib import Path

from projects import TINY, make_project
from selectolax.lexbor import LexborHTMLParser

from cycleplan.site.build import build_site

TOPIC = "2024.2/manila/weigher.html"
HEAVIEST = 50_000
FEW, MANY = 10, 150
"""Topics of two plans. What grows with the number of pages at all would have grown by then."""


def notes(count: int) -> dict[str, str]:
    """Return notes with the same topic among so many others, of as many teams and owners as such a plan has."""
    others = [f"t{n}" for n in range(count - 1)]
    topics = {
        f"2024.2/manila/{name}.yaml": f"title: Topic {name}\nkind: debt\nsummary: One of many.\nled_by: [o-{name}]\n" for name in others
    }
    owners = "".join(f"o-{name}: {{kind: person}}\n" for name in others)
    order = f"title: Manila at the PTG\ntopics: [weigher, {', '.join(others)}]\n"
    return {**TINY, **topics, "owners.yaml": TINY["owners.yaml"] + owners, "2024.2/manila/gathering.yaml": order}


def weight(html: Path) -> int:
    """Return the bytes of the topic's page with all that it loads."""
    page = html / TOPIC
    found = LexborHTMLParser(page.read_text(encoding="utf-8"))
    names = [node.attributes["src"] or "" for node in found.css("script[src]")]
    names += [node.attributes["href"] or "" for node in found.css("link[rel=stylesheet], link[rel=icon]")]
    return page.stat().st_size + sum((page.parent / name.partition("?")[0]).stat().st_size for name in names)


def test_a_page_weighs_the_same_in_a_small_plan_and_in_a_large_one(tmp_path: Path):
    weights = []
    for count in (FEW, MANY):
        project = make_project(tmp_path / str(count), notes(count))
        assert build_site(project, report=str).changed
        weights.append(weight(project.html.resolve()))

    assert max(weights) <= HEAVIEST
    assert max(weights) <= min(weights) * 1.02
