"""Every name that notes can hold is found, with its place; the tables of keys agree with the schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from moving_notes import CEPHFS, NOTES
from pydantic import BaseModel

from cycleplan.moving.names import LISTS, PHRASES, PROSES, VALUES, names_in
from cycleplan.notes import mappings, schema
from cycleplan.textfile import TextFile


def forms() -> Iterator[tuple[str, str, list[str | None]]]:
    """Yield the form, the key and the titles of what stands there, of each field of the schema."""
    for name, form in (vars(mappings) | vars(schema)).items():
        if isinstance(form, type) and issubclass(form, BaseModel):
            for key, field in form.model_fields.items():
                yield name, field.alias or key, [field.title, *titles((field.annotation, *field.metadata))]


def titles(annotation: Any) -> Iterator[str]:
    title = getattr(annotation, "title", None)
    if isinstance(title, str):
        yield title
    for inner in annotation if isinstance(annotation, tuple) else (*get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from titles(inner)


def test_every_key_of_markdown_is_known():
    found = {kind: {key for form, key, said in forms() if kind in said} for kind in ("phrase", "prose")}
    assert found == {"phrase": set(PHRASES), "prose": set(PROSES)}


def test_every_key_of_names_is_known():
    found = {key for form, key, said in forms() if "name" in said}
    assert found - {"milestones", "due", "to"} == {*LISTS, *VALUES} - {"see"}


def test_names_stand_where_they_are_said_to():
    lines = NOTES[CEPHFS].split("\n")
    found = [name for name in names_in(TextFile(CEPHFS, NOTES[CEPHFS])) if name.scalar.place.indents]
    assert [lines[name.at.line - 1][name.at.column - 1 :][: len(name.text)] for name in found] == [name.text for name in found]
    assert len(found) == len(
        ("wren", "wren", "mallow", "ceph", "nfs", "itself", "item", "a2", "wren", "wren", "quotas", "quotas", "d1", "a1", "to", "a3")
    )
