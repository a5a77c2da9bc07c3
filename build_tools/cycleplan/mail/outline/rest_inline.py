"""The running text of reStructuredText as the tree of prose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from docutils import nodes

from cycleplan.mail.outline.addresses import joined, link, linked
from cycleplan.mail.wording import Content, stripped
from cycleplan.prose import Code, Emphasis, Inline, Strong, Text

_MOST_STEPS = 5


@dataclass
class Targets:
    """Where the names of a text lead to, which of them are places in it, and which targets were asked for."""

    named: dict[str, nodes.target] = field(default_factory=dict)
    anonymous: list[nodes.target] = field(default_factory=list)
    places: frozenset[str] = frozenset()
    used: set[int] = field(default_factory=set)

    def address(self, reference: nodes.Element) -> str:
        """Return the address that a reference leads to, or nothing where it leads to a place of the text."""
        if "refuri" in reference:
            return str(reference["refuri"])
        target = self._next_anonymous() if reference.get("anonymous") else self.named.get(reference.get("refname", ""))
        for _ in range(_MOST_STEPS):
            if target is None:
                break
            self.used.add(id(target))
            if "refuri" in target:
                return str(target["refuri"])
            target = self.named.get(target.get("refname", ""))
        return ""

    def _next_anonymous(self) -> nodes.target | None:
        return self.anonymous.pop(0) if self.anonymous else None


def targets(document: nodes.document) -> Targets:
    """Collect what names the text gives to addresses; of two the first counts."""
    found = Targets(places=frozenset(document.nameids))
    for target in document.findall(nodes.target):
        if target.get("anonymous"):
            found.anonymous.append(target)
        for name in (*target["names"], *target["dupnames"]):
            found.named.setdefault(name, target)
    return found


def content_of(node: nodes.Element, known: Targets) -> Content:
    """Return what a paragraph, a title or a cell of docutils says."""
    pieces = joined(_content(node.children, known))
    return stripped(joined(each for piece in pieces for each in (linked(piece.text) if isinstance(piece, Text) else (piece,))))


def numbered_by_itself(node: nodes.Element, name: str) -> str:
    """Return the label of a footnote, or of a reference to one, that leaves its number to docutils."""
    return "*" if node.get("auto") == "*" else f"#{name}"


def _content(children: Iterable[nodes.Node], known: Targets) -> Iterator[Inline]:
    for child in children:
        match child:
            case nodes.Text():
                yield Text(_unwrapped(child.astext()))
            case nodes.system_message():
                pass
            case nodes.emphasis() | nodes.title_reference():
                yield from _marked(Emphasis, child)
            case nodes.strong():
                yield from _marked(Strong, child)
            case nodes.literal() | nodes.math():
                text = _unwrapped(child.astext())
                yield Code(text) if text.strip() else Text(text)
            case nodes.reference():
                yield from _reference(child, known)
            case nodes.footnote_reference() | nodes.citation_reference():
                yield Text(f"[{child.astext() or numbered_by_itself(child, child.get('refname', ''))}]")
            case nodes.substitution_reference():
                yield Text(f"|{child.astext()}|")
            case nodes.Element():
                yield from _content(child.children, known)


def _marked(kind: type[Emphasis | Strong], node: nodes.Element) -> Iterator[Inline]:
    text = _unwrapped(node.astext())
    yield kind((Text(text),)) if text.strip() else Text(text)


def _reference(node: nodes.reference, known: Targets) -> Iterator[Inline]:
    text, address = _unwrapped(node.astext()), known.address(node)
    if address and ("//" in address or "role" not in node):
        yield from link((Text(text),) if text.strip() else (), address)
    elif _is_word(node) and node.get("refname") not in known.places:
        # An underscore at the end of a word, or inside an address, makes no link where nothing has that name.
        yield Text(node.rawsource)
    else:
        yield Text(text)


def _is_word(node: nodes.reference) -> bool:
    return "refname" in node and "`" not in node.rawsource and bool(node.rawsource)


def _unwrapped(text: str) -> str:
    return text.replace("\n", " ")
