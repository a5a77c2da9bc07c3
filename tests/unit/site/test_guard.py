"""The guard of the written site: closed lists, and every link followed."""

from __future__ import annotations

import pytest

from cycleplan.site import allowed
from cycleplan.site.guard import faults_between, read_page, stray_files

FRAME = '<!doctype html><html lang="en"><head><title>x</title></head><body><main id="content" role="main">%s</main></body></html>'


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ('<p id="a1" class="lead">Text <a href="b.html#x">b</a> <a href="https://e.example/">e</a></p>', []),
        ("<script>1</script>", ["script written on the page"]),
        ('<p onclick="x()">y</p>', ["attribute 'onclick' of <p>"]),
        ('<p style="color:red">y</p>', ["attribute 'style' of <p>"]),
        ('<img src="x.png">', ["element <img>"]),
        ('<iframe src="x.html"></iframe>', ["element <iframe>"]),
        ('<a href="javascript:x()">y</a>', ["address 'javascript:x()' of <a>"]),
        ('<a href="//evil.example/">y</a>', ["address '//evil.example/' of <a>"]),
        ('<a href="/2024.2/">y</a>', ["address '/2024.2/' of <a>"]),
        ('<form action="https://evil.example/"></form>', ["address 'https://evil.example/' of <form>"]),
        ('<p id="evil">x</p>', ["id 'evil', which nobody minted"]),
        ('<a target="_blank" href="b.html">y</a>', ["attribute 'target' of <a>"]),
    ],
)
def test_a_page_of_the_plan_holds_nothing_but_what_is_on_the_lists(body: str, faults: list[str]):
    assert read_page("p.html", FRAME % body, ["a1"] if "a1" in body else []).faults == tuple(fault(what) for what in faults)


def fault(what: str) -> str:
    return f"p.html: {what} is on no list of what a page may hold"


def test_an_id_twice_is_a_fault():
    html = FRAME % '<p id="a1">x</p><p id="a1">y</p>'

    assert read_page("p.html", html, ["a1"]).faults == (fault("id 'a1' twice"),)


def test_a_minted_fragment_that_is_not_on_its_page_is_a_fault():
    assert read_page("p.html", FRAME % "", ["a1"]).faults == ("p.html: the fragment 'a1' is not on its page",)


def test_a_sheet_of_another_host_is_taken_only_as_a_canonical_address():
    html = "<html><head><link rel=stylesheet href=//evil.example/x.css><script src=https://evil.example/x.js></script></head></html>"

    assert read_page("p.html", html).faults == (
        fault("address '//evil.example/x.css' of <link>"),
        fault("address 'https://evil.example/x.js' of <script>"),
    )


def test_a_script_on_the_search_page_has_to_be_a_file_of_ours():
    html = "<html><head><script src=_static/a.js></script><script src=https://evil.example/x.js></script><script>1</script></head></html>"

    assert read_page("search.html", html).faults == tuple(
        f"search.html: {what} is on no list of what a page may hold"
        for what in ("address 'https://evil.example/x.js' of <script>", "script written on the page")
    )


def test_links_are_followed_to_their_pages_and_fragments():
    pages = {
        "index.html": read_page("index.html", FRAME % '<a href="a/b.html">b</a><a href="no.html">n</a>'),
        "a/b.html": read_page("a/b.html", FRAME % '<a href="../index.html#content">i</a><a href="#gone">g</a>'),
        "lost.html": read_page("lost.html", FRAME % ""),
    }

    assert list(faults_between(pages)) == [
        "index.html: link to no.html, which is not there",
        "a/b.html: link to a/b.html#gone, which has no such id",
        "lost.html: no way leads here from index.html",
    ]


def test_a_file_that_no_page_is_made_of_is_told():
    written = ["index.html", "_static/a.css", "objects.inv", "_downloads/1/conf.py", "_static/x/y.js", "other.html"]

    assert list(stray_files(written, ["index.html"])) == [
        "_downloads/1/conf.py: a file that no page of ours is made of",
        "_static/x/y.js: a file that no page of ours is made of",
        "other.html: a file that no page of ours is made of",
    ]


@pytest.mark.parametrize(
    ("head", "faults"),
    [
        ('<meta property="og:title" content="A topic"><meta property="og:image" content="https://plan.example/_static/social.png">', []),
        ('<meta property="og:video" content="x">', ["property='og:video' of <meta>"]),
        ('<link rel="apple-touch-icon" href="../_static/icon-180.png"><link rel="manifest" href="../site.webmanifest">', []),
        ('<link rel="manifest" href="../other.webmanifest">', ["address '../other.webmanifest' of <link>"]),
        (
            '<link rel="manifest" href="https://evil.example/site.webmanifest">',
            ["address 'https://evil.example/site.webmanifest' of <link>"],
        ),
        ('<link rel="apple-touch-icon" href="https://evil.example/x.png">', ["address 'https://evil.example/x.png' of <link>"]),
        ('<link rel="alternate" type="text/plain" href="weigher.txt">', []),
        ('<link rel="alternate" type="text/plain" href="https://evil.example/x.txt">', ["address 'https://evil.example/x.txt' of <link>"]),
    ],
)
def test_a_head_names_nothing_but_what_is_beside_the_page(head: str, faults: list[str]):
    assert read_page("p.html", f"<html><head>{head}</head></html>").faults == tuple(fault(what) for what in faults)


ROOTED = (
    '<html><head><link rel="stylesheet" href="{0}_static/cycleplan.css"><link rel="manifest" href="{0}site.webmanifest"></head>%s</html>'
)


@pytest.mark.parametrize("root", ["/", "/plan/"])
def test_a_page_for_any_depth_names_everything_from_the_root(root: str):
    links = f'<a href="{root}index.html">i</a><a href="#content">c</a><a href="https://e.example/">e</a>'
    body = f'{links}<form action="{root}search.html"></form>'
    reading = read_page("404.html", ROOTED.format(root) % body, root=root)

    assert reading.faults == ()
    assert (reading.links, reading.files) == (
        (("index.html", ""), ("404.html", "content"), ("search.html", "")),
        ("site.webmanifest",),
    )


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ('<a href="index.html">x</a>', "address '/index.html' of <a>"),
        ('<a href="/other/index.html">x</a>', "address '//other/index.html' of <a>"),
        ('<a href="/plan//evil.example/">x</a>', "address '/evil.example/' of <a>"),
        ('<form action="/plan/https://evil.example/"></form>', "address '//plan/https://evil.example/' of <form>"),
        ('<a href="/plan/https://evil.example/">x</a>', "address '//plan/https://evil.example/' of <a>"),
        ('<script src="/evil.js"></script>', "address '//evil.js' of <script>"),
        ("<table></table>", "element <table>"),
    ],
)
def test_a_page_for_any_depth_names_nothing_elsewhere(body: str, what: str):
    assert read_page("404.html", ROOTED.format("/plan/") % body, root="/plan/").faults == (
        f"404.html: {what} is on no list of what a page may hold",
    )


def test_only_the_board_and_the_search_page_have_choices():
    html = FRAME % '<label>Cycle <select name="cycle"><option value="">any</option></select></label>'

    assert (read_page("search.html", html).faults, read_page("actions.html", html).faults) == ((), ())
    assert read_page("p.html", html).faults == tuple(fault(f"element <{tag}>") for tag in ("label", "select", "option"))


@pytest.mark.parametrize(
    ("path", "is_index"),
    [
        ("pagefind/pagefind.js", True),
        ("pagefind/finder.js", True),
        ("pagefind/2019.1/pagefind-entry.json", True),
        ("pagefind/2019.1/fragment/en_4ade742.pf_fragment", True),
        ("pagefind/2019.1/pagefind.js", False),
        ("pagefind/owners/pagefind-entry.json", False),
        ("pagefind/pagefind-worker.js", False),
        ("pagefind/wasm.en.pagefind", True),
        ("pagefind/pagefind.en_382e949780.pf_meta", True),
        ("pagefind/filter/en_4ade742.pf_filter", True),
        ("pagefind/filter/en_4ade742.pf_index", False),
        ("pagefind/pagefind-ui.js", False),
        ("pagefind/index.html", False),
        ("pagefind/../x.js", False),
    ],
)
def test_the_files_of_an_index_are_known_by_their_names(path: str, is_index: bool):
    assert (allowed.PAGEFIND.fullmatch(path) is not None) is is_index
