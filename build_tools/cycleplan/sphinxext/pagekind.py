"""Which pages are of the plan, and which the project's people wrote."""

from __future__ import annotations

DOCS = ("guide/", "reference/", "contributor/")


def is_docs(docname: str) -> bool:
    """Tell whether a page was written by hand, rather than made from the notes."""
    return docname.startswith(DOCS)
