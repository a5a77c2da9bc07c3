"""The running text of a Markdown text as the tree of prose, with HTML as its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from cycleplan.mail.outline.addresses import bare_address, joined, link, linked
from cycleplan.mail.wording import Content, said, stripped
from cycleplan.prose import Break, Code, Emphasis, Inline, Strong, Text

_MOST_CHARACTERS = 20_000
_MOST_BRACKETS = 400
"""Above these a paragraph is plain text: reading an open bracket takes time that grows with their number."""

_NO_MARK = re.compile(r"[^*_`\[\]<>&\\!~:\n]*+")
_SPLIT_ADDRESS = re.compile(r"((?:\]\(<?|<)https?://[^\s()<>]*+)\n[ \t]*([^\s()<>]*+>?\)|[^\s()<>]*+>)", re.IGNORECASE)
_SCHEME = re.compile(r"(?:^|[^A-Za-z0-9])(https?)$", re.IGNORECASE)
_ESCAPED = re.compile(r"(?:\\[_*~&#+.-][A-Za-z0-9%/_=?&#+~-]*)+")
_TAG = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp"
    r"|small|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var)(?![A-Za-z0-9:@.-])",
    re.IGNORECASE,
)
_BREAKING = re.compile(r"</?(?:br|p|div|li|tr|h[1-6])\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s(href|src|alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def add_bare_addresses(markdown: MarkdownIt) -> None:
    """Teach a parser that no mark of Markdown stands inside a web address."""
    markdown.inline.ruler.before("linkify", "bare_address", _bare_address)


def read_inline(markdown: MarkdownIt, text: str, environment: dict[str, object]) -> Content:
    """Return the lines of one paragraph as running text, their ends as spaces."""
    if _NO_MARK.fullmatch(text):
        return (Text(text.strip()),) if text.strip() else ()
    if len(text) > _MOST_CHARACTERS or text.count("[") > _MOST_BRACKETS:
        return linked(" ".join(text.split()))
    tokens = markdown.parseInline(_SPLIT_ADDRESS.sub(r"\1\2", text), environment)[0].children or []
    return stripped(joined(_read(tokens)))


def _bare_address(state: StateInline, silent: bool) -> bool:
    if state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _SCHEME.search(state.pending)
    if not scheme:
        return False
    start = state.pos - len(scheme[1])
    source = state.src[: state.posMax]
    address = bare_address(source, start)
    if len(address) <= len(scheme[1]) + len("://"):
        return False
    if escaped := _ESCAPED.match(source, start + len(address)):
        address += escaped[0]
    if not silent:
        state.pending = state.pending[: -len(scheme[1])]
        token = state.push("bare_address", "", 0)
        token.content = unescapeAll(address)
    state.pos = start + len(address)
    return True


def _read(tokens: Sequence[Token]) -> Content:
    """Return tokens as content in which nothing is a link but what the text wrote as one."""
    content: list[Inline] = []
    anchors: list[tuple[int, str]] = []
    position = 0
    while position < len(tokens):
        token, end = tokens[position], _closing(tokens, position)
        if token.type == "html_inline" and token.content[:3].lower() in ("<a ", "<a\n", "</a"):
            _anchor(token.content, anchors, content)
        else:
            content.extend(_inline(token, tokens[position + 1 : end]))
        position = end + 1
    while anchors:
        _anchor("</a>", anchors, content)
    return tuple(inline for each in joined(content) for inline in (linked(each.text) if isinstance(each, Text) else (each,)))


def _anchor(tag: str, anchors: list[tuple[int, str]], content: list[Inline]) -> None:
    """Note where an anchor of HTML begins, or make a link of what stands in it."""
    if not tag.startswith("</"):
        anchors.append((len(content), _attributes(tag).get("href", "")))
    elif anchors:
        start, address = anchors.pop()
        shown = said(tuple(content[start:]))
        content[start:] = link((Text(shown),) if shown else (), address) if address else content[start:]


def _inline(token: Token, inner: Sequence[Token]) -> Content:
    match token.type:
        case "softbreak":
            return (Text(" "),)
        case "hardbreak":
            return (Break(),)
        case "code_inline":
            return (Code(token.content),) if token.content.strip() else (Text(token.content),)
        case "em_open":
            return (Emphasis(_read(inner)),)
        case "strong_open":
            return (Strong(_read(inner)),)
        case "s_open":
            return _read(inner)
        case "link_open" | "image":
            return _link(token, inner)
        case "bare_address":
            return link((), token.content)
        case "html_inline":
            return _html(token.content)
        case _:
            return (Text(token.content),)


def _link(token: Token, inner: Sequence[Token]) -> Content:
    address = str(token.attrGet("href") or token.attrGet("src") or "")
    shown = " ".join(_words(token.children or [] if token.type == "image" else inner).split())
    if token.type == "link_open" and not any(each.type in ("image", "html_inline") for each in inner):
        content = _unlinked(inner)
    else:
        content = (Text(shown),) if shown else ()
    title = token.attrGet("title")
    return (*link(content, "".join(address.split())), *((Text(f" ({title})"),) if title else ()))


def _unlinked(tokens: Sequence[Token]) -> Content:
    """Return what stands in a link as content: emphasis and code, and no other link."""
    content: list[Inline] = []
    position = 0
    while position < len(tokens):
        token, end = tokens[position], _closing(tokens, position)
        inner = tokens[position + 1 : end]
        match token.type:
            case "em_open":
                content.append(Emphasis(_unlinked(inner)))
            case "strong_open":
                content.append(Strong(_unlinked(inner)))
            case "s_open":
                content.extend(_unlinked(inner))
            case _:
                content.extend(_inline(token, inner))
        position = end + 1
    return joined(content)


def _words(tokens: Sequence[Token]) -> str:
    """Return what tokens say, with the address of an image behind its words."""
    return "".join(
        f"{_words(token.children or [])} ({token.attrGet('src')})"
        if token.type == "image"
        else said(_html(token.content))
        if token.type == "html_inline"
        else " "
        if token.type in ("softbreak", "hardbreak")
        else token.content
        for token in tokens
    )


def _html(tag: str) -> Content:
    if tag.startswith("<!--"):
        return ()
    if not _TAG.match(tag):
        return (Text(tag),)
    if tag[:3].lower() == "<br":
        return (Break(),)
    if tag[:4].lower() == "<img":
        attributes = _attributes(tag)
        alt = attributes.get("alt", "")
        return link((Text(alt),) if alt else (), attributes.get("src", ""))
    return (Text(" "),) if _BREAKING.match(tag) else ()


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): unescapeAll(one or other or bare) for name, one, other, bare in _ATTRIBUTE.findall(tag)}


def _closing(tokens: Sequence[Token], position: int) -> int:
    end = position
    level: int = tokens[position].nesting
    while level > 0:
        end += 1
        level += tokens[end].nesting
    return end
