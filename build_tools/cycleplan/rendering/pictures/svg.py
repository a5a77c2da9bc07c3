"""Pictures as SVG inside a page: every text escaped, every label able to be a link, no colour but the theme's.

A picture has a title and a description, which SVG 2, section 5.8, makes its accessible name and description; it
has the role of a group, since that of an image would hide its links.
"""

from __future__ import annotations

from html import escape

from cycleplan.model import Address, relative
from cycleplan.prose import clean

_WITHOUT_A_SHEET = {
    "hollow": ' fill="none" stroke="currentColor"',
    "tie": ' fill="none" stroke="currentColor"',
    **dict.fromkeys(("axis", "rule", "thin"), ' stroke="currentColor"'),
    "mid": ' text-anchor="middle"',
    "end": ' text-anchor="end"',
}
"""What a class comes to where a page is read with the theme of others; a sheet has the last word (SVG 2, section 6.6)."""


_REM = 16
"""Units to the font size of the page, so that a picture grows with what a reader has chosen."""


class Svg(str):
    """Markup of a picture; every other text is escaped."""

    __slots__ = ()


def element(name: str, *content: str, **attributes: str | float) -> Svg:
    """Return an element, one without content as the one tag that HTML allows in SVG (HTML, section 13.1.2.1).

    The attribute `class_` is `class`; numbers are rounded to a tenth.
    """
    plain = "".join(_WITHOUT_A_SHEET.get(word, "") for word in str(attributes.get("class_", "")).split())
    written = "".join(f' {key.rstrip("_")}="{escape(_value(value))}"' for key, value in attributes.items())
    inner = "".join(piece if isinstance(piece, Svg) else _text(piece) for piece in content)
    return Svg(f"<{name}{written}{plain}>{inner}</{name}>" if content else f"<{name}{written}{plain}/>")


def link(page: str, to: Address, *content: str) -> Svg:
    """Return a link from the page that the picture is on."""
    return element("a", *content, href=relative(page, to))


def picture(kind: str, title: str, description: str, size: tuple[float, float], *content: str) -> Svg:
    """Return a picture of `size` units, 16 to the font size of the page, in a region that scrolls where there is no room."""
    width, height = size
    drawing = element(
        "svg",
        element("title", title),
        element("desc", description),
        *content,
        class_=f"picture {kind}",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=f"{_value(width / _REM)}rem",
        height=f"{_value(height / _REM)}rem",
        role="group",
    )
    return Svg(f'<div class="picture-frame" role="region" tabindex="0" aria-label="{_text(title)}">\n{drawing}\n</div>\n')


def _text(text: str) -> str:
    return escape(" ".join(clean(text).split()))


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{round(value, 1):g}"
