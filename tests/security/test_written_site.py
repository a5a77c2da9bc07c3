"""The guard of the written site alone: Sphinx as it comes, without an escape, a lock or a setting of ours."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from projects import make_project, render_here, write
from selectolax.lexbor import LexborHTMLParser

from cycleplan.pipeline import Outcome, run
from cycleplan.site.errors import SiteError
from cycleplan.site.guard import faults_between, read_page
from cycleplan.site.making import check_written
from cycleplan.workspace import Project, read_notes_folder
from security.corpus import CANARY, HOSTILE
from security.test_layers import dangers, rendered

UNLOCKED = """
exec(open({ours!r}).read())
myst_enable_extensions = ["colon_fence", "html_image", "attrs_inline", "attrs_block", "deflist", "fieldlist"]
myst_disable_syntax = []
myst_url_schemes = ["http", "https", "mailto", "plan", "javascript", "data", "vbscript", "file", "livescript", "view-source"]
"""
"""The repository's settings, less those that keep a page's source in bounds."""

READS_A_FILE = frozenset(
    (
        *("raw file", "include", "include of a system file", "literal include", "literal include of the settings"),
        *("table of a file", "reST include"),
    )
)
"""What becomes words of the page: no reader of HTML can tell them from ours, so the settings and the lock have to stop them."""

LIVE = {
    "colon fence": ":::{raw} html\n<script>alert(1)</script>\n:::",
    "attributes": "[x](https://a.example){onclick=alert(1)}",
    "attributes of a block": "{style=position:fixed}\nx",
    "html image": '<img src="x.png" onerror="alert(1)">',
    "script of the site's own name": '<script src="_static/x.js"></script>',
    "mail to a script": '<a href="mailto:x" onclick="alert(1)">x</a>',
    "button with an action": '<button formaction="https://evil.example/">x</button>',
    "template": "<template><script>alert(1)</script></template>",
    "title of an svg": "<svg><title><img src=x onerror=alert(1)></title></svg>",
    "link to a sheet": '<link rel="stylesheet" href="https://evil.example/x.css">',
    "text for browsers without scripts": '<noscript><a title="</noscript><img src=x onerror=alert(1)>">x</a></noscript>',
    "video": '<video src="https://evil.example/x" onerror=alert(1)></video>',
    "picture set": '<img srcset="https://evil.example/x 1x">',
    "input": "<input autofocus onfocus=alert(1)>",
    "details": "<details open ontoggle=alert(1)>x</details>",
    "broken tag": "<img src=x onerror=alert(1)//",
    "tag in a title": "*x* <b onmouseover=alert(1)>y</b>",
    "link with a tab": '<a href="java\tscript:alert(1)">x</a>',
    "link after a control": '<a href="&#1;javascript:alert(1)">x</a>',
    "link with a line end": '<a href="java&#10;script:alert(1)">x</a>',
}
CASES = {name: text for name, text in (HOSTILE | LIVE).items() if name not in READS_A_FILE}


@pytest.fixture(scope="module")
def unlocked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Outcome]:
    project = make_project(tmp_path_factory.mktemp("unlocked"))
    ours = project.docs / "ours.py"
    (project.docs / "conf.py").rename(ours)
    (project.docs / "docutils.conf").unlink()
    write(project.docs / "conf.py", UNLOCKED.format(ours=str(ours)))
    outcome = run(read_notes_folder(project.notes).files)
    with quiet():
        render_here(project, outcome, options=["-Dptg_guard=0"])
    (project.source / "manifest.json").unlink()
    write(project.build / "canary.txt", CANARY)
    return project, outcome


@pytest.mark.parametrize("case", CASES)
def test_whatever_of_a_page_is_live_is_refused(case: str, unlocked: tuple[Project, Outcome]):
    project, outcome = unlocked
    with quiet():
        out = rendered(project, outcome.plan, f"# x\n\n{CASES[case]}\n", "-Dptg_guard=0")
    if out is None or not (dangers(out) or handlers(out)):
        assert case not in BITES
        return

    with pytest.raises(SiteError):
        check_written(out, outcome, ())


HARMLESS = ("text for browsers without scripts", "link to a sheet", "broken tag", "script of the site's own name")
BITES = frozenset(LIVE).difference(HARMLESS, ("attributes", "attributes of a block", "picture set")) | {
    *("script", "image with a handler", "iframe", "base", "refresh", "style", "raw directive", "reST", "card with a link"),
    *("link to the settings", "open fence", "math with a link", "form", "badge"),
}
"""Cases that are live where nothing of ours is in their way: were they not, this file would prove nothing."""


@pytest.mark.parametrize("case", sorted(READS_A_FILE))
def test_the_lock_of_the_parser_alone_keeps_files_from_being_read(case: str, unlocked: tuple[Project, Outcome]):
    project, outcome = unlocked
    with quiet():
        refused = rendered(project, outcome.plan, f"# x\n\n{HOSTILE[case]}\n")
        bare = rendered(project, outcome.plan, f"# x\n\n{HOSTILE[case]}\n", "-Dptg_guard=0")

    assert refused is None
    assert "canary" not in HOSTILE[case] or "table" in case or (bare is not None and dangers(bare) != [])


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<noscript><a title="</noscript><img src=x onerror=alert(1)>">x</a></noscript>', "element <noscript>"),
        ("<!-- x -->", "element <-comment>"),
        ("<template><p>x</p></template>", "element <template>"),
        ('<link rel="stylesheet" href="https://evil.example/x.css">', "address 'https://evil.example/x.css' of <link>"),
        ('<link rel="preconnect" href="https://evil.example/">', "rel='preconnect' of <link>"),
        ('<link rel="canonical stylesheet" href="https://evil.example/">', "rel='canonical stylesheet' of <link>"),
        ('<meta charset="utf-7">', "charset='utf-7' of <meta>"),
        ('<meta name="referrer" content="unsafe-url">', "name='referrer' of <meta>"),
        ('<form method="post" action="search.html"></form>', "method='post' of <form>"),
        ('<input type="password">', "type='password' of <input>"),
        ('<a href="//[">x</a>', "address '//[' of <a>"),
        (r'<a href="\\evil.example">x</a>', r"address '\\\\evil.example' of <a>"),
        ('<a href="java&#9;script:alert(1)">x</a>', r"address 'java\tscript:alert(1)' of <a>"),
        ('<a href=" javascript:alert(1)">x</a>', "address ' javascript:alert(1)' of <a>"),
        ('<a href="%2e%2e/x.html">x</a>', "address '%2e%2e/x.html' of <a>"),
        ('<a href="HTTPS://evil.example">x</a>', "address 'HTTPS://evil.example' of <a>"),
        ('<svg><a xlink:href="javascript:alert(1)">x</a></svg>', "attribute 'xlink:href' of <a>"),
        ('<script src="_static/x.js"></script>', "address '_static/x.js' of <script>"),
    ],
)
def test_what_another_reader_of_html_could_take_otherwise_is_refused(body: str, fault: str):
    html = f'<!doctype html><html lang="en"><head><title>x</title></head><body><main>{body}</main></body></html>'

    assert f"p.html: {fault} is on no list of what a page may hold" in read_page("p.html", html).faults


def test_a_link_out_of_the_site_leads_nowhere():
    page = read_page("a/b.html", '<html><body><a href="../../conf.html">x</a></body></html>')

    assert list(faults_between({"a/b.html": page}, start="a/b.html")) == ["a/b.html: link to ../conf.html, which is not there"]


def handlers(out: Path) -> list[str]:
    """Return what `dangers` takes for harmless: what a browser fetches or sends unasked, and schemes behind a control."""
    found: list[str] = []
    for path in out.rglob("*.html"):
        for node in LexborHTMLParser(path.read_text(encoding="utf-8")).css("[srcset], [formaction], template, [href], svg title *"):
            address = "".join(character for character in node.attributes.get("href") or "" if character > " ").lower()
            is_fetched = node.tag == "link" and "://" in address and node.attributes.get("rel") != "canonical"
            if is_fetched or node.tag not in ("link", "a") or address.startswith(("javascript:", "data:", "vbscript:", "file:")):
                found.append(f"<{node.tag}> {path.name}")
    return found


class quiet(warnings.catch_warnings):  # noqa: N801  # reads as a word of the test
    """Take what Sphinx and MyST say of their next releases."""

    def __enter__(self) -> None:
        super().__enter__()
        warnings.simplefilter("ignore")


def test_the_pages_of_the_plan_as_they_are_pass(tmp_path: Path):
    project = make_project(tmp_path)
    outcome = run(read_notes_folder(project.notes).files)
    with quiet():
        out = render_here(project, outcome)

    assert dangers(out) == []
    assert handlers(out) == []
