from __future__ import annotations

import re

from cycleplan.prose import Inline, NotAWebAddressError, Text, WebLink, web_address

_A = re.compile(r"\[([^\[\]\n]{1,300})\]\((https?://[^\s()<>]+)\)|<?(https?://[^\s<>\"]+)>?")


def linked(text: str) -> tuple[Inline, ...]:
    out = []
    pos = 0
    for m in _A.finditer(text):
        url = m[2] or m[3].rstrip(".,;:!?'\"*`")
        while not m[2] and url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(".,;:")
        while not m[2] and url.endswith("]") and url.count("]") > url.count("["):
            url = url[:-1]
        try:
            w = web_address(url)
        except NotAWebAddressError:
            continue
        end = (
            m.end()
            if m[2]
            else m.start(3)
            + len(url)
            + (1 if text[m.start(3) + len(url) : m.start(3) + len(url) + 1] == ">" and text[m.start()] == "<" else 0)
        )
        if text[pos : m.start()]:
            out.append(Text(text[pos : m.start()]))
        out.append(WebLink((Text(m[1] or url),), w))
        pos = end
    if text[pos:]:
        out.append(Text(text[pos:]))
    return tuple(out)
