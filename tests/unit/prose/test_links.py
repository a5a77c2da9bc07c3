"""Links are found in reading order, wherever they stand."""

from __future__ import annotations

from cycleplan.prose import Emphasis, Paragraph, Phrase, Prose, Quote, Strong, Text, WebLink
from cycleplan.prose.tree import outer_links

WITHIN = WebLink((Text("within"),), "https://e.example/within")
AROUND = WebLink((Strong((WITHIN,)),), "https://e.example/around")
OTHER = WebLink((Text("other"),), "https://e.example/other")
CONTENT = (Text("See "), Emphasis((AROUND, Strong((OTHER,)))), WITHIN)


def test_a_link_within_the_words_of_another_is_no_link_of_its_own() -> None:
    assert [*outer_links(Phrase(CONTENT))] == [AROUND, OTHER, WITHIN]


def test_the_links_of_blocks_are_found_so_too() -> None:
    assert [*outer_links(Prose((Quote((Paragraph(CONTENT),)), Paragraph((OTHER,)))))] == [AROUND, OTHER, WITHIN, OTHER]
