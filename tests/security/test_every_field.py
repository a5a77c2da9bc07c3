"""The fields that a page shows in passing: each shows the clean text too, and so does every inline mark."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from string import punctuation

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from projects import check_here, make_project, render_here
from selectolax.lexbor import LexborHTMLParser
from text_strategies import escaped, quoted, unicode_texts

from cycleplan.pipeline import run
from cycleplan.prose import one_line
from cycleplan.rendering import myst
from cycleplan.workspace import read_notes_folder
from security.corpus import HOSTILE

TOPICS = 8
LINES = (
    *HOSTILE.values(),
    "`",
    "``",
    "`a",
    "a`",
    "\\",
    "a\\",
    "{strong}`x`",
    "&#96;",
    "&amp;lt;",
    "\u202eevil",
    "\u2028",
    "\x07",
    "a\u0301" * 9,
    "--",
    '"q"',
)
texts = (st.sampled_from(LINES) | unicode_texts | st.tuples(st.sampled_from(LINES), st.sampled_from(LINES)).map("".join)).filter(one_line)
"""What files can hold. A lone surrogate is no text of a file: UTF-8 cannot say it, and YAML's escape of one is refused."""


@given(unicode_texts | st.sampled_from(LINES) | st.text(punctuation))
def test_no_punctuation_of_a_text_stands_bare_in_its_escape(text: str):
    bare = myst.escape(text)
    for written in myst._ESCAPES.values():
        bare = myst.Myst(bare.replace(written, ""))

    assert not any(mark in bare for mark in punctuation)


def test_each_mark_of_ascii_has_an_escape():
    assert {chr(mark): escape for mark, escape in myst._ESCAPES.items()} == {
        mark: {"`": "&#96;", "\\": "&#92;"}.get(mark, f"\\{mark}") for mark in punctuation
    }


@settings(max_examples=6, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.lists(texts, min_size=40 + 20 * TOPICS, max_size=40 + 20 * TOPICS))
def test_a_page_shows_the_clean_text_of_what_stands_beside_the_rest(drawn: list[str]):
    shown = Shown(map(one_line, drawn))
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        project = make_project(Path(folder), notes(shown))
        outcome = run(read_notes_folder(project.notes).files)
        assert [str(problem) for problem in outcome.problems if problem.is_error] == []
        out = render_here(project, outcome)
        check_here(out, outcome)
        assert list(shown.differences(out)) == []


class Shown:
    """Texts that go into fields, and where each of them is seen."""

    def __init__(self, drawn: Iterator[str]) -> None:
        self.drawn = drawn
        self.expected: list[tuple[str, str, str]] = []

    def line(self, page: str, selector: str, form: str = "%s") -> str:
        """Return YAML for a field without markup."""
        return quoted(self._next(page, selector, form))

    def phrase(self, page: str, selector: str, form: str = "%s") -> str:
        """Return YAML for a field of Markdown that means the text."""
        return quoted(escaped(self._next(page, selector, form)))

    def inline(self, page: str, selector: str, form: str = "%s") -> str:
        """Return Markdown that means the text."""
        return escaped(self._next(page, selector, form))

    def code(self, page: str, selector: str) -> str:
        """Return a code span of the text."""
        ticks = "`" * 60
        return f"{ticks} {self._next(page, selector, '%s')} {ticks}"

    def differences(self, out: Path) -> Iterator[tuple[str, str, str, str]]:
        """Yield every field whose text is seen otherwise than it is."""
        pages: dict[str, LexborHTMLParser] = {}
        for page, selector, expected in self.expected:
            parsed = pages.setdefault(page, LexborHTMLParser((out / page).read_text(encoding="utf-8")))
            found = [" ".join(node.text(deep=True).split()) for node in parsed.css(selector)]
            if expected not in found:
                yield page, selector, expected, str(found)

    def _next(self, page: str, selector: str, form: str) -> str:
        text = next(self.drawn)
        self.expected.append((page, selector, " ".join((form % text).split())))
        return text


def notes(shown: Shown) -> dict[str, str]:
    """Return notes with a text of its own in every field of the kinds that are listed here."""
    spec, owner, gathering = "specs/manila/s.html", "owners/o.html", "2024.2/manila/index.html"
    missing, review = "no address in the notes %s", "to be reviewed %s"
    return {
        "site.yaml": f"title: {shown.line('index.html', '.site-title', '%s 2024.2 Dalmatian')}\nbase: https://plan.example/\n"
        f"licence: {{title: Free}}\ncopyright: {shown.line('unowned.html', 'footer p', '%s · Free')}\n"
        "source: https://git.example/)<b>*{path}?a=1&copy=2\n",
        "cycles.yaml": '"2024.2": {name: Dalmatian}\n',
        "teams.yaml": f"manila: {{title: {shown.line('specs/index.html', 'h2')}}}\n",
        "owners.yaml": f"o: {{kind: person, label: {shown.line('owners/index.html', '.rows a')}, role: {shown.line(owner, '.facts dd p')}, "
        f"aliases: [{shown.line(owner, '.facts dd p')}, {shown.line(owner, '.facts dd p')}], "
        f"review: {shown.phrase(owner, 'section > p', review)}}}\n",
        "specs/manila.yaml": f"s: {{kind: bug, title: {shown.line('specs/index.html', '.rows a')}, summary: x, "
        f"missing: {shown.phrase(spec, 'section > p', missing + ' · found later: https://a.example/, there')}, "
        "found: {url: 'https://a.example/', where: there}, "
        f"moved_from: [{shown.line(spec, 'section > ul li')}, {shown.line(spec, 'section > ul li')}], "
        f"changes: [{{title: x, missing: {shown.phrase(spec, '#changes li', 'x: ' + missing)}}}], "
        f"log: [{{date: 2024-05-01, status: done, evidence: review 1, "
        f"text: {shown.phrase(spec, '#log li', '1 May 2024 done %s · review 1')}}}], "
        f"checked: {{date: 2024-05-02, result: {shown.phrase(spec, '#log li', '2 May 2024 checked %s')}}}, "
        f"review: {shown.phrase(spec, 'section > p', review)}}}\n",
        "2024.2/manila/gathering.yaml": f"title: x\nintroduction: {shown.phrase(gathering, 'section > p')}\n"
        f"review: {shown.phrase(gathering, 'section > p', review)}\n"
        f"place: {shown.line(gathering, '.facts dd p')}\npad: {{missing: {shown.phrase(gathering, '.facts dd p')}}}\n"
        f"milestones: {{m1: {{title: {shown.line(gathering, '#m1', '%s · 1 May 2024')}, date: 2024-05-01}}}}\n"
        f"references: [{{title: {shown.line(gathering, '#references li p')}, "
        f"missing: {shown.phrase(gathering, '#references li p', missing)}, "
        f"review: {shown.phrase(gathering, '#references li p', review)}}}, "
        f"{{title: x, missing: lost, found: {{url: 'https://a.example/', "
        f"where: {shown.phrase(gathering, '#references li p', missing % 'lost' + ' · found later: https://a.example/, %s')}}}}}]\n"
        f"topics: [{', '.join(f't{number}' for number in range(TOPICS))}]\n",
        **{f"2024.2/manila/t{number}.yaml": topic(shown, f"2024.2/manila/t{number}.html") for number in range(TOPICS)},
    }


def topic(shown: Shown, page: str) -> str:
    """Return a topic with a text in every inline mark, and in what its parts and action items say."""
    below, review = "#discussion ", "to be reviewed %s"
    marks = (
        f"*{shown.inline(page, below + 'p', 'e %s')}*",
        f"**{shown.inline(page, below + 'p', 's %s')}**",
        f"[{shown.inline(page, below + 'p a')}](https://a.example/?b=1&copy=2)",
        f"[{shown.inline(page, below + 'p a')}][spec:manila/s]",
        shown.code(page, below + "p code"),
    )
    paragraphs = (f"e {marks[0]}", f"s {marks[1]}", *marks[2:])
    nested = f"> - {shown.inline(page, below + 'blockquote li > p')}\n>   1. {shown.inline(page, below + 'blockquote li li > p')}"
    discussion = quoted("\n\n".join((*paragraphs, nested)))
    return "\n".join(
        (
            f"title: {shown.line('2024.2/manila/index.html', '.rows a')}",
            f"kind: feature\nsummary: {shown.phrase('2024.2/manila/index.html', '.rows p')}",
            f"led_by: [o]\nreview: {shown.phrase('2024.2/manila/index.html', '.rows p', review)}",
            f"discussion: {discussion}",
            f"parts: [{{id: p1, title: x, summary: {shown.phrase(page, '#p1 > p')}, discussion: {shown.phrase(page, '#p1 > p')}, "
            f"review: {shown.phrase(page, '#p1 > p', review)}}}]",
            f"actions: [{{id: a1, due: 2024-06-01, task: x, log: [{{date: 2024-05-01, status: open, evidence: review 1, "
            f"text: {shown.phrase(page, '#a1 li', '1 May 2024 · open · %s · review 1')}}}], "
            f"review: {shown.phrase(page, '#a1 > p', review)}}}]",
            f"decisions: [{{id: d1, specs: [manila/s], text: {shown.phrase('specs/manila/s.html', '#decisions li p')}, "
            f"review: {shown.phrase('specs/manila/s.html', '#decisions li p', review)}}}]",
            "",
        )
    )
