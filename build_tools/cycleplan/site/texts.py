"""The hashes of the texts of all notes, of which a few can be others without looking at the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cycleplan.marshalled import as_bytes, from_bytes


@dataclass(frozen=True, slots=True)
class Texts:
    """The hash of each text by its path; `folders` has how many texts are in each folder, and their hashes by name as marshal has them."""

    folders: Mapping[str, tuple[int, bytes]]

    @classmethod
    def of(cls, hashes: Mapping[str, str]) -> Texts:
        """Return the texts of some paths."""
        found: dict[str, dict[str, str]] = {}
        for path in sorted(hashes):
            folder, name = _divided(path)
            found.setdefault(folder, {})[name] = hashes[path]
        return cls({folder: (len(names), as_bytes(names)) for folder, names in sorted(found.items())})

    def __len__(self) -> int:
        return sum(count for count, _ in self.folders.values())

    def get(self, path: str) -> str | None:
        """Return the hash of a text, or nothing where there is none of that path."""
        folder, name = _divided(path)
        return self._names(folder).get(name)

    def replaced(self, hashes: Mapping[str, str]) -> Texts:
        """Return the texts where those of some paths, each of which is there, have other hashes."""
        folders = dict(self.folders)
        for path, hashed in hashes.items():
            folder, name = _divided(path)
            count, packed = folders[folder]
            folders[folder] = (count, as_bytes({**from_bytes(packed), name: hashed}))
        return Texts(folders)

    def _names(self, folder: str) -> Mapping[str, str]:
        names: Mapping[str, str] = from_bytes(self.folders[folder][1]) if folder in self.folders else {}
        return names


def _divided(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name
