"""A walk through a tree finds what the walk of docutils finds, in its order, also while the tree changes under it."""

from __future__ import annotations

import docutils
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from cycleplan.sphinxext import quicker

KINDS = (nodes.paragraph, nodes.section, nodes.emphasis, nodes.reference)
trees = st.recursive(
    st.sampled_from(["a", "b"]).map(nodes.Text) | st.sampled_from(KINDS).map(lambda kind: kind()),
    lambda children: st.builds(lambda kind, inner: kind("", *inner), st.sampled_from(KINDS), st.lists(children, max_size=4)),
    max_leaves=40,
)
TUPLES = [(nodes.emphasis, nodes.reference), (nodes.target, nodes.strong)] if docutils.__version_info__[:2] >= (0, 23) else []
conditions = st.sampled_from([None, nodes.Text, nodes.Element, *KINDS, *TUPLES, lambda node: isinstance(node, nodes.emphasis)])
SLOW = quicker._slow_findall


@given(trees, conditions, st.booleans(), st.booleans())
def test_the_same_nodes_are_found_in_the_same_order(tree: nodes.Node, condition: quicker.Condition, include_self: bool, descend: bool):
    found = list(quicker.findall(tree, condition, include_self=include_self, descend=descend))

    assert list(map(id, found)) == list(map(id, SLOW(tree, condition, include_self=include_self, descend=descend)))


@given(trees, st.data())
def test_siblings_and_those_after_them_are_found(tree: nodes.Node, data: st.DataObject):
    start = data.draw(st.sampled_from(list(SLOW(tree))))

    assert list(map(id, quicker.findall(start, siblings=True))) == list(map(id, SLOW(start, siblings=True)))
    assert list(map(id, quicker.findall(start, nodes.Text, ascend=True))) == list(map(id, SLOW(start, nodes.Text, ascend=True)))


@given(trees, st.sampled_from(KINDS), st.integers(0, 5))
def test_a_tree_that_changes_on_the_way_is_walked_as_docutils_walks_it(tree: nodes.Node, kind: type[nodes.Element], how: int):
    first, second = nodes.section("", tree.deepcopy()), nodes.section("", tree.deepcopy())

    assert changed(first, quicker.findall, kind, how) == changed(second, SLOW, kind, how)
    assert first.pformat() == second.pformat()


@given(
    trees,
    st.sampled_from([*KINDS, *TUPLES, nodes.strong, nodes.Text, nodes.Element, nodes.Inline, nodes.target, nodes.Invisible]),
    st.integers(0, 5),
)
def test_kinds_of_which_none_was_made_are_known_not_to_be_there(drawn: nodes.Node, kind: type[nodes.Element], how: int):
    with quicker.kinds_remembered():
        tree = nodes.section("", made_again(drawn))
        other = tree.deepcopy()

        assert list(map(id, quicker.findall(tree, kind))) == list(map(id, SLOW(tree, kind)))
        if kind in KINDS:
            assert changed(tree, quicker.findall, kind, how) == changed(other, SLOW, kind, how)


def made_again(node: nodes.Node) -> nodes.Node:
    """Return the same tree, each element of it made anew."""
    return nodes.Text(node) if isinstance(node, nodes.Text) else type(node)("", *map(made_again, node.children))


def test_a_walk_that_begins_later_finds_what_was_made_meanwhile():
    with quicker.kinds_remembered():
        tree = nodes.section()
        found = quicker.findall(tree, nodes.paragraph)
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
