"""The law of escaping: for any text in any field, what a page shows is the clean text, and nothing else."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from string import punctuation
from typing import Any

import pytest
from docutils.core import publish_doctree
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from myst_parser.docutils_ import Parser
from projects import check_here, make_project, render_here
from selectolax.lexbor import LexborHTMLParser
from text_strategies import MARKS, escaped, quoted, unicode_texts

from cycleplan.pipeline import run
from cycleplan.problems import Location
from cycleplan.prose import Code, Emphasis, Inline, Phrase, PlanLink, Strong, Text, WebLink, clean, one_line, plain_text
from cycleplan.rendering import myst
from cycleplan.workspace import read_notes_folder
from security.corpus import HOSTILE

SNIPPETS = (
    *HOSTILE.values(),
    *MARKS,
    *(
        "{role}`x`",
        "{strong}`",
        "``` `",
        "\\",
        "\\\\",
        "`\\`",
        "| a | b |\n|---|---|",
        "&copy=2",
        "&#x202e;",
        "\u202e",
        "\u200b",
        "\u2028",
        "\x1b",
    ),
    *("%", "+++", "$x$", "\\(x\\)", "--os-cloud", '"x"', "...", "(c)", "§6", ":ptg:topic:`x`", "|x|_", "x_", "..", "::", "[^1]", "{{ x }}"),
)
hostile_texts = (
    st.sampled_from(SNIPPETS)
    | unicode_texts
    | st.lists(st.sampled_from(SNIPPETS) | st.text(punctuation + " \nab1é", min_size=1, max_size=6), min_size=1, max_size=6).map("".join)
).filter(one_line)

inlines = st.recursive(
    st.builds(Text, hostile_texts) | st.builds(Code, hostile_texts),
    lambda inner: st.one_of(
        st.builds(Emphasis, st.tuples(inner)),
        st.builds(Strong, st.tuples(inner, inner)),
        st.builds(WebLink, st.tuples(inner), st.just("https://e.example/?a=1&copy=2")),
        st.builds(PlanLink, st.tuples(inner), st.just("page"), st.just("owners/x"), st.just(Location(""))),
    ),
    max_leaves=4,
)
CONTEXTS = ("# %s", "%s", "- %s", "> %s", "1. - %s", "x %s y", "[%s](<plan:index>)")
SETTINGS: dict[str, Any] = {
    "myst_disable_syntax": ["html_block", "html_inline", "front_matter", "myst_target", "myst_block_break", "myst_line_comment"],
    "myst_url_schemes": ["http", "https", "mailto", "plan"],
    "report_level": 5,
}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(hostile_texts)
def test_an_escaped_text_is_read_as_that_text_in_every_place(text: str):
    page = "\n\n".join(context % myst.escape(text) for context in CONTEXTS)

    assert seen(page) == " ".join(context.lstrip("#->1.[ ").removesuffix("](<plan:index>)") % one_line(text) for context in CONTEXTS)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(inlines, min_size=1, max_size=4).map(tuple))
def test_prose_is_read_as_its_plain_text(content: tuple[Inline, ...]):
    assert seen(f"x {myst.inline_myst(content)} y") == fold(f"x {clean(plain_text(Phrase(content)))} y")


@pytest.mark.parametrize("mark", punctuation)
def test_the_law_tells_when_an_escape_is_gone_that_nothing_else_stands_in_for(mark: str, monkeypatch: pytest.MonkeyPatch):
    escapes = {key: value for key, value in myst._ESCAPES.items() if key != ord(mark)}
    monkeypatch.setattr(myst, "_ESCAPES", escapes)
    tried = [text.replace("\x00", mark) for text in ATTACKS]

    broken = [text for text in tried if seen(str(myst.escape(text))) != one_line(text)]

    assert bool(broken) == (mark not in NEVER_ALONE)


ATTACKS = (
    *HOSTILE.values(),
    *(
        "\x00",
        "\x00\x00\x00",
        "\x00a\x00",
        "\x00\x00a\x00\x00",
        "a\n\x00\x00\x00",
        "1\x00 a",
        "a\x00b",
        "\x00 a",
        "a \x00 b",
        "[a\x00(b)",
        "\x00amp;",
    ),
    *(
        "![a](b)",
        "[a](b)",
        "&lt;",
        "<b>",
        "`a`",
        "{strong}`a`",
        "a\\",
        "*a*",
        "_a_",
        "**a**",
        "~~~",
        "- a",
        "+ a",
        "1. a",
        "1) a",
        "# a",
        "> a",
    ),
    *(
        "a\\\\b",
        "\\*a\\*",
        "a  \nb",
        "x: y",
        "[a]: b",
        "[a][b]",
        "<http://a.b>",
        "![a][b]",
        "a|b",
        "$a$",
        "%a",
        "(a)=",
        "a@b.c",
        "'a'",
        '"a"',
    ),
)
NEVER_ALONE = frozenset("$%'(,/:;=?@^|\"&{}]![<")
"""Marks of which no text of ours is read otherwise when they alone go without their backslash, since others still have theirs."""


@settings(max_examples=6, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(st.lists(hostile_texts, min_size=160, max_size=160))
def test_a_page_shows_the_clean_text_of_every_field(drawn: list[str]):
    fields = Fields(drawn)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        project = make_project(Path(folder), fields.notes())
        outcome = run(read_notes_folder(project.notes).files)
        assert [str(problem) for problem in outcome.problems if problem.is_error] == []
        out = render_here(project, outcome)
        check_here(out, outcome)
        differences = list(fields.differences(out))

    assert differences == []


class Fields:
    """Notes with a hostile text in every field, and where each of them is seen."""

    def __init__(self, drawn: list[str]) -> None:
        self.texts = iter(drawn)
        self.expected: list[tuple[str, str, str]] = []

    def plain(self, page: str, selector: str, form: str = "%s") -> str:
        """Return YAML for a field without markup."""
        text = next(self.texts)
        self.expected.append((page, selector, fold(form % one_line(text))))
        return quoted(text)

    def marked(self, page: str, selector: str, form: str = "%s") -> str:
        """Return YAML for a field of Markdown that means the text."""
        text = one_line(next(self.texts))
        self.expected.append((page, selector, fold(form % text)))
        return quoted(escaped(text))

    def notes(self) -> dict[str, str]:
        """Return the notes; the texts of each field are drawn as it is written."""
        gathering, actions = "2024.2/manila/index.html", "unowned.html"
        topics = {f"2024.2/manila/t{number}.yaml": self.topic(f"2024.2/manila/t{number}.html", number) for number in range(8)}
        return {
            "site.yaml": f"title: {self.plain('index.html', 'h1')}\nbase: https://plan.example/\n"
            f"licence: {{title: {self.plain(actions, 'footer p:last-child', 'Us · %s')}}}\ncopyright: Us\n",
            "cycles.yaml": '"2024.2": {name: Dalmatian, milestones: '
            f"{{end: {{title: {self.plain('2024.2/index.html', '#end p', '%s · 2 October 2024')}, date: 2024-10-02}}}}}}\n",
            "teams.yaml": f"manila: {{title: {self.plain('2024.2/index.html', '.ways a')}}}\n",
            "owners.yaml": "".join(
                f"o{n}: {{kind: person, label: {self.plain(f'owners/o{n}.html', 'h1')}, "
                f"name: {self.plain(f'owners/o{n}.html', '.facts dd')}}}\n"
                for n in range(3)
            ),
            "specs/manila.yaml": f"s: {{kind: spec, title: {self.plain('specs/manila/s.html', 'h1')}, "
            f"summary: {self.marked('specs/manila/s.html', 'p.lead')}, missing: not known, "
            f"changes: [{{missing: no, title: {self.plain('specs/manila/s.html', '#changes li', '%s: no address in the notes no')}}}]}}\n",
            "2024.2/manila/gathering.yaml": f"title: {self.plain(gathering, 'h1')}\nplace: {self.plain(gathering, '.facts dd')}\n"
            f"closing: {self.marked(gathering, '#outcome > p')}\ntopics: [{', '.join(f't{n}' for n in range(8))}]\n",
            **topics,
        }

    def topic(self, page: str, number: int) -> str:
        """Return a topic with a text of its own in every field."""
        return "\n".join(
            (
                f"title: {self.plain(page, f'#t{number} > h1')}",
                "kind: feature",
                f"summary: {self.marked(page, 'p.lead')}",
                f"led_by: [o{number % 3}]",
                "specs: [manila/s]",
                f"discussion: {self.blocks(page)}",
                f"parts: [{{id: p1, title: {self.plain(page, '#p1 > h3')}}}]",
                f"decisions: [{{id: d1, text: {self.marked(page, '#d1 > p')}}}]",
                f"actions: [{{id: a1, task: {self.marked(page, '#a1 > p', 'open %s')}}}]",
                f"references: [{{cite: {number}, title: {self.plain(page, f'#ref-{number} > p', f'[{number}] %s')}, missing: lost}}]",
                f"log: [{{date: 2024-05-01, status: done, text: {self.marked(page, '#outcome li', '1 May 2024 done %s · review 1')}, "
                "evidence: review 1}]",
                f"checked: {{date: 2024-05-02, result: {self.marked(page, '#outcome li + li', '2 May 2024 checked %s')}}}",
                "",
            )
        )

    def blocks(self, page: str) -> str:
        """Return a discussion with a text in each sort of block."""
        number = page.removesuffix(".html").rpartition("/t")[2]
        paragraph, item, quote, code = (one_line(next(self.texts)) for _ in range(4))
        self.expected += [
            (page, "#discussion > p", fold(f"{paragraph} [{number}]")),
            (page, "#discussion > ul li", item),
            (page, "#discussion > blockquote", quote),
            (page, "#discussion pre", code),
        ]
        fence = "`" * 40
        return quoted(f"{escaped(paragraph)} [{number}]\n\n- {escaped(item)}\n\n> {escaped(quote)}\n\n{fence}\n{code}\n{fence}\n")

    def differences(self, out: Path) -> Iterator[tuple[str, str, str, str]]:
        """Yield every field whose text is seen otherwise than it is."""
        pages: dict[str, LexborHTMLParser] = {}
        for page, selector, expected in self.expected:
            parsed = pages.setdefault(page, LexborHTMLParser((out / page).read_text(encoding="utf-8")))
            found = parsed.css_first(selector)
            shown = fold(found.text(deep=True)) if found else "not there"
            if shown != expected:
                yield page, selector, expected, shown


def seen(page: str) -> str:
    """Return what MyST reads in a page, white space folded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return fold(publish_doctree(page, parser=Parser(), settings_overrides=SETTINGS).astext())


def fold(text: str) -> str:
    """Fold white space."""
    return " ".join(text.split())
