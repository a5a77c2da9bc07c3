"""Pictures over many cycles: what there is room for, what is said of the rest, and that nothing runs out of them."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from cycleplan.model import Address, Status
from cycleplan.pages.cycles import CycleEntry, Tally
from cycleplan.pages.entries import Link, TopicEntry
from cycleplan.pages.threads import Stop, Subject
from cycleplan.prose import Phrase
from cycleplan.rendering.pictures import progress, threads
from cycleplan.rendering.pictures.lettering import width

HOSTILE = "</svg><script>alert(1)</script>"
PROGRESS = """\
<div class="picture-frame" role="region" tabindex="0" aria-label="Progress of each cycle">
<svg class="picture progress" viewBox="0 0 760 56" width="47.5rem" height="3.5rem" role="group">\
<title>Progress of each cycle</title>\
<desc>Bars of the action items of one cycle by what became of them. The same figures stand in the list on this page.</desc>\
<a href="2024.0/index.html"><title>Cycle 0</title><text x="0" y="17">Cycle 0</text></a>\
<g class="s-done"><rect x="170" y="5" width="424" height="14"/></g>\
<a href="2024.0/index.html#gatherings"><g class="s-done"><circle cx="176" cy="34" r="6"/></g><text x="188" y="39">3 done</text></a>\
<g class="s-dropped"><rect x="595" y="11" width="139" height="3"/></g>\
<a href="2024.0/index.html#gatherings"><g class="s-dropped"><rect x="256" y="33" width="10" height="2"/></g>\
<text x="273" y="39">1 dropped</text></a></svg>
</div>
"""


def cycle(number: int, title: str = "Cycle {}") -> Link:
    return Link(title.format(number), Address(f"2024.{number}/index"))


def entry(number: int, *counts: tuple[Status, int], title: str = "Cycle {}") -> CycleEntry:
    tallies = tuple(Tally(status, count, Address(f"2024.{number}/index", "gatherings")) for status, count in counts)
    return CycleEntry(cycle(number, title), (), (), 0, "1 topic", sum(count for _, count in counts), tallies)


def subject(*stops: Stop) -> Subject:
    newest = stops[-1]
    return Subject(TopicEntry(newest.topic, Phrase(), newest.status, (), "", newest.cycle, Phrase()), stops)


def stop(number: int, name: str, *after: int, status: Status = Status.OPEN) -> Stop:
    return Stop(cycle(number), Link(name, Address(f"2024.{number}/manila/{name}")), status, after)


def drawn(markup: str) -> LexborNode:
    found = LexborHTMLParser(markup).css_first("svg")
    assert found is not None
    return found


def texts(svg: LexborNode) -> list[str]:
    return [node.text() for node in svg.css("text")]


def test_a_bar_has_a_piece_for_each_state_in_proportion():
    assert progress.draw_progress("cycles", [entry(0, (Status.DONE, 3), (Status.DROPPED, 1))]) == PROGRESS


def test_a_state_that_is_rare_has_a_piece_all_the_same():
    svg = drawn(progress.draw_progress("cycles", [entry(0, (Status.OPEN, 1), (Status.DONE, 9999))]))

    assert [node.attributes["width"] for node in svg.css("g > rect")] == ["4", "565"]
    assert texts(svg) == ["Cycle 0", "1 open", "9,999 done"]


@pytest.mark.parametrize("count", [1, 999_999])
def test_the_figures_of_every_state_stay_inside_the_picture(count: int):
    svg = drawn(progress.draw_progress("cycles", [entry(n, *((status, count) for status in Status)) for n in range(3)]))
    _, _, wide, high = (float(number) for number in (svg.attributes["viewBox"] or "").split())

    assert len(svg.css("text")) == 3 * (1 + len(Status))
    for node in svg.css("text"):
        assert float(node.attributes["x"] or "") + width(node.text()) <= wide
        assert float(node.attributes["y"] or "") < high
    for node in svg.css("g > rect"):
        assert float(node.attributes["x"] or "") + float(node.attributes["width"] or "") <= wide
    places = [(node.attributes["x"], node.attributes["y"]) for node in svg.css("text")]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize(("count", "said"), [(progress.MOST_CYCLES, []), (progress.MOST_CYCLES + 1, ["the newest 24 of 25 cycles"])])
def test_progress_says_of_how_many_cycles_it_has_the_newest(count: int, said: list[str]):
    svg = drawn(progress.draw_progress("cycles", [entry(n, (Status.DONE, 1)) for n in range(count)]))
    expected = [words for n in range(progress.MOST_CYCLES) for words in (f"Cycle {n}", "1 done")]

    assert texts(svg) == [*expected, *said]
    assert [words for words in said if words not in svg.css_first("desc").text()] == []


@pytest.mark.parametrize(("count", "said"), [(threads.MOST_CYCLES, []), (threads.MOST_CYCLES + 1, ["the newest 12 of 13 cycles"])])
def test_threads_say_of_how_many_cycles_they_have_the_newest(count: int, said: list[str]):
    cycles = [cycle(n) for n in reversed(range(count))]
    svg = drawn(threads.draw_threads("topics", [subject(stop(0, "first"), stop(count - 1, "last", 0))], cycles))
    cut = count - threads.MOST_CYCLES

    assert texts(svg)[: len(said)] == said
    assert sorted(texts(svg)[len(said) : len(said) + threads.MOST_CYCLES]) == sorted(f"Cycle {n}" for n in range(cut, count))
    assert texts(svg)[len(said) + threads.MOST_CYCLES :] == ["last", *(["open"] * (2 - cut))]
    assert [words for words in said if words not in svg.css_first("desc").text()] == []


def test_a_line_leads_from_each_stop_to_those_that_take_it_up():
    stops = (stop(0, "a"), stop(0, "b"), stop(1, "c", 0, 1), stop(2, "d", 2))
    svg = drawn(threads.draw_threads("topics", [subject(*stops)], [cycle(2), cycle(1), cycle(0)]))
    start, end = 360 + 5 + 6 + width("open") + 6, 150 + 360 - 10

    assert [[int(line.attributes[key] or "") for key in ("x1", "y1", "x2", "y2")] for line in svg.css("line.axis")] == [
        [start, 42, end, 42],
        [start, 70, end, 42],
        [start + 150, 42, end + 150, 42],
    ]


def test_a_cell_has_three_topics_and_counts_the_rest():
    stops = tuple(stop(0, f"t{n}") for n in range(5))
    svg = drawn(threads.draw_threads("topics", [subject(*stops)], [cycle(0)]))

    assert texts(svg) == ["Cycle 0", "t4", "open", "open", "open", "and 2 more"]
    assert svg.css("a")[-1].attributes["href"] == "2024.0/index.html"


@pytest.mark.parametrize("text", [HOSTILE, "雲の共有" * 40])
def test_any_name_is_text_and_whole_for_whoever_points_at_it(text: str):
    once = Stop(Link(text, Address("2024.0/index")), Link(text, Address("2024.0/manila/t")), Status.DONE)
    pictures = (
        threads.draw_threads("topics", [subject(once)], [once.cycle]),
        progress.draw_progress("cycles", [entry(0, (Status.DONE, 1), title=text)]),
    )

    for markup in pictures:
        svg = drawn(markup)
        assert {node.tag for node in svg.traverse()} <= {"svg", "title", "desc", "a", "g", "text", "line", "rect", "circle", "path"}
        named = [link.css_first("title").text() for link in svg.css("a") if link.css_first("title")]
        assert [name for name in named if name not in (text, f"{text}, {text}: done")] == []
        assert text in named
