"""What is kept is read back by the program that kept it, and is values of a plan and nothing else."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from types import MappingProxyType

import pytest
from golden_plan import golden_plan

from cycleplan.model import Absent, Ask
from cycleplan.site.sealed import DAMAGED, Sealed, as_bytes, from_bytes

PLAN = golden_plan()


class Harm:
    """What would make a folder when it is read back."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("harmed",)


VALUES = (PLAN.topics, PLAN.site, PLAN.gatherings, {Ask("site", None): Absent}, MappingProxyType({"a": (1, "b")}), PLAN.links.references)


@pytest.mark.parametrize("value", VALUES)
def test_values_of_a_plan_are_read_back(value: object):
    read = from_bytes(as_bytes(value))

    assert read == value
    # Two values are equal wherever they stand in their files.
    assert repr(read) == repr(value)


@pytest.mark.parametrize("content", [pickle.dumps(Harm()), pickle.dumps(Path("x")), pickle.dumps(eval), b"", b"garbage"])
def test_nothing_else_is(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(DAMAGED):
        from_bytes(content)
    assert [*tmp_path.iterdir()] == []


def test_a_file_is_read_back_by_its_program(tmp_path: Path):
    Sealed(tmp_path / "kept", "this program").write("folder/name", b"one\ntwo")

    assert Sealed(tmp_path / "kept", "this program").read("folder/name") == b"one\ntwo"
    with pytest.raises(ValueError, match="another program"):
        Sealed(tmp_path / "kept", "another program").read("folder/name")
    with pytest.raises(OSError, match="name"):
        Sealed(tmp_path / "kept", "this program").read("name")


@pytest.mark.parametrize("at", [0, 70, -1])
def test_a_file_that_was_written_to_is_not_read_back(at: int, tmp_path: Path):
    sealed = Sealed(tmp_path, "this program")
    sealed.write("name", b"one, two and three")
    content = bytearray((tmp_path / "name").read_bytes())
    content[at] ^= 1
    (tmp_path / "name").write_bytes(content)

    with pytest.raises(ValueError, match="damaged"):
        sealed.read("name")
