"""What people wrote: its one canonical form, the Markdown it may hold, and where it may link to."""

from cycleplan.prose.clean import clean, one_line, unclean
from cycleplan.prose.lines import Laying, columns, end_of_line, folded, words
from cycleplan.prose.normal import normal
from cycleplan.prose.parser import LONGEST, read_phrase, read_prose, unclean_characters
from cycleplan.prose.rules import RULES
from cycleplan.prose.tree import (
    Block,
    Break,
    BulletList,
    Citation,
    Code,
    CodeBlock,
    Emphasis,
    Inline,
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
    inlines,
    outer_links,
    plain_text,
)
from cycleplan.prose.web import NotAWebAddressError, web_address
from cycleplan.prose.writer import phrase_markdown, prose_markdown

__all__ = [
    "LONGEST",
    "RULES",
    "Block",
    "Break",
    "BulletList",
    "Citation",
    "Code",
    "CodeBlock",
    "Emphasis",
    "Inline",
    "Laying",
    "Mention",
    "NotAWebAddressError",
    "NumberedList",
    "Paragraph",
    "Phrase",
    "PlanLink",
    "Prose",
    "Quote",
    "Strong",
    "Text",
    "WebLink",
    "clean",
    "columns",
    "end_of_line",
    "folded",
    "inlines",
    "normal",
    "one_line",
    "outer_links",
    "phrase_markdown",
    "plain_text",
    "prose_markdown",
    "read_phrase",
    "read_prose",
    "unclean",
    "unclean_characters",
    "web_address",
    "words",
]
