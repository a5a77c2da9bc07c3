"""Writes the catalogue of the theme's words for translators: `python -m cycleplan.cli.catalogue FILE`.

The file is a template of gettext (PO) without dates, so that the same words give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_PACKAGE = Path(__file__).parents[1]
_METHODS = [("theme/**.html", "jinja2.ext:babel_extract"), ("sphinxext/**.py", "python")]


def catalogue() -> str:
    """Return the template with every word of the theme and of the markup that it lays out, and where each is used."""
    from babel.messages.pofile import write_po

    written = BytesIO()
    write_po(written, _collected(), width=120, omit_header=True, sort_output=True, include_lineno=False)
    return written.getvalue().decode("utf-8")


def _collected() -> Catalog:
    from babel.messages.catalog import Catalog

    found = Catalog(project="cycleplan", charset="utf-8")
    for file, message, comments in _messages():
        found.add(message, locations=[(file, 1)], auto_comments=comments)
    return found


def _messages() -> Iterator[tuple[str, str | tuple[str, ...], list[str]]]:
    from babel.messages.extract import extract_from_dir

    keywords = {"_": None, "escaped": None}
    for file, _, message, comments, _ in extract_from_dir(_PACKAGE, _METHODS, keywords=keywords, comment_tags=["For translators:"]):
        yield Path(file).as_posix(), message, comments


def main(path: str) -> None:
    """Write the catalogue to a file."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(catalogue(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
