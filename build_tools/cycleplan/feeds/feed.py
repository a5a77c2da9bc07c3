"""A file that follows the plan or hands it on, and the addresses in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cycleplan.model import Address, LineKind, Plan
from cycleplan.textfile import File, LateFile, TextFile

HOME = Address("index")


@dataclass(frozen=True, slots=True)
class Feed:
    """A file by its path from the site's root, its kind in the ledger, the page that it belongs to, and what writes it.

    What follows a team over its cycles belongs to the home page, as no page is a team's. A text is made only when it
    is asked for: a check needs the paths alone. `hashed` is the hash of the text, where that is known before, `entries` returns
    the addresses of what it has entries of, or of the topics that it hands on, and `find` the file, where that may be known already.
    """

    path: str
    kind: LineKind
    page: Address
    write: Callable[[], str]
    hashed: str = ""
    entries: Callable[[], tuple[Address, ...]] = tuple
    find: Callable[[], File] | None = None

    @property
    def file(self) -> File:
        """The file, written anew each time that its text is asked for."""
        if self.find:
            found = self.find()
            return LateFile(self.path, found.hashed, lambda: found.text)
        return LateFile(self.path, self.hashed, self.write) if self.hashed else TextFile(self.path, self.write())


def beside(feed: Feed, page: Address) -> Feed:
    """Return the same file where it would be beside another page, such as the one that its own page moved from."""
    return replace(feed, path=stem(page) + feed.path.removeprefix(stem(feed.page)), page=page)


def stem(page: Address) -> str:
    """Return how the paths of all files of a page begin: the folder of an index, or the page's own name."""
    folder, slash, name = page.page.rpartition("/")
    return f"{folder}{slash}" if name == HOME.page else page.page


def at_base(plan: Plan, path: str) -> str:
    """Return the address of a path from the site's root that begins with a slash."""
    return plan.site.base.rstrip("/") + path


def url_of(plan: Plan, address: Address) -> str:
    """Return the address of an item as people cite it."""
    return at_base(plan, address.canonical)


def identity(plan: Plan, address: Address) -> str:
    """Return what tells an item apart for ever: the address that it was first published under."""
    return at_base(plan, plan.first_path(address))


def recorded_days(plan: Plan, address: Address) -> tuple[date, date] | None:
    """Return the days on which an item was first recorded and last changed, or nothing where it is not recorded."""
    published = plan.published_on(address)
    return (published, plan.changed_on(address) or published) if published else None
