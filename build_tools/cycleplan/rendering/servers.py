"""Redirects in the words of web servers and page hosts, for those who can use them; the pages that lead on need none.

A server keeps the fragment of an address as it is, so only what keeps its fragments is left to it: a page whose
items went to several places, and every short address, is served as the page that sorts its fragments out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cycleplan.model import Address, Plan, why_no_id
from cycleplan.pages.gone import RedirectPage
from cycleplan.textfile import TextFile

SERVER_FILES = ("_redirects", ".htaccess", "redirects.nginx")

_NGINX_HEAD = """\
# Include this in the `http` block, and in the `server` block: if ($cycleplan_moved) { return 301 $cycleplan_moved; }
# For the page of addresses that lead nowhere, put in the `server` block too: error_page 404 TOP/404.html;
map $uri $cycleplan_moved {
    default "";
"""


def render_servers(plan: Plan, redirects: Iterable[RedirectPage]) -> tuple[TextFile, ...]:
    """Return the redirects for Netlify, Cloudflare and GitLab Pages (`_redirects`), for Apache and for nginx."""
    top = plan.site.root.rstrip("/")
    names = {f"/{cycle.name.lower()}/": f"/{cycle.number}/" for cycle in plan.cycles if not why_no_id(cycle.name.lower())}
    pages = [(f"{top}{old}", f"{top}{new}") for old, new in _pages(redirects, tuple(names))]
    folders = [(f"{top}{old}", f"{top}{new}") for old, new in sorted(names.items())]
    hosted = [*(f"{old} {new} 301" for old, new in pages), *(f"{old}* {new}:splat 301" for old, new in folders)]
    apache = [
        f"ErrorDocument 404 {top}/404.html",
        *(f'RedirectMatch 301 "^{re.escape(old)}$" "{new}"' for old, new in pages),
        *(f'RedirectMatch 301 "^{re.escape(old)}(.*)$" "{new}$1"' for old, new in folders),
    ]
    nginx = [
        *(f"    {old} {new};" for old, new in pages),
        *(f"    ~^{re.escape(old)}(?<rest>.*)$ {new}$rest;" for old, new in folders),
        "}",
    ]
    texts = ("\n".join(hosted) + "\n", "\n".join(apache) + "\n", _NGINX_HEAD.replace("TOP", top) + "\n".join(nginx) + "\n")
    return tuple(TextFile(name, text) for name, text in zip(SERVER_FILES, texts, strict=True))


def _pages(redirects: Iterable[RedirectPage], names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for page in redirects:
        path = Address(page.name).canonical
        if not path.startswith((*names, "/i/")) and not page.to.to.fragment and page.keeps_fragments:
            yield path, page.to.to.canonical
