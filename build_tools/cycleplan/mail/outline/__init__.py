"""Texts of every form as outlines of headings, paragraphs and items."""

from cycleplan.mail.outline.blocks import Block, Fact, Heading, Item, Lines, Outline, Paragraph, Quoted, Row, Rule, Verbatim

__all__ = ["Block", "Fact", "Heading", "Item", "Lines", "Outline", "Paragraph", "Quoted", "Row", "Rule", "Verbatim"]
