"""The text twin of a page of the handbook: every word and link of the page, in lines that a mail has room for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from projects import DOCS, TINY, check_here, copy_repository, make_project, render_here
from selectolax.lexbor import LexborHTMLParser

from cycleplan.pipeline import run
from cycleplan.site.errors import SiteError
from cycleplan.textfile import UTF_8, TextFile
from cycleplan.workspace import read_docs, read_notes_folder

PAGE = """\
# Guide

See [linking](linking.md), [the folder of another site](https://e.example/index.html), <https://e.example/bare>,
and [this page](index.md); a long sentence is broken so that a mail has room for
From here on. `code` and *stress* stay.

## To follow

| what | Atom | JSON |
|---|---|---|
| everything | [feed](https://plan.example/feed.atom) | `/feed.json` |
| a team | /teams | |

```bash
curl -s https://plan.example/plan.json | jq '.topics[] | select(.status == "open") | [.url, .task.text]'
```

```{note}
Mind this.
```

1. One
2. Two – with a dash

```{toctree}
linking
```
"""
TWIN = f"""\
{UTF_8}Guide
=====

https://plan.example/guide/

See linking [1], the folder of another site [2],
<https://e.example/bare>, and this page; a long sentence is broken so
that a mail has room for From here on. "code" and *stress* stay.


To follow
---------

* what: everything · Atom: feed [3] · JSON: "/feed.json"

* what: a team · Atom: /teams

   curl -s https://plan.example/plan.json | jq '.topics[] | select(.status == "open") | [.url, .task.text]'

Note:

  Mind this.

1. One

2. Two – with a dash

* Linking [1]

  * By hand [4]

[1] https://plan.example/guide/linking.html
[2] https://e.example/index.html
[3] https://plan.example/feed.atom
[4] https://plan.example/guide/linking.html#by-hand
"""
LINKING = TextFile("guide/linking.md", "# Linking\n\nFrom here.\n\n## By hand\n\nBy address.\n")
_WORD = re.compile(r"[^\W_]+")


def test_a_twin_has_the_words_the_code_and_the_addresses_of_its_page(tmp_path: Path):
    project = make_project(tmp_path)
    docs = (TextFile("guide/index.md", PAGE), LINKING)
    out = render_here(project, run(read_notes_folder(project.notes).files, docs=docs), docs)

    assert (out / "guide/index.txt").read_text(encoding="utf-8") == TWIN
    linking = (out / "guide/linking.txt").read_text(encoding="utf-8")
    assert linking == "Linking\n=======\n\nhttps://plan.example/guide/linking.html\n\n From here.\n\n\nBy hand\n-------\n\nBy address.\n"


def test_every_page_of_the_real_handbook_has_a_twin_with_its_words(tmp_path: Path):
    project = copy_repository(tmp_path / "real")
    docs = read_docs(project.docs)
    out = render_here(make_project(tmp_path / "project", {}), run(read_notes_folder(project.notes).files, docs=docs), docs)
    pages = [file.path.removesuffix(".md") for file in docs if file.path.endswith(".md")]

    assert len(pages) > 30
    for page in pages:
        html = LexborHTMLParser((out / f"{page}.html").read_text(encoding="utf-8"))
        twin = (out / f"{page}.txt").read_text(encoding="utf-8")
        main = html.css_first("main")
        assert main is not None
        for code in main.css("pre"):
            code.replace_with(code.text())
        assert set(_WORD.findall(main.text(separator=" "))) - set(_WORD.findall(twin)) == set(), page
        assert [link.attributes["href"] for link in html.css('link[rel="alternate"][type="text/plain"]')] == [
            f"{page.rpartition('/')[2]}.txt"
        ]
        assert "\nFrom " not in twin
        assert " \n" not in twin


def test_the_twin_of_a_page_that_moved_is_at_its_old_path_where_it_was_published(tmp_path: Path):
    ledger = "/guide/linking.html 2024-01-01 page /guide/linking.html\n/guide/linking.txt 2024-01-01 data /guide/linking.txt\n"
    moved = {"redirects.yaml": "guide/linking: {to: guide/citing, on: 2024-02-01}\n", "ledger/site.txt": ledger}
    project = make_project(tmp_path, {**TINY, **moved})
    docs = (TextFile("guide/index.md", "# Guide\n\nSee [citing](citing.md).\n"), TextFile("guide/citing.md", "# Citing\n\nBy address.\n"))
    outcome = run(read_notes_folder(project.notes).files, docs=docs)

    out = render_here(project, outcome, docs)

    assert (out / "guide/linking.txt").read_text(encoding="utf-8") == (out / "guide/citing.txt").read_text(encoding="utf-8")


def test_a_site_that_lacks_a_twin_is_refused(tmp_path: Path):
    project = make_project(tmp_path)
    outcome = run(read_notes_folder(project.notes).files, docs=DOCS)
    out = render_here(project, outcome)
    (out / "guide/linking.txt").unlink()

    with pytest.raises(SiteError, match=r"guide/linking\.txt: not written"):
        check_here(out, outcome)
