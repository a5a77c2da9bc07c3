"""Trees of docutils, walked without what docutils does again at each node."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    Kind = type | tuple[type, ...]
    Condition = Kind | Callable[[nodes.Node], bool] | None

slow_findall = nodes.Node.findall
slow_setup = nodes.Node.setup_child
slow_walk = nodes.Node.walk
slow_walkabout = nodes.Node.walkabout


def findall(
    self: nodes.Node,
    condition: Condition = None,
    include_self: bool = True,
    descend: bool = True,
    siblings: bool = False,
    ascend: bool = False,
) -> Iterator[nodes.Node]:
    """Yield what `docutils.nodes.Node.findall` yields, in its order, without a generator for each level of the tree.

    A page's tree is walked some hundred times, and a node ten levels down passed through ten generators each time.
    """
    if not include_self or not descend or siblings or ascend:
        return slow_findall(self, condition, include_self, descend, siblings, ascend)
    if condition is None:
        return _every(self)
    if isinstance(condition, type | tuple):  # of types, from docutils 0.23 on
        return _every_of(self, condition)
    return filter(condition, _every(self))


def _every(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    ahead = [iter(node.children)]
    while ahead:
        for child in ahead[-1]:
            yield child
            if child.children:
                ahead.append(iter(child.children))
                break
        else:
            ahead.pop()


def _every_of(node: nodes.Node, kind: Kind) -> Iterator[nodes.Node]:
    if not may_hold(kind) and not isinstance(node, kind):
        return
    if isinstance(node, kind):
        yield node
    ahead = [iter(node.children)]
    while ahead:
        for child in ahead[-1]:
            if isinstance(child, kind):
                yield child
            if child.children:
                ahead.append(iter(child.children))
                break
        else:
            ahead.pop()


def walk(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Walk as `docutils.nodes.Node.walk` does, without a message for those who debug at each node."""
    if visitor.document.reporter.debug_flag:
        return slow_walk(self, visitor)
    try:
        try:
            visitor.dispatch_visit(self)
        except (nodes.SkipChildren, nodes.SkipNode):
            return False
        except nodes.SkipDeparture:
            pass
        try:
            for child in self.children[:]:
                if child.walk(visitor):
                    return True
        except nodes.SkipSiblings:
            pass
    except nodes.StopTraversal:
        return True
    return False


def walkabout(self: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Walk as `docutils.nodes.Node.walkabout` does, without two messages for those who debug at each node."""
    if visitor.document.reporter.debug_flag:
        return slow_walkabout(self, visitor)
    departs, stops = True, False
    try:
        try:
            visitor.dispatch_visit(self)
        except nodes.SkipNode:
            return False
        except nodes.SkipDeparture:
            departs = False
        try:
            for child in self.children[:]:
                if child.walkabout(visitor):
                    stops = True
                    break
        except nodes.SkipSiblings:
            pass
    except nodes.SkipChildren:
        pass
    except nodes.StopTraversal:
        stops = True
    if departs:
        visitor.dispatch_departure(self)
    return stops


def setup_child(self: nodes.Node, child: nodes.Node) -> None:
    """Tie a node to what it stands in as `docutils.nodes.Node.setup_child` does, with one look for the page of both instead of four."""
    child.parent = self
    page = self.document
    if page:
        child.document = page
        if child.source is None:
            child.source = page.current_source
        if child.line is None:
            child.line = page.current_line


class _Made:
    """The kinds of elements that were made: a tree has none of any other kind, and need not be walked to find one."""

    def __init__(self) -> None:
        self.kinds: set[type] = {nodes.Text}
        self._may_hold: dict[Kind, bool] = {}

    def take(self, kind: type) -> None:
        if kind not in self.kinds:
            self.kinds.add(kind)
            self._may_hold.clear()

    def may_hold(self, kind: Kind) -> bool:
        found = self._may_hold.get(kind)
        if found is None:
            found = self._may_hold[kind] = any(issubclass(made, kind) for made in self.kinds)
        return found


_made: _Made | None = None


def may_hold(kind: Kind) -> bool:
    """Tell whether a tree may have an element of a kind, as far as that is remembered."""
    return _made is None or _made.may_hold(kind)


@contextmanager
def kinds_remembered() -> Iterator[None]:
    """Let a walk end at once that is for a kind of which no element was made.

    All trees that are walked have to be made within, in this process: a clean run of Sphinx without `-j`. Sphinx copies elements
    without making them, but only such as were made before.
    """
    global _made  # what walks is a method of docutils, which knows no more than the tree
    made, plain = _Made(), nodes.Element.__init__

    def take(self: nodes.Element, *rest: Any, **attributes: Any) -> None:
        made.take(self.__class__)
        plain(self, *rest, **attributes)

    nodes.Element.__init__ = take  # type: ignore[method-assign]
    _made = made
    try:
        yield
    finally:
        nodes.Element.__init__ = plain  # type: ignore[method-assign]
        _made = None
