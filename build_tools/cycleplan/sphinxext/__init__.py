"""The Sphinx side: the `ptg` domain, the markup of generated pages, the guard and the theme's hooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cycleplan import __version__
from cycleplan.sphinxext.addresses import setup_addresses
from cycleplan.sphinxext.anchors import setup_anchors
from cycleplan.sphinxext.board import setup_board
from cycleplan.sphinxext.citing import setup_citing
from cycleplan.sphinxext.guard import setup_guard
from cycleplan.sphinxext.html import setup_html
from cycleplan.sphinxext.mended import setup_mended
from cycleplan.sphinxext.messages import setup_messages
from cycleplan.sphinxext.pictures import setup_pictures
from cycleplan.sphinxext.quicker import setup_quicker
from cycleplan.sphinxext.search import setup_search
from cycleplan.sphinxext.twins import setup_twins
from cycleplan.sphinxext.vocabulary import setup_vocabulary

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register everything; called by Sphinx. MyST must be there before, since its parser is the one that is guarded."""
    app.setup_extension("myst_parser")
    app.setup_extension("sphinx_design")
    setup_messages(app)
    setup_vocabulary(app)
    setup_pictures(app)
    setup_citing(app)
    setup_board(app)
    app.setup_extension("cycleplan.sphinxext.domain")
    setup_anchors(app)
    setup_addresses(app)
    setup_guard(app)
    setup_html(app)
    setup_search(app)
    setup_twins(app)
    setup_mended(app)
    setup_quicker(app)
    return {"version": __version__, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}
