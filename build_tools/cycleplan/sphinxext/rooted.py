"""Addresses from the site's root, for the one page that is shown at addresses of any depth."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

_ADDRESS = re.compile(r'(?<= )(href|src)="')


def rooted(context: Mapping[str, Any], root: str) -> dict[str, Any]:
    """Return what makes a template that lays out a page at the root of the site name everything from there.

    Sphinx gives a template functions that make addresses and tags; those of a page at the root name what the root holds.
    """
    path_to, css_tag, js_tag = context["pathto"], context["css_tag"], context["js_tag"]

    def path(*of: Any, **how: Any) -> str:
        return root + str(path_to(*of, **how))

    return {"pathto": path, "css_tag": _rooted(css_tag, root), "js_tag": _rooted(js_tag, root), "content_root": root}


def _rooted(tag: Callable[[Any], str], root: str) -> Callable[[Any], str]:
    return lambda file: _ADDRESS.sub(lambda found: f'{found[1]}="{root}', tag(file))
