"""What of the look of HTML says something: bold, white space that is kept, and the items that Outlook only draws."""

from __future__ import annotations

import re

from cycleplan.mail.reading.markup import Tag

_BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
_NOT_BOLD = re.compile(r"font-weight:\s*(?:normal|[1-5]00)")
_KEEPS_SPACE = re.compile(r"white-space:\s*(?:pre|break-spaces)")
_NO_MARGIN = re.compile(r"margin(?:-top|-bottom)?:\s*0")
_NO_BORDER = re.compile(r"border(?:-left)?:\s*(?:none|0)")
_LEVEL = re.compile(r"mso-list:\s*[^;]{0,40}?level(\d{1,2})", re.ASCII)
_MARGIN = re.compile(r"margin-left:\s*(\d{1,4}(?:\.\d{1,4})?)(in|pt)", re.ASCII)
_POINTS_A_LEVEL = 36.0
_STYLED = frozenset(("b", "strong", "span", "font", "p", "pre", "div", "section", "article", "main", "body", "center"))
_END_OF_PARAGRAPH = Tag("/p", {})


class Shown:
    """How text is shown at one place: the sum of what the elements around it say."""

    def __init__(self) -> None:
        self._changes: dict[str, list[tuple[int, int]]] = {}
        self._boldness = 0
        self._verbatim = 0

    @property
    def is_bold(self) -> bool:
        return self._boldness > 0

    @property
    def is_verbatim(self) -> bool:
        return self._verbatim > 0

    def take(self, tag: Tag) -> None:
        """Change it by a tag, until the element of the tag ends."""
        if tag.name.startswith("/"):
            changes = self._changes.get(tag.name[1:])
            bold, verbatim = changes.pop() if changes else (0, 0)
            self._boldness, self._verbatim = self._boldness - bold, self._verbatim - verbatim
        elif tag.name in _STYLED:
            if tag.name == "p":
                # A paragraph ends where the next one starts.
                self.take(_END_OF_PARAGRAPH)
            bold, verbatim = self._changes_by(tag)
            self._changes.setdefault(tag.name, []).append((bold, verbatim))
            self._boldness, self._verbatim = self._boldness + bold, self._verbatim + verbatim

    def _changes_by(self, tag: Tag) -> tuple[int, int]:
        style = tag.says("style")
        verbatim = int(tag.name == "pre" or bool(_KEEPS_SPACE.search(style)))
        if _NOT_BOLD.search(style):
            return -max(self._boldness, 0), verbatim
        return int(tag.name in ("b", "strong") or bool(_BOLD.search(style))), verbatim


def has_no_margin(style: str) -> bool:
    return bool(_NO_MARGIN.search(style))


def has_no_border(style: str) -> bool:
    return bool(_NO_BORDER.search(style))


def outlook_level(classes: str, style: str) -> int | None:
    """Return the level of a paragraph that Outlook shows as an item."""
    if level := _LEVEL.search(style):
        return max(int(level[1]) - 1, 0)
    if "msolistparagraph" not in classes:
        return None
    indent = _MARGIN.search(style)
    points = float(indent[1]) * (72.0 if indent[2] == "in" else 1.0) if indent else 0.0
    return max(round(points / _POINTS_A_LEVEL) - 1, 0)
