"""Links inside the plan: `plan:2024.2/manila/cephfs#a1` becomes an address relative to its page.

No other page is looked up, so that pages can be built in any order and apart; that each address leads somewhere is
checked over the whole written site.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from cycleplan.model import Address, relative

if TYPE_CHECKING:
    from sphinx.application import Sphinx

SCHEME = "plan:"


class RelativeAddresses(SphinxTransform):
    """Makes every link inside the plan relative."""

    default_priority = 220

    def apply(self) -> None:
        for reference in self.document.findall(nodes.reference):
            if reference.get("refuri", "").startswith(SCHEME):
                page, _, fragment = reference["refuri"].removeprefix(SCHEME).partition("#")
                reference["refuri"] = relative(self.env.docname, Address(page, fragment))
                reference["internal"] = True


def setup_addresses(app: Sphinx) -> None:
    """Register the links inside the plan."""
    app.add_transform(RelativeAddresses)
