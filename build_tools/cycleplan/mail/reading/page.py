"""HTML as the lines that a browser would show, with the marks of Markdown.

Where lines end follows what the HTML standard says of `innerText` (Living Standard, section 3.2.7): a block asks for the end of a line
before and after it, a paragraph for a blank line, and of what several ask for the most is given.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from cycleplan.mail.reading.flowed import SIGNATURE
from cycleplan.mail.reading.line import PageLine
from cycleplan.mail.reading.markup import Tag, markup
from cycleplan.mail.reading.style import Shown, has_no_border, has_no_margin, outlook_level

_WHITE = re.compile(r"[ \t\n\r\f]+")
_BLOCKS = (
    *("address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dt", "fieldset", "figcaption", "figure"),
    *("footer", "form", "header", "legend", "main", "nav", "option", "section", "summary", "tbody", "tfoot", "thead"),
)
_NUMBER = re.compile(r"\d{1,6}", re.ASCII)
_INDENT = "indent"


def page_lines(html: str) -> tuple[str, ...]:
    """Return the lines of HTML. Raises UnreadableError where it has too many tags."""
    page = _Page()
    for piece in markup(html):
        if isinstance(piece, Tag):
            page.take(piece)
        else:
            page.write(piece)
    return page.ended()


class _Page:
    """A page being read, tag by tag. Nothing of it looks back further than a line, so any nesting takes no longer."""

    def __init__(self) -> None:
        self.line = PageLine()
        self.lists: list[tuple[str, int]] = []
        self.quotes: list[bool] = []
        self.rows: list[tuple[int, int]] = []
        self.shown = Shown()
        self.is_first_in_pre = False

    def ended(self) -> tuple[str, ...]:
        return self.line.ended()

    def take(self, tag: Tag) -> None:
        self.shown.take(tag)
        does = _DOES.get(tag.name)
        if does:
            does(self, tag)

    def write(self, text: str) -> None:
        if self.shown.is_verbatim:
            self._write_verbatim(text)
            return
        self._put(_WHITE.sub(" ", text))

    def _write_verbatim(self, text: str) -> None:
        for index, line in enumerate(text.split("\n")):
            if index and not (index == 1 and self.is_first_in_pre and not self.line.is_open):
                self.end_line()
            self.is_first_in_pre = self.is_first_in_pre and not line
            if line:
                self._put(line)

    def _put(self, text: str) -> None:
        self.line.put(text, is_bold=self.shown.is_bold, is_verbatim=self.shown.is_verbatim)

    def end_line(self, tag: Tag | None = None) -> None:
        if self.line.heading:
            self._put(" ")
        else:
            self.line.end()

    def block(self, tag: Tag) -> None:
        self.line.ask(1)
        if tag.name == "div" and "gmail_signature" in tag.says("class").split() and self.line.last_text() != SIGNATURE:
            self._put(SIGNATURE)
            self.line.ask(1)

    def start_paragraph(self, tag: Tag) -> None:
        style, classes = tag.says("style"), tag.says("class")
        self.line.heading = 0
        is_close = bool(self.lists) or "mso" in classes or has_no_margin(style)
        self.line.ask(1 if is_close else 2)
        self.line.outlook_level = outlook_level(classes, style)

    def end_paragraph(self, tag: Tag) -> None:
        self.line.ask(1)
        self.line.outlook_level = None

    def start_verbatim(self, tag: Tag) -> None:
        self.line.ask(2)
        self.is_first_in_pre = True

    def apart(self, tag: Tag) -> None:
        self.line.ask(2)

    def start_heading(self, tag: Tag) -> None:
        self.line.ask(2)
        self.line.heading = int(tag.name[1])

    def end_heading(self, tag: Tag) -> None:
        self.line.ask(2)
        self.line.heading = 0

    def rule(self, tag: Tag) -> None:
        self.line.ask(2)
        self._put("---")
        self.line.ask(2)

    def start_list(self, tag: Tag) -> None:
        self.line.heading = 0
        self.line.ask(1 if self.lists else 2)
        kind = _INDENT if _INDENT in tag.says("class").split() else tag.name
        self.line.level += 1
        self.lists.append((kind, _whole_number(tag.says("start"), 1)))

    def end_list(self, tag: Tag) -> None:
        if self.lists:
            self.lists.pop()
            self.line.level -= 1
        self.line.mark = ""
        self.line.ask(1 if self.lists else 2)

    def start_item(self, tag: Tag) -> None:
        self.line.heading = 0
        self.line.starts_cell = False
        self.line.ask(1)
        kind, number = self.lists[-1] if self.lists else ("ul", 1)
        if kind == "ol":
            number = _whole_number(tag.says("value"), number)
            self.lists[-1] = (kind, number + 1)
        self.line.mark = {"ol": f"{number}. ", _INDENT: ""}.get(kind, "- ")

    def start_quote(self, tag: Tag) -> None:
        # Gmail writes an indent as a quote without its border.
        is_indent = has_no_border(tag.says("style")) and "gmail_quote" not in tag.says("class")
        self.quotes.append(not is_indent)
        self._quote_by(1, is_indent=is_indent)
        self.line.ask(2)

    def end_quote(self, tag: Tag) -> None:
        if self.quotes:
            self._quote_by(-1, is_indent=not self.quotes.pop())
        self.line.ask(2)

    def _quote_by(self, levels: int, *, is_indent: bool) -> None:
        if is_indent:
            self.line.level += levels
        else:
            self.line.quotes += levels

    def start_table(self, tag: Tag) -> None:
        self.line.heading = 0
        self.line.ask(1)
        self.rows.append((0, 0))

    def end_table(self, tag: Tag) -> None:
        if self.rows:
            self.rows.pop()
        self.line.end_open()

    def start_row(self, tag: Tag) -> None:
        self.line.start_row()
        if self.rows:
            self.rows[-1] = (0, self.line.count)

    def end_cell(self, tag: Tag) -> None:
        self.line.starts_cell = False

    def start_cell(self, tag: Tag) -> None:
        """Put cells in a row, unless one of them has lines of its own, as in tables that only lay out."""
        if not self.rows:
            return
        cells, row_at = self.rows[-1]
        self.rows[-1] = (cells + 1, row_at)
        if self.line.count == row_at:
            self.line.start_cell(is_next=cells > 0)
        else:
            self.line.ask(1)

    def start_link(self, tag: Tag) -> None:
        self.line.link(tag.attributes.get("href", ""))

    def end_link(self, tag: Tag) -> None:
        self.line.end_link()

    def image(self, tag: Tag) -> None:
        # A picture of a character, such as a check mark, is read as that character.
        text = tag.attributes.get("alt", "").strip()
        if text and not re.search(r"[A-Za-z0-9]", text):
            self._put(text)


def _whole_number(text: str, default: int) -> int:
    return int(text) if _NUMBER.fullmatch(text.strip()) else default


_DOES: Mapping[str, Callable[[_Page, Tag], None]] = {
    **dict.fromkeys((*_BLOCKS, *(f"/{name}" for name in _BLOCKS), "/li"), _Page.block),
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), _Page.start_heading),
    **dict.fromkeys((f"/h{level}" for level in range(1, 7)), _Page.end_heading),
    **dict.fromkeys(("dl", "/dl", "/pre"), _Page.apart),
    **dict.fromkeys(("ul", "ol"), _Page.start_list),
    **dict.fromkeys(("/ul", "/ol"), _Page.end_list),
    **dict.fromkeys(("td", "th"), _Page.start_cell),
    **dict.fromkeys(("/td", "/th"), _Page.end_cell),
    "p": _Page.start_paragraph,
    "/p": _Page.end_paragraph,
    "br": _Page.end_line,
    "pre": _Page.start_verbatim,
    "hr": _Page.rule,
    "li": _Page.start_item,
    "blockquote": _Page.start_quote,
    "/blockquote": _Page.end_quote,
    "table": _Page.start_table,
    "/table": _Page.end_table,
    **dict.fromkeys(("tr", "/tr"), _Page.start_row),
    "a": _Page.start_link,
    "/a": _Page.end_link,
    "img": _Page.image,
}
