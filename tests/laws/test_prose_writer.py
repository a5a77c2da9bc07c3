"""Laws of writing prose: what is written reads back as what it was made from, word for word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from text_strategies import markdown_texts, phrases, proses

from cycleplan.problems import Location, Place
from cycleplan.prose import (
    Paragraph,
    Phrase,
    Prose,
    Text,
    clean,
    normal,
    phrase_markdown,
    plain_text,
    prose_markdown,
    read_phrase,
    read_prose,
)
from cycleplan.prose.escape import Care, opens_block
from cycleplan.prose.spelling import SPACE, spelled
from cycleplan.prose.writer import PLAIN

HERE = Place(Location("t.yaml"))


@given(phrases)
def test_a_written_phrase_reads_back_as_its_normal_form(phrase: Phrase) -> None:
    written = phrase_markdown(phrase)
    assert read_phrase(written, HERE) == (normal(phrase), ())
    assert "\n" not in written


@given(proses)
def test_written_prose_reads_back_as_its_normal_form(prose: Prose) -> None:
    read, problems = read_prose(prose_markdown(prose), HERE)
    assert (normal(read), problems) == (normal(prose), ())


@given(st.from_regex(PLAIN, fullmatch=True) | st.lists(st.sampled_from(["a", "I.", "or,", "end!"]), min_size=40).map(" ".join))
def test_plain_words_read_back_as_they_are(text: str) -> None:
    written = prose_markdown(Prose((Paragraph((Text(text),)),)))

    assert read_prose(written, HERE)[1] == ()
    assert normal(read_prose(written, HERE)[0]) == normal(Prose((Paragraph((Text(text),)),)))
    assert phrase_markdown(Phrase((Text(text),))) == text == " ".join(written.split("\n"))


@given(phrases)
def test_a_phrase_with_all_its_marks_escaped_reads_back_too(phrase: Phrase) -> None:
    content = normal(phrase).content
    written = spelled(content, Care.ALL).replace(SPACE, " ")
    assert read_phrase(written, HERE) == (Phrase(content), ())
    assert read_prose(written, HERE) == (Prose((Paragraph(content),) if content else ()), ())


@given(markdown_texts)
def test_what_was_read_is_written_and_read_again(text: str) -> None:
    prose, _ = read_prose(text, HERE)
    read, problems = read_prose(prose_markdown(prose), HERE)
    assert (normal(read), problems) == (normal(prose), ())


@given(phrases | proses)
def test_the_normal_form_of_a_normal_form_is_itself(prose: Phrase | Prose) -> None:
    assert normal(normal(prose)) == normal(prose)


@given(phrases | proses)
def test_the_normal_form_keeps_every_character_that_is_no_white_space(prose: Phrase | Prose) -> None:
    kept = iter(letters(normal(prose)))
    assert [character for character in letters(prose) if character not in kept] == []


@given(st.lists(st.text("ab*_->#=1.", min_size=1, max_size=12).filter(lambda word: not opens_block(word)), min_size=1, max_size=60))
def test_a_paragraph_is_wrapped_between_its_words(words: list[str]) -> None:
    written = prose_markdown(Prose((Paragraph((Text(" ".join(words)),)),)))
    lines = written.replace("\\", "").split("\n")
    assert " ".join(lines).split() == words
    assert max(map(len, lines)) <= 100


def letters(prose: Phrase | Prose) -> str:
    return "".join(clean(plain_text(prose)).split())
