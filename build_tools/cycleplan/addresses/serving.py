"""What a site serves under which address: its items in their own right, and what stands for those that are gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from cycleplan.addresses.keeping import Kept, keep
from cycleplan.addresses.leading import redirect_pages
from cycleplan.addresses.twins import twins
from cycleplan.model import Address, LineKind, Plan
from cycleplan.pages.gone import RedirectPage


class Served(NamedTuple):
    """What an address stands for: the kind of thing, and the path that it was first published under."""

    kind: LineKind
    value: str


class DataFile(NamedTuple):
    """A file beside the pages, by its path from the site's root."""

    path: str
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Serving:
    """All addresses of a site by their paths.

    `native` has what is there in its own right, `kept` the fragments and pages that stand for what is gone, and
    `redirects` the pages that lead on. `twins` has the name of the page that each text is of; `knows_docs` says
    whether the handbook's pages are among them.
    """

    native: Mapping[str, Served]
    kept: Kept
    redirects: tuple[RedirectPage, ...]
    twins: Mapping[str, str]
    knows_docs: bool

    def paths(self) -> frozenset[str]:
        """Return every path that leads somewhere."""
        return frozenset((*self.native, *self.kept.paths(), *_paths_of(self.redirects)))


def serve(
    plan: Plan, fragments: Mapping[str, tuple[str, ...]], files: Iterable[DataFile] = (), docs: Iterable[str] | None = None
) -> Serving:
    """Return what is served.

    `fragments` has those of each page of the plan by the page's name; `docs` the names of the handbook's pages,
    where they are known.
    """
    native = dict(_of_pages(plan, fragments))
    native |= {f"/{file.path}": Served(file.kind, f"/{file.path}") for file in files}
    native |= {Address(name).canonical: Served(LineKind.PAGE, plan.first_path(Address(name))) for name in docs or ()}
    kept = keep(plan, fragments)
    redirects = tuple(redirect_pages(plan, tuple(fragments), kept))
    named = {Address(page.name).canonical: Served(*_stands_for(plan, page)) for page in redirects if _is_another_name(plan, page)}
    texts = twins(plan, fragments, kept, redirects)
    native |= named | {f"/{path}": Served(LineKind.DATA, f"/{path}") for path in texts}
    return Serving(MappingProxyType(native), kept, redirects, MappingProxyType(texts), docs is not None)


def _of_pages(plan: Plan, fragments: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, Served]]:
    kinds = {item.address: item.kind for item in plan.items}
    for page, minted in fragments.items():
        whole = Address(page)
        yield whole.canonical, Served(kinds.get(whole, LineKind.PAGE), plan.first_path(whole))
        for fragment in minted:
            address = Address(page, fragment)
            item = whole if address.is_own else address
            yield address.canonical, Served(kinds.get(item, LineKind.HEADING), plan.first_path(item))


def _is_another_name(plan: Plan, page: RedirectPage) -> bool:
    return Address(page.name) not in plan.moves.by_old


def _stands_for(plan: Plan, page: RedirectPage) -> tuple[LineKind, str]:
    path = Address(page.name).canonical
    if path.startswith("/i/"):
        return LineKind.SHORT, plan.first_path(page.to.to)
    return LineKind.NAME, path


def _paths_of(redirects: Iterable[RedirectPage]) -> Iterator[str]:
    for page in redirects:
        yield Address(page.name).canonical
        yield from (Address(page.name, fragment).canonical for fragment in page.minted)
