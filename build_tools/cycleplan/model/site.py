"""What the whole site says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlsplit

from cycleplan.problems import Location


class SearchKind(StrEnum):
    """What searches the site: Sphinx's own search, in one file that works from a folder, or Pagefind's, in pieces that need a server."""

    SPHINX = "sphinx"
    PAGEFIND = "pagefind"


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms under which the notes may be used."""

    title: str
    url: str = ""
    at: Location = field(default=Location(""), compare=False)


@dataclass(frozen=True, slots=True)
class Site:
    """The site's title, its base address, and where its notes are kept.

    `source` is the address of a file of the notes with `{path}` in it, or empty. `trackers` has the address of
    each kind of evidence with `{project}` and `{id}` in it.
    """

    title: str
    base: str
    licence: Licence
    copyright: str = ""
    source: str = ""
    search: SearchKind = SearchKind.SPHINX
    trackers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    at: Location = field(default=Location(""), compare=False)

    @property
    def root(self) -> str:
        """The path of the base address, which the addresses of one host begin with; it ends with a slash."""
        return urlsplit(self.base).path.rstrip("/") + "/"
