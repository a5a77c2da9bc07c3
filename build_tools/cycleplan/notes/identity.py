"""Which item of a list is which, in two versions of one file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

_NAMING = ("id", "cite", "title", "url", "task", "text")
"""Keys that tell items apart, the one that changes least first."""

Name = tuple[str, str, int]
"""A key, what it says, and how many items before it are called the same."""


def names_of(items: Sequence[object]) -> tuple[Name, ...]:
    """Return a name for each item of a list as `plain` reads it; no two are the same."""
    known: Counter[tuple[str, str]] = Counter()
    names = []
    for item in items:
        name = _name(item)
        names.append((*name, known[name]))
        known[name] += 1
    return tuple(names)


def _name(item: object) -> tuple[str, str]:
    if isinstance(item, str):
        return "", item
    if isinstance(item, dict):
        for key in _NAMING:
            if isinstance(item.get(key), str) and item[key]:
                return key, item[key]
    return "whole", json.dumps(item, sort_keys=True)
