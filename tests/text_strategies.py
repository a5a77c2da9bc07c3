"""What Hypothesis tries as text: texts of all sorts, their escapes, and trees of prose."""

from __future__ import annotations

import string

from hypothesis import strategies as st

from cycleplan.model import why_no_fragment
from cycleplan.problems import Location
from cycleplan.prose import (
    Break,
    BulletList,
    Citation,
    Code,
    CodeBlock,
    Emphasis,
    Mention,
    NumberedList,
    Paragraph,
    Phrase,
    PlanLink,
    Prose,
    Quote,
    Strong,
    Text,
    WebLink,
    one_line,
)

CYCLES = {"2023.2": "Bobcat", "2024.1": "Caracal", "2024.2": "Dalmatian"}
"""The cycles that notes are of, whose names no id can have."""

unicode_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
"""Any text that a file can hold, control characters and exotic line ends included."""

python_texts = st.text(st.characters() | st.characters(categories=["Cs"]), max_size=30)
"""Any string of Python, lone surrogates included."""

lines = unicode_texts.map(one_line).filter(bool)
"""Text that says something, with white space folded."""

MARKS = (
    *("[", "]", "](", ")", "![", "<", ">", "*", "**", "_", "__", "`", "``", "```", "~~~", "\\", "&", "&amp;", "&#x202e;", "@", "[1]"),
    *("][spec:", "][topic:", "][owner:", ": ", "[a]: ", '"', "'", "(", "\n", "\n\n", "\n> ", "\n- ", "\n    ", "\n1. ", "\n7) ", "\n# "),
    *("\n===", "\n---", "\n***", "\n```", "<!--", "-->", "<?", "<b>", "</b>", "<http:", "<a@b.c>", " ", "  \n", "\t", "https://e.example/"),
)

markdown_texts = st.lists(st.sampled_from(MARKS) | st.text("abcxyz019", min_size=1, max_size=4), max_size=25).map("".join)
"""Text full of the marks of Markdown, in every order."""

ids = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,6}[a-z0-9])?", fullmatch=True).filter(
    lambda text: not why_no_fragment(text) and text not in {name.casefold() for name in CYCLES.values()}
)
"""Names that can be part of an address, and a fragment."""

web_addresses = st.sampled_from(("https://docs.example/", "http://docs.example/a%20b?c=d&e#f", "mailto:list@lists.example"))


def escaped(text: str) -> str:
    """Return Markdown that shows a text: a backslash before all ASCII punctuation."""
    return "".join(f"\\{character}" if character in string.punctuation else character for character in text)


def quoted(text: str) -> str:
    """Return a text as a double-quoted scalar of YAML."""
    return f'"{"".join(map(_quoted_character, text))}"'


def _quoted_character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


_hostile = st.lists(st.sampled_from(MARKS) | st.text("abé·019 ", min_size=1, max_size=3), max_size=6).map("".join) | unicode_texts
_NOWHERE = Location("")
_contents = st.recursive(
    st.lists(
        st.builds(Text, _hostile)
        | st.builds(Code, _hostile)
        | st.just(Break())
        | st.builds(Mention, st.sampled_from(("wren", "a-b", "c_1", "-", "a b", "")), st.just(_NOWHERE))
        | st.builds(Citation, st.sampled_from((0, 2, 9999, 10000, -1)), st.just(_NOWHERE)),
        max_size=4,
    ).map(tuple),
    lambda inner: st.lists(
        st.builds(Text, _hostile)
        | st.builds(Emphasis, inner)
        | st.builds(Strong, inner)
        | st.builds(WebLink, inner, _hostile | web_addresses)
        | st.builds(lambda url: WebLink((Text(url),), url), web_addresses)
        | st.builds(PlanLink, inner, st.sampled_from(("spec", "topic", "bug")), st.just("a/b") | _hostile, st.just(_NOWHERE)),
        max_size=4,
    ).map(tuple),
    max_leaves=8,
)
_some_blocks = st.recursive(
    st.lists(st.builds(Paragraph, _contents) | st.builds(CodeBlock, _hostile, st.sampled_from(("", "python", "a b", "`")) | _hostile)).map(
        tuple
    ),
    lambda inner: st.lists(
        st.builds(Paragraph, _contents)
        | st.builds(BulletList, st.lists(inner, max_size=3).map(tuple))
        | st.builds(NumberedList, st.lists(inner, max_size=3).map(tuple), st.sampled_from((1, 0, 7, -3, 999_999_999, 10**10)))
        | st.builds(Quote, inner),
        max_size=3,
    ).map(tuple),
    max_leaves=12,
)

phrases = st.builds(Phrase, _contents)
"""Trees of one paragraph, also such as no Markdown can spell."""

proses = st.builds(Prose, _some_blocks)
"""Trees of blocks, also such as no Markdown can spell."""
