"""Where the text twin of each page is: beside it, and where it was beside an old page once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cycleplan.addresses.keeping import Kept
from cycleplan.model import TWIN, Plan
from cycleplan.pages.gone import RedirectPage


def twins(plan: Plan, live: Iterable[str], kept: Kept, redirects: Iterable[RedirectPage]) -> Mapping[str, str]:
    """Return the name of the page that the text at each path is of, by the path from the site's root.

    Nobody follows a text to where its page went, so a twin that was published at an old path is there too. What moved
    before there were twins gets none.
    """
    olds = {page.name: page.to.to.page for page in redirects} | {tombstone.name: tombstone.name for tombstone in kept.tombstones}
    published = {old: page for old, page in olds.items() if f"/{old}{TWIN}" in plan.ledger.published}
    return {f"{name}{TWIN}": page for name, page in (published | {page: page for page in live}).items()}
