"""What Sphinx and docutils do again and again for each page, done once: no byte of a site is another for it.

All that is changed of other people's code is here. Each change holds for the versions that it was tried with, and is left
out with any other, where a build takes longer and comes to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType
from typing import TYPE_CHECKING, Any

import docutils
from docutils import nodes
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.search.en import SearchEnglish

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

    Kind = type | tuple[type, ...]
    Condition = Kind | Callable[[nodes.Node], bool] | None

_DOCUTILS = ((0, 22), (0, 23))
_STEMS: dict[str, str] = {}
_slow_findall = nodes.Node.findall


class RememberingEnglish(SearchEnglish):
    """The search of Sphinx in English, which stems a word once in a process and not once on each page."""

    def stem(self, word: str) -> str:
        """Return the stem of a word."""
        stem = _STEMS.get(word)
        if stem is None:
            stem = _STEMS[word] = super().stem(word)
        return stem


class Compiled(BytecodeCache):
    """The templates of a theme as code, for every run of Sphinx in this process (Jinja, "Bytecode Cache")."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template its code where its source is known."""
        bucket.code = self.known.get(self._name(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if bucket.code:
            self.known[self._name(bucket)] = bucket.code

    def _name(self, bucket: Bucket) -> tuple[str, ...]:
        return (bucket.key, bucket.checksum, *sorted(bucket.environment.extensions))


_COMPILED = Compiled()


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
        return _slow_findall(self, condition, include_self, descend, siblings, ascend)
    if condition is None:
        return _walk(self)
    if isinstance(condition, type | tuple):  # of types, from docutils 0.23 on
        return _walk_for(self, condition)
    return filter(condition, _walk(self))


def _walk(node: nodes.Node) -> Iterator[nodes.Node]:
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


def _walk_for(node: nodes.Node, kind: Kind) -> Iterator[nodes.Node]:
    if _made is not None and not _made.may_hold(kind) and not isinstance(node, kind):
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


def _begin(app: Sphinx, config: Config) -> None:
    """Replace what is slow where it is known, or put it back."""
    is_known = docutils.__version_info__[:2] in _DOCUTILS
    nodes.Node.findall = findall if config.ptg_quicker and is_known else _slow_findall  # type: ignore[assignment]
    app.add_search_language(RememberingEnglish if config.ptg_quicker else SearchEnglish)


def _keep_templates(app: Sphinx) -> None:
    templates = getattr(app.builder, "templates", None)
    if app.config.ptg_quicker and isinstance(templates, BuiltinTemplateLoader):
        templates.environment.bytecode_cache = _COMPILED


def setup_quicker(app: Sphinx) -> None:
    """Register what is remembered; `ptg_quicker = False` leaves it out, for measuring what it brings."""
    app.add_config_value("ptg_quicker", True, "", frozenset({bool}))
    app.connect("config-inited", _begin)
    app.connect("builder-inited", _keep_templates)
