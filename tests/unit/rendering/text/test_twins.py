"""Text twins: whole ones to be reviewed, and what their numbers stand for."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from golden_plan import NOTES, REVIEWED, golden_plan, page_of, plan_of

from cycleplan.model import Address, Plan, at_path
from cycleplan.pages import Page, pages
from cycleplan.pages.entries import Anchor, Link
from cycleplan.pages.gone import Farewell, GoneEntry, TombstonePage
from cycleplan.prose import Phrase, Text
from cycleplan.rendering.text import LAYOUTS, text_twin
from cycleplan.rendering.text.lines import wrapped
from cycleplan.textfile import UTF_8

BASE = "https://plan.example/"
WEIGHER = "2024.2/manila/weigher"


def twin(name: str, plan: Plan | None = None) -> str:
    return text_twin(page_of(name, plan), BASE)


def listed(text: str) -> dict[int, str]:
    """Return the address of each number at the end of a twin."""
    return {int(number): address for number, address in re.findall(r"^\[(\d+)\] (\S+)$", text, re.MULTILINE)}


def test_every_page_has_a_layout():
    assert set(LAYOUTS) == {*Page.__args__, TombstonePage}


@pytest.mark.parametrize("name", [WEIGHER, "2024.2/manila/index", "specs/manila/weigher", "owners/carthaca"])
def test_a_twin_is_written_as_it_was(name: str, golden: Callable[[str, str], str]):
    plan = plan_of(REVIEWED)
    short = plan.shorts.get(plan.first_path(Address(name)))
    text = text_twin(page_of(name, plan), BASE, at_path(short) if short else None)

    assert text == golden(f"twins/{name.replace('/', '-')}.txt", text)


def test_a_citation_keeps_its_number_and_leads_to_what_its_page_refers_to():
    gathering, topic = listed(twin("2024.2/manila/index")), listed(twin(WEIGHER))

    assert gathering[1] == "https://lists.example/1"
    assert topic[1] == "https://plan.example/2024.2/manila/#ref-1"
    assert topic[2] == "https://plan.example/specs/manila/weigher.html"
    assert min(number for number in topic if number > 2) == 3


def test_of_two_references_to_one_address_the_second_stands_for_its_place():
    plan = with_gathering(
        "introduction: See [1] and [2].\n"
        "references: [{cite: 1, title: The mail, url: 'https://lists.example/1'}, {cite: 2, title: Again, url: 'https://lists.example/1'}]\n"
    )

    assert [listed(twin("2024.2/oslo/index", plan))[number] for number in (1, 2)] == [
        "https://lists.example/1",
        "https://plan.example/2024.2/oslo/#ref-2",
    ]


def test_a_number_that_two_gatherings_cite_stands_for_the_first_and_the_other_gets_one_of_its_own():
    cites = "actions: [{id: a1, task: 'Do as [1] says.', owners: [sap]}]\n"
    plan = plan_of(
        NOTES
        | {
            "2024.2/manila/talk.yaml": f"title: Talk\n{cites}",
            "2024.2/oslo/gathering.yaml": (
                "title: Oslo\nreferences: [{cite: 1, title: Another mail, url: 'https://lists.example/2'}]\ntopics: [talk]\n"
            ),
            "2024.2/oslo/talk.yaml": f"title: Talk\n{cites}",
        }
    )
    text = twin("owners/sap", plan)
    said = re.findall(r"Do as \[(\d+)\] says", text)

    assert [listed(text)[int(number)] for number in said] == [
        "https://plan.example/2024.2/manila/#ref-1",
        "https://plan.example/2024.2/oslo/#ref-1",
    ]
    assert said[0] == "1"


def test_links_are_numbered_above_whatever_else_stands_in_brackets():
    text = twin("2024.2/oslo/index", with_gathering("introduction: 'An array`[7]`, and [12345].'\n"))

    assert min(listed(text)) == 8


def test_an_address_in_the_words_of_a_link_is_written_once():
    text = twin("2024.2/oslo/index", with_gathering("introduction: 'See [https://e.example/](https://e.example/).'\n"))

    assert text.count("https://e.example/") == 1
    assert re.search(r"^See \[\d+\]\.$", text, re.MULTILINE)


def test_a_link_to_its_own_page_has_no_number_also_where_its_words_are_one():
    own = "title: Itself\nkind: debt\nsummary: 'See [\\[9\\]][topic:own], and [it][owner:carthaca].'\n"
    files = {"2024.2/oslo/gathering.yaml": "title: Oslo\ntopics: [own]\n", "2024.2/oslo/own.yaml": own}
    text = twin("2024.2/oslo/own", plan_of(NOTES | files))

    assert re.search(r"^See \[9\], and it \[\d+\]\.$", text, re.MULTILINE)
    assert f"{BASE}2024.2/oslo/own.html" not in listed(text).values()


def with_gathering(text: str) -> Plan:
    return plan_of(NOTES | {"2024.2/oslo/gathering.yaml": f"title: Oslo\n{text}topics: []\n"})


def test_what_was_removed_has_a_twin_that_says_so():
    gone = Farewell(
        "topic", "Weigh pools", "1 May 2024", Phrase((Text("It was said twice."),)), Link("Talk", Address("2024.2/manila/talk"))
    )
    page = TombstonePage(WEIGHER, "Weigh pools", Anchor("item", WEIGHER), (), gone)

    assert text_twin(page, BASE) == (
        "Weigh pools\n"
        "===========\n"
        "\n"
        "https://plan.example/2024.2/manila/weigher.html\n"
        "\n"
        "Plan [1]\n"
        "\n"
        "This topic was removed on 1 May 2024. It was said twice. See Talk [2].\n"
        "\n"
        "[1] https://plan.example/\n"
        "[2] https://plan.example/2024.2/manila/talk.html\n"
    )


def test_what_a_page_keeps_a_place_for_is_at_the_end_of_its_twin():
    gone = (
        GoneEntry(Anchor("item", f"{WEIGHER}#a8"), to=Link("Talk", Address("2024.2/manila/talk", "a1"))),
        GoneEntry(Anchor("item", f"{WEIGHER}#a9"), farewell=Farewell("action item", "File it", "1 May 2024", Phrase(), None)),
        GoneEntry(Anchor("item", f"{WEIGHER}#parts")),
    )
    text = text_twin(page_of(WEIGHER), BASE, gone=gone)

    assert re.sub(r"\[\d+\]", "[n]", text.partition("No longer here\n")[2]).partition("\n\n[n]")[0] == (
        "--------------\n"
        "\n"
        "- a8 Moved to Talk [n]\n"
        "- a9 File it\n"
        "  This action item was removed on 1 May 2024.\n"
        "- parts Nothing stands here any more."
    )


def test_a_text_that_is_not_ascii_says_how_it_is_encoded():
    texts = [text_twin(page, BASE) for page in pages(golden_plan())]

    assert {text.startswith(UTF_8) for text in texts if not text.isascii()} == {True}
    assert [text for text in texts if text.count(UTF_8) != (not text.isascii())] == []
    assert any(text.isascii() for text in texts)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("From here on", [" From here", "on"]),
        ("as said From here", ["as", "said From", "here"]),
        ("From From From", [" From From", " From"]),
        ("as a spec [2] says", ["as a", "spec [2]", "says"]),
        ("one two · three", ["one two ·", "three"]),
    ],
)
def test_no_line_begins_with_what_a_mail_program_changes_or_with_what_belongs_to_the_word_before(text: str, lines: list[str]):
    assert wrapped(text, 10) == lines
