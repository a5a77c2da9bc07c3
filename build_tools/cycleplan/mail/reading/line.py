"""One line of a page after another, each with its marks in front."""

from __future__ import annotations

import re

_DEEPEST = 20
"""Levels of lists and of quotes that are told apart; without an end to it, nested items would fill the memory with indents."""

_BLANK = " \t\u00a0"
_OUTLOOK_MARK = re.compile(r"(?:[·•o§ØüvàqÞ\uf0a7\uf0b7\uf0d8\uf0fc–-]|(\d{1,4})[.)])(?:[ \t\u00a0]+)(?=\S)")
_BREAK = re.compile(r"[\t\n\r]")
_BETWEEN_CELLS = " | "
_LINKED = ("http://", "https://")


class PageLine:
    """The line that is being written, and those that are done.

    What a line looks like is settled when its first text comes; its end comes with the first text after something
    asked for it, so that the cells of a row can take it back.
    """

    def __init__(self) -> None:
        self.done: list[str] = []
        self.pieces: list[str] = []
        self.asked = 0
        self.starts_cell = False
        self.mark = ""
        self.heading = 0
        self.level = 0
        self.quotes = 0
        self.outlook_level: int | None = None
        self.prefix = ""
        self.is_heading = False
        self.is_outlook = False
        self.is_bold = True
        self.is_verbatim = False
        self.has_cells = False
        self.address = ""
        self.linked_from = 0

    @property
    def is_open(self) -> bool:
        """Tell whether the line has text, and nothing asked for its end."""
        return bool(self.pieces) and not self.asked

    @property
    def count(self) -> int:
        return len(self.done)

    def ended(self) -> tuple[str, ...]:
        """Return all lines, split once more where a text has an exotic end of a line in it."""
        self.end_open()
        return tuple(line for done in self.done for line in done.splitlines() or ("",))

    def ask(self, ends: int) -> None:
        """Ask for the end of the line, and with 2 for a blank line after it; a cell does not end at its start."""
        if not self.starts_cell:
            self.asked = max(self.asked, ends)

    def start_row(self) -> None:
        self.end_open()
        self._leave_blank()

    def start_cell(self, *, is_next: bool) -> None:
        """Start a cell on this line, behind the one before it where there is one."""
        if is_next:
            self.asked = 0
            if not self.pieces:
                self._open()
            self.pieces.append(_BETWEEN_CELLS)
            self.has_cells = True
        self.starts_cell = True

    def put(self, text: str, *, is_bold: bool, is_verbatim: bool) -> None:
        """Write text of one line."""
        if not is_verbatim and (not self.is_open or self.pieces[-1].endswith(" ")):
            text = text.lstrip(" ")
        if not text:
            return
        if not self.is_open:
            self._open()
        self.pieces.append(text)
        self.starts_cell = False
        self.is_bold = self.is_bold and (is_bold or not text.strip(_BLANK))
        self.is_verbatim = self.is_verbatim or is_verbatim

    def end(self) -> None:
        """End the line here, or leave a blank one where nothing stands on it."""
        if self.starts_cell:
            return
        if self.is_open:
            self._close()
            return
        self.end_open()
        if self.done:
            self.done.append("")
        self.asked = min(self.asked, 1)

    def end_open(self) -> None:
        if self.pieces:
            self._close()

    def last_text(self) -> str:
        """Return the last line that says something, without its marks."""
        self.end_open()
        return next((line.lstrip("> ") for line in self.done[:-4:-1] if line), "")

    def link(self, address: str) -> None:
        self.end_link()
        self.address, self.linked_from = _BREAK.sub("", address).strip().replace(" ", "%20"), len(self.pieces) if self.is_open else 0

    def end_link(self) -> None:
        """Write the address of a link behind its words, or alone where they are the same."""
        address, self.address = self.address, ""
        if not address.lower().startswith(_LINKED) or not self.pieces:
            return
        words = "".join(self.pieces[self.linked_from :])
        del self.pieces[self.linked_from :]
        text = words.strip()
        if text and not _is_same(text, address):
            words = words.replace(text, f"[{text}]({address})", 1)
        elif text:
            words = words.replace(text, address, 1)
        self.pieces.append(words)

    def _open(self) -> None:
        self.end_open()
        self._leave_blank()
        self.linked_from = 0
        self.is_heading, self.is_outlook = self.heading > 0, self.outlook_level is not None
        self.is_bold, self.is_verbatim, self.has_cells = True, False, False
        level = self.level - 1 if self.mark else self.level
        if self.outlook_level is not None:
            level, self.outlook_level = self.outlook_level, None
        head = "#" * self.heading + " " if self.heading else self.mark
        self.prefix = "> " * min(self.quotes, _DEEPEST) + "  " * min(level, _DEEPEST) + head
        self.mark = ""

    def _leave_blank(self) -> None:
        if self.asked > 1 and self.done and self.done[-1]:
            self.done.append("")
        self.asked = 0

    def _close(self) -> None:
        if any(piece.strip() for piece in self.pieces[self.linked_from :]):
            self.end_link()
        text = "".join(self.pieces)
        self.pieces.clear()
        self.starts_cell = False
        if not self.is_verbatim:
            text = text.rstrip(" ")
        if not text.strip(_BLANK):
            self.done.append("")
        elif not self.has_cells or text.strip(_BLANK + "|"):
            self.done.append(self._marked(text))

    def _marked(self, text: str) -> str:
        if text == "--":
            return f"{self.prefix}-- "
        mark = _OUTLOOK_MARK.match(text) if self.is_outlook else None
        lead = f"{mark[1]}. " if mark and mark[1] else "- " if mark else ""
        said = text[mark.end() :] if mark else text
        if self.is_bold and not self.is_heading and not self.is_verbatim and not self.has_cells:
            said = f"**{said.strip(_BLANK)}**"
        return f"{self.prefix}{lead}{said}"


def _is_same(text: str, address: str) -> bool:
    return _bare(text) == _bare(address)


def _bare(address: str) -> str:
    return address.casefold().removeprefix("https://").removeprefix("http://").rstrip("/")
