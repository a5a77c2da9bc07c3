"""Laws of the pictures: any text is text, labels do not meet, and lines cross no more than they have to."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from cycleplan.model import Address, Status
from cycleplan.pages.entries import Link
from cycleplan.pages.ties import TiedTopic, Ties
from cycleplan.pages.timeline import Landed, MilestoneMark, Timeline
from cycleplan.prose import clean
from cycleplan.rendering.pictures.lettering import shortened, width
from cycleplan.rendering.pictures.svg import element, picture
from cycleplan.rendering.pictures.ties import draw_ties
from cycleplan.rendering.pictures.timeline import axis_of, draw_timeline, labels
from cycleplan.rendering.pictures.untangling import Orders, Tie, crossings, untangled

DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))
WIDE = 1110
Made = tuple[tuple[int, int, int], tuple[Tie, ...], tuple[Tie, ...]]
hostile_texts = st.text(max_size=60) | st.sampled_from(
    ("</svg><script>alert(1)</script>", "]]>", "<!--", "&lt;", "\u202eabc", "a\x00b", "\"'` onload=x", "雲の共有" * 40, "x" * 500)
)


@st.composite
def milestones(draw: st.DrawFn) -> tuple[MilestoneMark, ...]:
    found = draw(st.lists(st.tuples(DAYS, st.integers(0, 9), hostile_texts), min_size=1, max_size=25))
    marks = (
        MilestoneMark(title, "1–2 May 2024", "1 May", first, first + timedelta(days), Address("2024.2/index", f"m{n}"))
        for n, (first, days, title) in enumerate(found)
    )
    return tuple(sorted(marks, key=lambda mark: (mark.first, mark.last)))


@st.composite
def ties(draw: st.DrawFn) -> Made:
    sizes = draw(st.tuples(*(st.integers(1, 9) for _ in range(3))))
    pairs = [draw(st.sets(st.tuples(st.integers(0, a - 1), st.integers(0, b - 1)), max_size=20)) for a, b in (sizes[:2], sizes[1:])]
    return sizes, tuple(sorted(pairs[0])), tuple(sorted(pairs[1]))


def crossings_by_pairs(orders: Orders, left: tuple[Tie, ...], right: tuple[Tie, ...]) -> int:
    places = [{entry: place for place, entry in enumerate(order)} for order in orders]
    found = [[(places[side][a], places[side + 1][b]) for a, b in pairs] for side, pairs in enumerate((left, right))]
    return sum((a - c) * (b - d) < 0 for lines in found for (a, b), (c, d) in combinations(lines, 2))


@given(ties())
def test_an_order_holds_every_entry_once_and_crosses_no_more_than_the_first_one(made: Made):
    sizes, left, right = made
    first: Orders = (tuple(range(sizes[0])), tuple(range(sizes[1])), tuple(range(sizes[2])))
    orders = untangled(sizes, left, right)

    assert tuple(map(sorted, orders)) == tuple(map(list, first))
    assert crossings(orders, left, right) == crossings_by_pairs(orders, left, right) <= crossings_by_pairs(first, left, right)
    assert untangled(sizes, left, right) == orders


@given(milestones())
def test_no_two_labels_of_a_line_of_time_meet(marks: tuple[MilestoneMark, ...]):
    placed = tuple(labels(marks, axis_of(Timeline("A cycle", marks, ()), WIDE)))

    assert len(placed) == len(marks)
    for one, other in combinations(placed, 2):
        assert (one.is_above, one.row) != (other.is_above, other.row) or one.right <= other.left or other.right <= one.left


@given(hostile_texts, hostile_texts)
def test_any_text_of_a_picture_is_text(title: str, words: str):
    drawn = picture("ties", title, words, (10, 10), element("text", words, x=1, y=2, class_="end"))
    page = LexborHTMLParser(f"<!doctype html><body>{drawn}</body>")
    body = page.body
    assert body is not None
    found = [node.tag for node in body.traverse()]

    assert found == ["body", "div", "svg", "title", "desc", "text"]
    shown = [node.text(deep=True) for tag in ("title", "desc", "text") for node in body.css(tag)]
    assert shown == [folded(title), folded(words), folded(words)]
    assert body.css_first("div").attributes["aria-label"] == folded(title)


@given(milestones(), st.lists(st.tuples(DAYS, hostile_texts), max_size=30))
def test_a_line_of_time_leads_to_all_it_names(marks: tuple[MilestoneMark, ...], done: list[tuple[date, str]]):
    landed = tuple(Landed(on, "1 May", "topic", Link(title, Address(f"t{n}"))) for n, (on, title) in enumerate(sorted(done)))
    drawn = draw_timeline("index", Timeline("A cycle", marks, landed), WIDE)
    linked = LexborHTMLParser(drawn).css("a")

    assert drawn == draw_timeline("index", Timeline("A cycle", marks, landed), WIDE)
    assert [link.attributes["href"] for link in linked[: len(marks)]] == [f"2024.2/index.html#m{n}" for n in order_of(marks)]
    assert {node.tag for link in linked for node in link.traverse()} <= {"a", "title", "text", "tspan", "g", "circle"}


texts = st.lists(hostile_texts, max_size=4)


@given(texts.filter(bool), texts, texts, st.sampled_from(Status))
def test_who_works_on_what_has_a_link_for_each_name(topics: list[str], owners: list[str], specs: list[str], status: Status):
    held_by = tuple(Link(text, Address(f"o/{n}")) for n, text in enumerate(owners))
    led_to = tuple(Link(text, Address(f"s/{n}")) for n, text in enumerate(specs))
    tied = tuple(TiedTopic(Link(text, Address(f"t/{n}")), status, held_by, led_to) for n, text in enumerate(topics))
    held = tuple((o, t) for t in range(len(topics)) for o in range(len(owners)))
    leading = tuple((t, s) for t in range(len(topics)) for s in range(len(specs)))
    page = LexborHTMLParser(draw_ties("t/0", "A title", Ties(held_by, tied, led_to, held, leading), WIDE))

    named = ("../o/", len(owners)), ("", len(topics)), ("../s/", len(specs))
    expected = sorted(f"{folder}{n}.html" for folder, count in named for n in range(count))
    assert sorted(link.attributes["href"] or "" for link in page.css("a")) == expected
    assert "".join(line.attributes["d"] or "" for line in page.css("path.tie")).count("M") == len(held) + len(leading)


@given(hostile_texts, st.integers(20, 400))
def test_a_shortened_text_fits_and_says_that_it_is_shortened(text: str, room: int):
    shown = shortened(text, room)

    assert width(shown) <= max(room, width("…"))
    assert shown == text or (shown.endswith("…") and text.startswith(shown[:-1]))


def folded(text: str) -> str:
    return " ".join(clean(text).split())


def order_of(marks: tuple[MilestoneMark, ...]) -> list[int]:
    return [int(mark.to.fragment[1:]) for mark in marks]
