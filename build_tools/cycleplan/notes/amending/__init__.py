"""Makes a file of notes say something else, and changes its text only where it says something else.

Comments, order, quotes and wrapping of all that stays are kept to the byte. The result is read again: what does not
say exactly what was meant is never handed out.
"""

from __future__ import annotations

from collections.abc import Mapping

import yaml

from cycleplan.notes.amending.lines import line_edits
from cycleplan.notes.amending.places import UnusualError, Written
from cycleplan.notes.tree import plain, read_tree
from cycleplan.notes.writer import NotEditableError
from cycleplan.textfile import TextFile

__all__ = ["amended"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BYTE_ORDER_MARK = "\ufeff"


def amended(file: TextFile, values: Mapping[str, object]) -> TextFile:
    """Return a file that says these values, as `plain` reads them, in the order of keys that it has.

    New keys come after the key that they follow in `values`. Raises NotEditableError.
    """
    text = file.text.removeprefix(_BYTE_ORDER_MARK)
    mark = file.text[: len(file.text) - len(text)]
    if "\r\n" not in text:
        return TextFile(file.path, mark + _amended(TextFile(file.path, text), values))
    unix = text.replace("\r\n", "\n")
    if unix.replace("\n", "\r\n") != text:
        raise NotEditableError(file.path)
    return TextFile(file.path, mark + _amended(TextFile(file.path, unix), values).replace("\n", "\r\n"))


def _amended(file: TextFile, values: Mapping[str, object]) -> str:
    said = _said(file)
    if said == values:
        return file.text
    root: yaml.Node | None = yaml.compose(file.text, Loader=_LOADER)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or not isinstance(said, dict):
        raise NotEditableError(file.path)
    written = Written(file.text)
    try:
        text = written.between(0, len(file.text), line_edits(written, root, said, values))
    except (ValueError, UnusualError) as reason:
        raise NotEditableError(file.path) from reason
    if _said(TextFile(file.path, text)) != values:
        raise NotEditableError(file.path)
    return text


def _said(file: TextFile) -> object:
    tree, problems = read_tree(file)
    if problems or tree is None:
        raise NotEditableError(file.path, problems)
    return plain(tree)
