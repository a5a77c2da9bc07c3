"""Texts of every form as outlines of headings, paragraphs and items."""

from cycleplan.mail.outline.blocks import Block, Fact, Footer, Heading, Item, Lines, Outline, Paragraph, Quoted, Row, Rule, Verbatim
from cycleplan.mail.outline.reader import read_outline

__all__ = [
    "Block",
    "Fact",
    "Footer",
    "Heading",
    "Item",
    "Lines",
    "Outline",
    "Paragraph",
    "Quoted",
    "Row",
    "Rule",
    "Verbatim",
    "read_outline",
]
