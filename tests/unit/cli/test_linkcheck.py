"""`cycleplan linkcheck`, against a site of this machine and never any other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from local_site import LocalSite, Page, local_site

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def site() -> Iterator[LocalSite]:
    table = {"/there": Page(), "/moved": Page(301, {"Location": "/there"}), "/kept": Page(410)}
    with local_site(table) as made:
        yield made


@pytest.fixture
def nowhere() -> str:
    """The address of a site that is there no more."""
    with local_site({}) as gone:
        return gone.base


@pytest.fixture
def check(run: Check, notes: Path, site: LocalSite) -> Check:
    """Write a topic with some references to the site and check the links."""

    def checked(*pages: str, options: tuple[str, ...] = ("--allow-private",)) -> tuple[int, str, str]:
        references = "".join(f"  - title: A page\n    url: {site.base}{page}\n" for page in pages)
        text = f"title: CephFS\nkind: feature\nsummary: One sentence.\nled_by: [carthaca]\nreferences:\n{references}"
        (notes / "2024.2/manila/cephfs.yaml").write_text(text)
        code, out, err = run("linkcheck", "--pause", "0", *options)
        return code, out.replace(site.base, ""), err.replace(site.base, "")

    return checked


def cache(notes: Path) -> Path:
    return notes.parent / "docs" / "_build" / "linkcheck.json"


def test_addresses_that_are_fine_exit_with_0(check: Check):
    assert check("/there", "/there#part") == (0, "", "1 fine; 1 address\n")


def test_a_dead_address_is_told_with_its_place_and_exits_with_1(check: Check):
    assert check("/there", "/gone", "/moved") == (
        1,
        "carthaca:\n"
        "  dead: /gone (404 Not Found)\n"
        "    source_notes/2024.2/manila/cephfs.yaml:9:10: add archived with the address of a copy, or mend url\n"
        "  moved: /moved (at /there)\n"
        "    source_notes/2024.2/manila/cephfs.yaml:11:10: write /there\n",
        "1 dead, 1 moved, 1 fine; 3 addresses\n",
    )


def test_a_dead_address_with_a_copy_beside_it_counts_no_more(check: Check, site: LocalSite):
    assert check(f"/kept\n    archived: {site.base}/there") == (0, "", "1 dead but archived, 1 fine; 2 addresses\n")


def test_a_program_gets_json(check: Check):
    code, out, _ = check("/gone", options=("--allow-private", "--format", "json"))

    assert (code, json.loads(out)["summary"]) == (1, {"dead": 1, "covered": 0, "unsure": 0, "moved": 0, "fine": 0, "unasked": 0})


def test_private_hosts_are_refused_unless_allowed(check: Check, site: LocalSite):
    assert check("/there", options=()) == (
        0,
        "carthaca:\n"
        "  unsure: /there (the host '127.0.0.1' is in a private network)\n"
        "    source_notes/2024.2/manila/cephfs.yaml:7:10: open it in a browser\n",
        "1 unsure, 0 fine; 1 address\n",
    )
    assert site.asked == []


def test_what_was_fine_lately_is_not_asked_again_and_what_was_not_is(check: Check, site: LocalSite):
    first = check("/there", "/moved", "/gone")
    asked = list(site.asked)

    again = check("/there", "/moved", "/gone")

    assert (again[:2], again[2]) == (first[:2], "1 dead, 1 moved, 1 fine, 2 not asked again; 3 addresses\n")
    assert site.asked[len(asked) :] == ["HEAD /gone", "GET /gone"]


def test_what_was_fine_too_long_ago_is_asked_again(check: Check, site: LocalSite, notes: Path):
    check("/there")
    today = date.today()
    text = cache(notes).read_text()
    cache(notes).write_text(text.replace(str(today), str(today - timedelta(days=14))))

    assert check("/there") == (0, "", "1 fine; 1 address\n")
    assert site.asked == ["HEAD /there", "HEAD /there"]
    assert cache(notes).read_text() == text


@pytest.mark.parametrize("fresh", ["0", "1"])
def test_how_long_an_address_is_fine_can_be_told(check: Check, site: LocalSite, fresh: str):
    check("/there")
    check("/there", options=("--allow-private", "--fresh", fresh))

    assert site.asked == ["HEAD /there"] * (2 - int(fresh))


def test_the_cache_can_stand_elsewhere(check: Check, notes: Path, tmp_path: Path):
    place = tmp_path / "kept" / "links.json"
    check("/there", options=("--allow-private", "--cache", str(place)))

    assert (place.is_file(), cache(notes).exists()) == (True, False)


def test_a_cache_of_something_else_is_written_anew(check: Check, notes: Path):
    cache(notes).parent.mkdir(parents=True)
    cache(notes).write_text("{}")

    assert check("/there") == (
        0,
        "",
        "docs/_build/linkcheck.json is not what a link check writes; every address is asked again\n1 fine; 1 address\n",
    )
    assert json.loads(cache(notes).read_text())["version"] == 1


def test_where_nothing_can_be_reached_that_is_said_once(run: Check, notes: Path, nowhere: str):
    text = f"title: CephFS\nkind: feature\nsummary: See <{nowhere}/> and <{nowhere}/c>.\nled_by: [carthaca]\n"
    (notes / "2024.2/manila/cephfs.yaml").write_text(text)

    assert run("linkcheck", "--allow-private", "--pause", "0") == (
        2,
        "",
        "cycleplan: no address could be reached (is there a network, without a proxy?)\n",
    )
    assert not cache(notes).exists()


def test_a_host_that_is_gone_is_dead_where_another_that_was_fine_still_answers(check: Check, nowhere: str):
    check("/there")

    code, out, err = check(f"/there\n  - title: Gone\n    url: {nowhere}/")

    assert (code, out, err) == (
        1,
        "carthaca:\n"
        f"  dead: {nowhere}/ (no connection to '127.0.0.1')\n"
        "    source_notes/2024.2/manila/cephfs.yaml:9:10: add archived with the address of a copy, or mend url\n",
        "1 dead, 1 fine, 1 not asked again; 2 addresses\n",
    )


def test_notes_that_name_no_address_are_fine(run: Check):
    assert run("linkcheck") == (0, "", "0 fine; 0 addresses\n")


def test_progress_is_told_to_who_asks(check: Check):
    assert check("/there", options=("--allow-private", "-v"))[2] == "  1 of 1: fine /there\n1 fine; 1 address\n"


def test_where_a_spec_was_before_is_not_asked(run: Check, notes: Path, site: LocalSite):
    (notes / "specs").mkdir()
    (notes / "specs/manila.yaml").write_text(
        f"a: {{kind: spec, title: A, url: '{site.base}/there', moved_from: ['{site.base}/old', specs/old.rst]}}\n"
    )

    assert run("linkcheck", "--allow-private", "--pause", "0") == (0, "", "1 fine; 1 address\n")
    assert site.asked == ["HEAD /there"]
