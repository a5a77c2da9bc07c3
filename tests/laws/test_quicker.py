"""What is done once for all pages comes out as docutils, Markdown-it and Sphinx have it, also while a tree changes under a walk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import docutils
from docutils import nodes
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from cycleplan.sphinxext.quicker import remembering, walking

KINDS = (nodes.paragraph, nodes.section, nodes.emphasis, nodes.reference)
trees = st.recursive(
    st.sampled_from(["a", "b"]).map(nodes.Text) | st.sampled_from(KINDS).map(lambda kind: kind()),
    lambda children: st.builds(lambda kind, inner: kind("", *inner), st.sampled_from(KINDS), st.lists(children, max_size=4)),
    max_leaves=40,
)
TUPLES = [(nodes.emphasis, nodes.reference), (nodes.target, nodes.strong)] if docutils.__version_info__[:2] >= (0, 23) else []
conditions = st.sampled_from([None, nodes.Text, nodes.Element, *KINDS, *TUPLES, lambda node: isinstance(node, nodes.emphasis)])
SLOW = walking.slow_findall


@given(trees, conditions, st.booleans(), st.booleans())
def test_the_same_nodes_are_found_in_the_same_order(tree: nodes.Node, condition: walking.Condition, include_self: bool, descend: bool):
    found = list(walking.findall(tree, condition, include_self=include_self, descend=descend))

    assert list(map(id, found)) == list(map(id, SLOW(tree, condition, include_self=include_self, descend=descend)))


@given(trees, st.data())
def test_siblings_and_those_after_them_are_found(tree: nodes.Node, data: st.DataObject):
    start = data.draw(st.sampled_from(list(SLOW(tree))))

    assert list(map(id, walking.findall(start, siblings=True))) == list(map(id, SLOW(start, siblings=True)))
    assert list(map(id, walking.findall(start, nodes.Text, ascend=True))) == list(map(id, SLOW(start, nodes.Text, ascend=True)))


@given(trees, st.sampled_from(KINDS), st.integers(0, 5))
def test_a_tree_that_changes_on_the_way_is_walked_as_docutils_walks_it(tree: nodes.Node, kind: type[nodes.Element], how: int):
    first, second = nodes.section("", tree.deepcopy()), nodes.section("", tree.deepcopy())

    assert changed(first, walking.findall, kind, how) == changed(second, SLOW, kind, how)
    assert first.pformat() == second.pformat()


@given(
    trees,
    st.sampled_from([*KINDS, *TUPLES, nodes.strong, nodes.Text, nodes.Element, nodes.Inline, nodes.target, nodes.Invisible]),
    st.integers(0, 5),
)
def test_kinds_of_which_none_was_made_are_known_not_to_be_there(drawn: nodes.Node, kind: type[nodes.Element], how: int):
    with walking.kinds_remembered():
        tree = nodes.section("", made_again(drawn))
        other = tree.deepcopy()

        assert list(map(id, walking.findall(tree, kind))) == list(map(id, SLOW(tree, kind)))
        if kind in KINDS:
            assert changed(tree, walking.findall, kind, how) == changed(other, SLOW, kind, how)


def made_again(node: nodes.Node) -> nodes.Node:
    """Return the same tree, each element of it made anew."""
    return nodes.Text(node) if isinstance(node, nodes.Text) else type(node)("", *map(made_again, node.children))


def test_a_walk_that_begins_later_finds_what_was_made_meanwhile():
    with walking.kinds_remembered():
        tree = nodes.section()
        found = walking.findall(tree, nodes.paragraph)
        tree += nodes.paragraph()

        assert list(found) == tree.children


def changed(tree: nodes.Element, walk: object, kind: type[nodes.Element], how: int) -> list[str]:
    """Walk through a tree, take out or replace what is found now and then, and return what was found."""
    found = []
    for number, node in enumerate(walk(tree, kind)):  # type: ignore[operator]
        found.append(node.pformat())
        if node is not tree and number % 3 == how % 3:
            if how % 2:
                node.parent.remove(node)
            else:
                node.parent.replace(node, nodes.strong("", nodes.Text("new"), kind()))
        if number > 50:
            break
    return found


class Steps(nodes.GenericNodeVisitor):
    """Takes down each step of a walk, and leaves out or ends some of it at every so many nodes."""

    def __init__(self, page: nodes.document, leaves: type[Exception] | None, every: int) -> None:
        super().__init__(page)
        self.leaves, self.every, self.steps = leaves, every, list[tuple[str, str]]()

    def default_visit(self, node: nodes.Node) -> None:
        self.steps.append(("visit", node.pformat()))
        if self.leaves and len(self.steps) % self.every == 0:
            raise self.leaves

    def default_departure(self, node: nodes.Node) -> None:
        self.steps.append(("depart", node.pformat()))


LEAVES = (None, nodes.SkipChildren, nodes.SkipSiblings, nodes.SkipNode, nodes.SkipDeparture, nodes.StopTraversal)
WALKS = ((walking.walk, walking.slow_walk), (walking.walkabout, walking.slow_walkabout))


@given(trees, st.sampled_from(WALKS), st.sampled_from(LEAVES), st.integers(1, 6))
def test_a_visitor_is_led_through_a_tree_as_docutils_leads_it(tree: nodes.Node, walks: tuple, leaves: type[Exception] | None, every: int):
    found = []
    for walk in walks:
        visitor = Steps(new_document("page"), leaves, every)
        with replaced(nodes.Node, walk.__name__, walk):
            try:
                ended: object = walk(tree, visitor)
            except nodes.TreePruningException as left:
                ended = type(left)
        found.append((ended, visitor.steps))

    assert found[0] == found[1]


@contextmanager
def replaced(owner: object, name: str, value: object) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@given(trees, st.booleans(), st.none() | st.integers(1, 9))
def test_a_node_is_tied_to_its_page_as_docutils_ties_it(tree: nodes.Node, is_on_page: bool, line: int | None):
    tied = []
    for setup in (walking.setup_child, walking.slow_setup):
        page, child = new_document("page"), tree.deepcopy()
        page.current_source, page.current_line, child.line = "source", 7, line
        setup(page if is_on_page else nodes.section(), child)
        tied.append((child.parent.tagname, child.document is page, child.source, child.line))

    assert tied[0] == tied[1]


ADDRESSES = st.text() | st.text("abc:/?#[]@!$&'()*+,;=%. ü\\").map("https://".__add__)


@given(ADDRESSES)
def test_an_address_is_what_it_was_the_first_time(address: str):
    for ours, theirs in (
        (remembering.address, remembering.slow_address),
        (remembering.address_text, remembering.slow_address_text),
    ):
        assert [ours(address), ours(address)] == [theirs(address)] * 2


def test_settings_are_those_of_docutils_and_each_page_has_its_own():
    known, parts = remembering.Settings(), (Parser, Parser())
    first = [known.of_parts(part) for part in parts]
    theirs = remembering.slow_defaults(Parser)
    first[0].env, first[0].language_code = "a page", "de"
    first[0].record_dependencies.add("a file")
    second = known.of_parts(Parser)

    assert [vars(second) | {"record_dependencies": None}, vars(first[1]) | {"record_dependencies": None}] == [
        vars(theirs) | {"record_dependencies": None}
    ] * 2
    assert (second.record_dependencies.list, first[0].record_dependencies.list) == ([], ["a file"])


def test_settings_with_other_values_are_other_settings():
    known, defaults = remembering.Settings(), {"traceback": True}
    found = [known.of_page(Parser, defaults={**defaults, "language_code": code}).language_code for code in ("de", "fr", "de")]

    assert found == ["de", "fr", "de"]
