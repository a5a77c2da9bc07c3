"""Builds the real notes with several Pythons and two versions of myst-parser, and compares what comes out.

Run by `tox -e reproduce`, with the interpreters to take, or those of `python3.11` to `python3.13` that are there.
It installs Cycleplan for each, so it needs the package index. Two Pythons have to give the same bytes, whichever
Sphinx each gets; two versions of myst-parser the same addresses.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from projects import REPOSITORY, copy_repository, tree
from selectolax.lexbor import LexborHTMLParser

PYTHONS = ("python3.11", "python3.12", "python3.13")
VERSIONS = (
    "import platform, sphinx, docutils, myst_parser as m; print(platform.python_version(), *(v.__version__ for v in (sphinx, docutils, m)))"
)

MAY_DIFFER: Mapping[str, str] = {}
"""Files whose bytes hang on the version of what made them, and why; docs/guide/publishing.md lists them too."""


@dataclass(frozen=True, slots=True)
class Built:
    """A site and what it was built with."""

    label: str
    files: Mapping[str, str]
    addresses: frozenset[str]


def main(pythons: list[str]) -> int:
    """Build in every way, say what differs, and return the exit code."""
    found = pythons or [python for python in PYTHONS if starts(python)]
    if len(found) < 2:
        print(f"needs two Pythons to compare, and found {len(found)}; name them: tox -e reproduce -- PYTHON PYTHON")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        first, *others = [build(Path(folder) / f"python{number}", python) for number, python in enumerate(found)]
        old = build(Path(folder) / "oldest", found[0], oldest("myst-parser"))
    faults = [
        *(f"{other.label}: {name}" for other in others for name in differing(first, other)),
        *(f"{other.label}: {address}" for other in (*others, old) for address in sorted(first.addresses ^ other.addresses)),
    ]
    for built in (first, *others, old):
        print(f"{len(built.files)} files, {len(built.addresses)} addresses, {len(differing(first, built))} files differ: {built.label}")
    print("\n".join(f"not the same as with {first.label}: {fault}" for fault in faults) or "the same")
    return 1 if faults else 0


def starts(python: str) -> bool:
    """Tell whether there is an interpreter of a name, and not only a word that stands for none."""
    try:
        return subprocess.run([python, "--version"], capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def oldest(name: str) -> str:
    """Return the requirement of the oldest version of a dependency that pyproject.toml permits."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    span = next(line.removeprefix(f"{name}>=") for line in project["dependencies"] if line.startswith(f"{name}>="))
    return f"{name}=={span.partition(',')[0]}"


def build(folder: Path, python: str, *requirements: str) -> Built:
    """Install Cycleplan for an interpreter in a folder, and build the repository's notes with it."""
    subprocess.run([python, "-m", "venv", folder / "venv"], check=True)
    installed = folder / "venv/bin/python"
    subprocess.run([installed, "-m", "pip", "install", "--quiet", REPOSITORY, *requirements], check=True)
    project = copy_repository(folder / "project")
    subprocess.run([installed, "-m", "cycleplan", "build", "-C", project.root], check=True, capture_output=True)
    html = project.html.resolve()
    return Built(label(installed), tree(html), frozenset(addresses(html)))


def label(python: Path) -> str:
    """Return the versions of what an interpreter builds with."""
    said = subprocess.run([python, "-c", VERSIONS], check=True, capture_output=True, encoding="utf-8").stdout.split()
    return ", ".join(f"{name} {version}" for name, version in zip(("Python", "Sphinx", "docutils", "myst-parser"), said, strict=True))


def addresses(html: Path) -> Iterator[str]:
    """Yield every file of a site, and every id of every page behind the page's."""
    for path in (path for path in html.rglob("*") if path.is_file()):
        name = path.relative_to(html).as_posix()
        yield name
        if path.suffix == ".html":
            nodes = LexborHTMLParser(path.read_text(encoding="utf-8")).css("[id]")
            yield from (f"{name}#{node.attributes['id']}" for node in nodes)


def differing(one: Built, other: Built) -> list[str]:
    """Return the files that are not the same in two sites, apart from those that may differ."""
    names = sorted(one.files.keys() | other.files.keys())
    return [name for name in names if one.files.get(name) != other.files.get(name) and name not in MAY_DIFFER]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
