"""Pages to MyST text, through templates that only lay out."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from cycleplan import pages
from cycleplan.pages import Page
from cycleplan.rendering.myst import Myst, destination, finalize, listed
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
    pages.SpecPage: "spec.md.j2",
    pages.SpecsPage: "specs.md.j2",
    pages.ActionsPage: "actions.md.j2",
}


def render(page: Page) -> TextFile:
    """Return the MyST source of a page."""
    return TextFile(f"{page.name}.md", _environment().get_template(TEMPLATES[type(page)]).render(page=page))


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
    made.filters |= {"listed": listed, "destination": destination}
    return made


__all__ = ["TEMPLATES", "Myst", "environment", "render"]
