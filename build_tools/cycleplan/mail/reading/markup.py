"""HTML as a flat row of texts and tags.

lexbor reads HTML as browsers do, and takes as long: 100,000 nested elements or 40,000 attributes cost it seconds to minutes, and a
formatting element that is left open is made anew in every paragraph after it. So each tag is written as a void one, with the few
attributes that are needed, before lexbor sees it: no tree grows, and time and memory go with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from cycleplan.mail.reading.limits import MOST_TAGS
from cycleplan.mail.source import UnreadableError

# The tokens of HTML (Living Standard, section 13.2.5). Possessive throughout: what matched once is not tried again.
_TOKEN = re.compile(
    r"""
      <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?P<raw>script|style|title|textarea|iframe|noembed|noframes|xmp)(?=[\s/>]).*?(?:</(?P=raw)(?=[\s/>])[^>]*+>|\Z)
    | <(?P<name>/?[a-z][^\s/>]*+)(?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+)>?+
    | <[!?/][^>]*+>?+
    """,
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = re.compile(r"""(?<![^\s"'/])(class|style|href|alt|start|value)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']*+)""", re.IGNORECASE)
_LONGEST_ATTRIBUTES = 20_000
_VOID = "<wbr>"
_TAG = "data-tag"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, such as `ul`, or `/ul` where it ends one."""

    name: str
    attributes: Mapping[str, str]

    def says(self, name: str) -> str:
        """Return an attribute in lower case, or nothing."""
        return self.attributes.get(name, "").lower()


def markup(html: str) -> Iterator[str | Tag]:
    """Yield the texts of HTML, with their entities read, and the tags between them. Raises UnreadableError for too many."""
    if html.count("<") > MOST_TAGS:
        raise UnreadableError(f"HTML of more than {MOST_TAGS} tags")
    root = LexborHTMLParser(_TOKEN.sub(_flat, html)).root
    if root is None:
        return
    for node in root.traverse(include_text=True):
        if node.is_text_node:
            yield node.text_content or ""
        elif node.tag == "wbr":
            said = {name: value or "" for name, value in node.attributes.items()}
            name = said.pop(_TAG, "")
            if name:
                yield Tag(name, said)


def _flat(token: re.Match[str]) -> str:
    name = token["name"]
    if name is None:
        return _VOID
    found = {_TAG: name.lower()}
    for attribute, value in _ATTRIBUTE.findall(token["attributes"][:_LONGEST_ATTRIBUTES]):
        found.setdefault(attribute.lower(), value[1:-1] if value[:1] in ("'", '"') else value)
    written = " ".join(f'{key}="{value.replace(chr(34), "&quot;")}"' for key, value in found.items())
    return f"<wbr {written}>"
