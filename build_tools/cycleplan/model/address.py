"""Addresses of the site: a page, a fragment on it, and the way from one page to another."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache

_PLAIN = re.compile(r"[a-z0-9][a-z0-9.-]*(?:/[a-z0-9][a-z0-9.-]*)*(?:#[a-z0-9-]+)?")

TWIN = ".txt"
"""How the path of a page's text twin ends, which is beside the page."""

WIDEST_LINE = 72
"""Columns of a line of mail, by the convention of plain-text mailing lists (RFC 3676, section 4.2, says 78 at most)."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A page by its name without `.html`, such as `2024.2/manila/cephfs`, and a fragment without `#`."""

    page: str
    fragment: str = ""

    def __str__(self) -> str:
        return f"{self.page}#{self.fragment}" if self.fragment else self.page

    @property
    def whole(self) -> Address:
        """The page without the fragment."""
        return Address(self.page)

    @property
    def is_own(self) -> bool:
        """Whether the fragment is the page's own name, which stands for the page as a whole."""
        return bool(self.fragment) and self.fragment == self.page.rpartition("/")[2]

    @property
    def canonical(self) -> str:
        """The path from the site's root, as people cite it: `index.html` left out."""
        folder, _, name = self.page.rpartition("/")
        path = f"{folder}/".lstrip("/") if name == "index" else f"{self.page}.html"
        return f"/{path}#{self.fragment}" if self.fragment else f"/{path}"


def at_path(path: str) -> Address:
    """Return the address of a page by its path from the site's root, as `canonical` writes it.

    Raises ValueError for a path that is no page's.
    """
    place, _, fragment = path.partition("#")
    if not place.startswith("/") or not place.endswith((".html", "/")):
        raise ValueError(f"{path!r} is no page")
    page = f"{place}index" if place.endswith("/") else place.removesuffix(".html")
    return Address(page.removeprefix("/"), fragment)


def named(text: str) -> Address:
    """Return the address that notes spell as `2024.2/manila/cephfs#a1`."""
    page, _, fragment = text.partition("#")
    return Address(page, fragment)


def is_plain(address: Address) -> bool:
    """Tell whether a page's name is folders and a name that no file system takes for anything else, and a fragment an id."""
    return _PLAIN.fullmatch(str(address)) is not None


def relative(source: str, target: Address) -> str:
    """Return the address that a link on the page `source` needs; pages are named as in Address."""
    fragment = f"#{target.fragment}" if target.fragment else ""
    if source == target.page and fragment:
        return fragment
    return _way(posixpath.dirname(source), target.page) + fragment


@lru_cache(maxsize=65_536)
def _way(folder: str, page: str) -> str:
    return posixpath.relpath(f"{page}.html", folder or ".")


def fits_a_line(base: str, address: Address) -> bool:
    """Tell whether `[1] ` and the address with the site's base fit one line of mail."""
    return len("[1] ") + len(base.rstrip("/") + address.canonical) <= WIDEST_LINE
