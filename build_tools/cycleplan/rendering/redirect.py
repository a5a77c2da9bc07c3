"""Pages that lead on, as HTML: they are not Sphinx's, since they hold nothing but an address."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from cycleplan.model import Site, relative
from cycleplan.pages.entries import WebsiteLink
from cycleplan.pages.gone import Farewell, RedirectPage
from cycleplan.prose import plain_text
from cycleplan.textfile import TextFile


def render_redirect(page: RedirectPage, site: Site) -> TextFile:
    """Return the file of a page that leads on."""
    text = _template().render(
        page=page,
        to=relative(page.name, page.to.to),
        site=site.title,
        base=site.base.rstrip("/"),
        canonical=site.base.rstrip("/") + page.to.to.canonical,
        root="../" * page.name.count("/"),
        fragments=[(fragment, relative(page.name, link.to), link.text) for fragment, link in page.fragments],
        farewells=[_said(page, *pair) for pair in page.farewells],
    )
    return TextFile(f"{page.name}.html", text + "\n")


def _said(page: RedirectPage, fragment: str, gone: Farewell) -> dict[str, str]:
    see = gone.see.text if gone.see else ""
    href = gone.see.url if isinstance(gone.see, WebsiteLink) else relative(page.name, gone.see.to) if gone.see else ""
    told = {"kind": gone.kind, "title": gone.title, "on": gone.on, "because": plain_text(gone.because)}
    return {"fragment": fragment, "see": see, "href": href, **told}


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("cycleplan.rendering"), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=True
    )
    return environment.get_template("redirect.html.j2")
