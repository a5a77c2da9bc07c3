"""Pages to MyST text, through templates that only lay out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from cycleplan import pages
from cycleplan.pages import Anchor, Page
from cycleplan.pages.gone import GoneEntry, TombstonePage
from cycleplan.rendering.myst import Myst, destination, finalize, listed
from cycleplan.rendering.pictures import draw
from cycleplan.rendering.redirect import render_redirect
from cycleplan.rendering.servers import SERVER_FILES, render_servers
from cycleplan.rendering.text import text_twin
from cycleplan.rendering.verbatim import verbatim
from cycleplan.rendering.webmanifest import WEB_MANIFEST, render_web_manifest
from cycleplan.textfile import TextFile

TEMPLATES = {
    pages.HomePage: "home.md.j2",
    pages.CyclePage: "cycle.md.j2",
    pages.GatheringPage: "gathering.md.j2",
    pages.GatheringActionsPage: "gathering-actions.md.j2",
    pages.TopicPage: "topic.md.j2",
    pages.OwnerPage: "owner.md.j2",
    pages.OwnersPage: "owners.md.j2",
    pages.UnownedPage: "unowned.md.j2",
    pages.UntouchedPage: "untouched.md.j2",
    pages.SpecPage: "spec.md.j2",
    pages.SpecsPage: "specs.md.j2",
    pages.ActionsPage: "actions.md.j2",
    pages.TopicsPage: "topics.md.j2",
    pages.CyclesPage: "cycles.md.j2",
    TombstonePage: "tombstone.md.j2",
}
_ANCHOR = re.compile(r"\{ptg:anchor\}`[a-z]+ ([^`]+)`")


def render(page: Page | TombstonePage) -> TextFile:
    """Return the MyST source of a page."""
    return TextFile(f"{page.name}.md", _environment().get_template(TEMPLATES[type(page)]).render(page=page))


def with_gone(source: TextFile, entries: Iterable[GoneEntry]) -> TextFile:
    """Return the source of a page with what is no longer there at its end."""
    listed_there = tuple(entries)
    if not listed_there:
        return source
    moved = [entry for entry in listed_there if entry.to]
    gone = [entry for entry in listed_there if not entry.to]
    added = _environment().get_template("gone.md.j2").render(moved=moved, gone=gone)
    return TextFile(source.path, source.text.rstrip("\n") + "\n" + added.rstrip("\n") + "\n")


def fragments(source: TextFile) -> tuple[str, ...]:
    """Return the fragments that a page has, in its order: those of its items and those of its headings.

    No text of a note can look like an anchor, since every backtick of it is escaped.
    """
    return tuple(Anchor("item", name).fragment for name in _ANCHOR.findall(source.text))


@cache
def _environment() -> Environment:
    return environment()


def environment() -> Environment:
    """Return the templates' environment: every value passes `finalize`, and a name that is not there is an error."""
    made = Environment(
        loader=PackageLoader("cycleplan.rendering"),
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        autoescape=False,  # noqa: S701  # finalize escapes for MyST; an escape for HTML would be shown
    )
    made.filters |= {"listed": listed, "destination": destination, "fragment": Myst, "verbatim": verbatim}
    return made


__all__ = [
    "SERVER_FILES",
    "TEMPLATES",
    "WEB_MANIFEST",
    "Myst",
    "draw",
    "environment",
    "fragments",
    "render",
    "render_redirect",
    "render_servers",
    "render_web_manifest",
    "text_twin",
    "with_gone",
]
