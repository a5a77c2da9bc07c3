"""Laws of text and of the Markdown in it: whatever was written is shown, or is reported."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from text_strategies import escaped, ids, markdown_texts, python_texts, unicode_texts

from cycleplan.problems import Location, Place
from cycleplan.prose import (
    Citation,
    Inline,
    Mention,
    Phrase,
    PlanLink,
    Prose,
    WebLink,
    clean,
    inlines,
    one_line,
    plain_text,
    read_phrase,
    read_prose,
    unclean,
    unclean_characters,
)
from cycleplan.prose.clean import origins

HERE = Place(Location("t.yaml", 3, 12))
WORD = re.compile(r"[A-Za-z0-9]+")
# An entity, a code's language, the number of a list, and what leads elsewhere are written to be read by programs.
UNSEEN = re.compile(
    r"&[#A-Za-z0-9]+;"
    r"|^[> \t-]*(?:```|~~~)[^\n]*"
    r"|^(?:[> \t]|[-] |[0-9]+[.)][ \t])*[0-9]+[.)]"
    r"|(?<=\])\([^)\n]*\)?"
    r"|(?<=\])\[[A-Za-z]+:[^\]\s\[]+\]",
    re.MULTILINE,
)


@given(python_texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(python_texts)
def test_clean_text_holds_nothing_unclean(text: str) -> None:
    assert list(unclean(clean(text))) == []


@given(python_texts)
def test_text_is_clean_exactly_where_nothing_unclean_is_told(text: str) -> None:
    assert (clean(text) == text) == (list(unclean(text)) == [])


@given(python_texts)
def test_cleaning_keeps_every_character_or_its_name(text: str) -> None:
    kept = iter(clean(text))
    assert all(character in kept for character in text if not list(unclean(character)))
    assert all(f"U+{ord(character):04X}" in clean(text) for character in text if "\u27e8" in clean(character))


@given(python_texts)
def test_clean_text_has_no_control_but_ends_of_lines_and_tabs(text: str) -> None:
    assert {c for c in clean(text) if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")} <= {"\n", "\t"}


@given(python_texts)
def test_every_character_of_clean_text_comes_from_one_before(text: str) -> None:
    assert len(origins(text)) == len(clean(text)) + 1
    assert origins(text) == sorted(origins(text))
    assert all(clean(text[at]) == "\n" or character in clean(text[at]) for character, at in zip(clean(text), origins(text), strict=False))


@given(python_texts)
def test_one_line_has_single_spaces_and_no_ends_of_lines(text: str) -> None:
    assert one_line(text) == " ".join(one_line(text).split())
    assert one_line(one_line(text)) == one_line(text)


@given(python_texts)
def test_every_line_with_invisible_characters_is_reported_once(text: str) -> None:
    place = Place(Location("t.yaml"), (0,) * (text.count("\n") + 1))
    there = [number for number, line in enumerate(text.split("\n"), 1) if list(unclean(line))]
    assert [problem.at.line for problem in unclean_characters(text, place)] == there


@given(python_texts | markdown_texts)
def test_any_text_can_be_read(text: str) -> None:
    for prose, problems in (read_prose(text, HERE), read_phrase(text, HERE)):
        assert list(unclean(plain_text(prose))) == []
        assert {problem.at for problem in problems} <= {HERE.start}


@given(unicode_texts)
def test_escaped_text_shows_as_it_is(text: str) -> None:
    phrase, _ = read_phrase(escaped(text), HERE)
    prose, _ = read_prose(escaped(one_line(text)), HERE)
    assert (one_line(plain_text(phrase)), plain_text(prose)) == (one_line(text), one_line(text))


@given(markdown_texts)
def test_no_word_disappears_from_prose(text: str) -> None:
    assert lost_words(text, *read_prose(text, HERE)) == Counter()


@given(markdown_texts)
def test_no_word_disappears_from_a_phrase(text: str) -> None:
    assert lost_words(text, *read_phrase(text, HERE)) == Counter()


@given(markdown_texts)
def test_no_link_stands_in_a_link(text: str) -> None:
    prose, _ = read_prose(text, HERE)
    links = [inline for inline in inlines(prose) if isinstance(inline, WebLink | PlanLink)]
    within = [inner for link in links for inner in inlines(Phrase(link.content))]
    assert [inner for inner in within if isinstance(inner, WebLink | PlanLink | Mention | Citation)] == []
    assert [link for link in links if not plain_text(Phrase(link.content)).strip()] == []


@given(markdown_texts, ids, st.integers(0, 6), st.booleans())
def test_a_mark_stands_where_its_place_says(text: str, owner: str, indent: int, quoted: bool) -> None:
    lead = "> " if quoted else ""
    lines = [f"{lead}{line}" for line in f"{text} @{owner} [7] [x][spec:a/{owner}]".split("\n")]
    file = ["discussion: |", *(f"{' ' * indent}{line}" for line in lines)]
    prose, _ = read_prose("\n".join(lines), Place(Location("t.yaml", 1, 13), (indent,) * len(lines), 2))
    for inline in inlines(prose):
        if isinstance(inline, Mention | Citation | PlanLink):
            assert file[inline.at.line - 1][inline.at.column - 1 :].startswith(written(inline))


@given(unicode_texts.filter(lambda text: "\n" not in text), ids)
def test_a_mark_in_one_line_stands_where_its_place_says(text: str, owner: str) -> None:
    line = f"summary: {escaped(text)} @{owner}"
    phrase, _ = read_phrase(line[9:], Place(Location("t.yaml", 1, 10), (9,)))
    assert [line[inline.at.column - 1 :] for inline in inlines(phrase) if isinstance(inline, Mention)] == [f"@{owner}"]


def written(inline: Inline) -> str:
    match inline:
        case Mention(owner):
            return f"@{owner}"
        case Citation(number):
            return f"[{number}]"
        case PlanLink(_, kind, name):
            return f"[{kind}:{name}]"
        case _:
            raise AssertionError(inline)


def lost_words(text: str, prose: Phrase | Prose, problems: tuple[object, ...]) -> Counter[str]:
    """Return the words of Markdown that neither the page nor a problem shows."""
    shown = plain_text(prose) + "\n" + "\n".join(map(str, problems))
    return Counter(word for word in WORD.findall(UNSEEN.sub("\n", text)) if word not in shown)
