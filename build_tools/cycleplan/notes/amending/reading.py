"""What a file of notes says and where, asked by the steps to a value."""

from __future__ import annotations

import yaml

from cycleplan.notes.tree import plain, read_tree
from cycleplan.notes.writer import NotEditableError
from cycleplan.textfile import TextFile

Steps = tuple[int | str, ...]
"""The way to a value: keys of mappings and places in lists."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def said_in(file: TextFile) -> dict[str, object]:
    """Return what a file says; nothing where it has no entries. Raises NotEditableError."""
    tree, problems = read_tree(file)
    said = plain(tree) if tree else {}
    if problems or not isinstance(said, dict):
        raise NotEditableError(file.path, problems)
    return said


def value_at(said: object, steps: Steps) -> object:
    """Return the value at the end of some steps."""
    for step in steps:
        said = said[step]  # type: ignore[index]  # the steps are those of a tree that was read
    return said


def says(file: TextFile, wanted: object) -> bool:
    """Tell whether a file can be read and says just this."""
    try:
        return said_in(file) == wanted
    except NotEditableError:
        return False


def root_of(file: TextFile) -> yaml.MappingNode | None:
    """Return the mapping that a file is, as the YAML parser places it; nothing where it has no entries."""
    root = yaml.compose(file.text, Loader=_LOADER)
    return root if isinstance(root, yaml.MappingNode) else None


def node_at(file: TextFile, steps: Steps) -> yaml.Node:
    """Return the node at the end of some steps, as the YAML parser places it."""
    node: yaml.Node | None = root_of(file)
    for step in steps:
        assert isinstance(node, yaml.CollectionNode)
        node = node.value[step] if isinstance(step, int) else next(value for key, value in node.value if key.value == step)
    assert node is not None
    return node
