"""A report goes by whose notes they are in, the dead first, and says what to do at each place."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from cycleplan.cli.linkchecking import Answer, Finding, Verdict, closing, findings_of, json_report, text_report
from cycleplan.model import Keeper, KeeperKind, Outside, OutsideRole
from cycleplan.problems import Location

WREN, MALLOW = Keeper(KeeperKind.OWNER, "wren"), Keeper(KeeperKind.OWNER, "mallow")
MANILA, SITE = Keeper(KeeperKind.TEAM, "manila"), Keeper(KeeperKind.SITE)
COPY = "https://web.archive.org/web/2024/https://gone.example/"

GONE = Answer(Verdict.DEAD, "404 Not Found")
ANSWERS: Mapping[str, Answer] = {
    "https://gone.example/": GONE,
    "https://kept.example/": GONE,
    "https://moved.example/": Answer(Verdict.MOVED, leads_to="https://new.example/today", moved_to="https://new.example/"),
    "https://shy.example/": Answer(Verdict.UNSURE, "403 Forbidden", leads_to="https://shy.example/login"),
    "https://fine.example/": Answer(Verdict.FINE),
}


def place(url: str, path: str, *keepers: Keeper, role: OutsideRole = OutsideRole.REFERENCE, archived: str = "") -> Outside:
    return Outside(url, role, Location(path, 3, 5), keepers, archived)


PLACES = (
    place("https://fine.example/", "a.yaml", WREN),
    place("https://gone.example/#part", "b.yaml", MANILA, role=OutsideRole.PROSE),
    place("https://gone.example/", "c.yaml", WREN, MALLOW),
    place("https://gone.example/", "d.yaml", WREN, archived=COPY),
    place("https://kept.example/", "d.yaml", WREN, archived=COPY),
    place("https://late.example/", "d.yaml", WREN),
    place("https://moved.example/#part", "e.yaml", WREN, role=OutsideRole.SOURCE),
    place("https://shy.example/", "f.yaml", WREN),
    place("https://shy.example/", "site.yaml", SITE, role=OutsideRole.LICENCE),
)

REPORT = """\
mallow:
  dead: https://gone.example/ (404 Not Found)
    notes/c.yaml:3:5: add archived with the address of a copy, or mend url

wren:
  dead: https://gone.example/ (404 Not Found)
    notes/c.yaml:3:5: add archived with the address of a copy, or mend url
  unsure: https://shy.example/ (403 Forbidden at https://shy.example/login)
    notes/f.yaml:3:5: open it in a browser
  moved: https://moved.example/ (at https://new.example/today)
    notes/e.yaml:3:5: write https://new.example/#part

team manila:
  dead: https://gone.example/ (404 Not Found)
    notes/b.yaml:3:5: make it a reference, which can have archived

site:
  unsure: https://shy.example/ (403 Forbidden at https://shy.example/login)
    notes/site.yaml:3:5: open it in a browser"""


def test_people_get_a_paragraph_for_each_who_has_something_to_see_to():
    assert text_report(findings_of(PLACES, ANSWERS), "notes") == REPORT


def test_where_all_is_fine_there_is_no_report():
    assert text_report(findings_of(PLACES[:1], ANSWERS), "notes") == ""


def test_one_line_says_what_it_comes_to():
    findings = findings_of(PLACES, ANSWERS)

    assert (
        closing(findings, 1)
        == "1 dead, 1 dead but archived, 1 unsure, 1 moved, 1 not asked in time, 1 fine, 1 not asked again; 6 addresses"
    )
    assert closing(findings[:1], 0) == "1 fine; 1 address"


@pytest.mark.parametrize(
    ("role", "without", "with_copy"),
    [
        (OutsideRole.REFERENCE, "add archived with the address of a copy, or mend url", f"add archived: {COPY}"),
        (OutsideRole.SOURCE, "add archived with the address of a copy, or mend url", f"add archived: {COPY}"),
        (OutsideRole.ARCHIVED, "write the address of another copy", f"write {COPY}"),
        (OutsideRole.FOUND, "write the address of a copy, or take it out", f"write {COPY}"),
        (OutsideRole.EVIDENCE, "add the address of a copy to the evidence", f"add the evidence: url {COPY}"),
        (OutsideRole.TRACKED, "mend the evidence, or the site's tracker", "mend the evidence, or the site's tracker"),
        (OutsideRole.PROSE, "make it a reference, which can have archived", f"make it a reference with archived: {COPY}"),
        (OutsideRole.LICENCE, "write the present address", "write the present address"),
    ],
)
def test_what_to_do_of_a_dead_address_is_told_for_where_it_stands(role: OutsideRole, without: str, with_copy: str):
    there = place("https://gone.example/", "a.yaml", WREN, role=role)

    assert [Finding(there.url, (there,), GONE, copy).remedy(there) for copy in ("", COPY)] == [without, with_copy]


def test_a_page_of_a_tracker_that_moved_is_the_tracker_s_affair():
    (finding,) = findings_of([place("https://moved.example/", "a.yaml", WREN, role=OutsideRole.TRACKED)], ANSWERS)

    assert finding.remedy(finding.places[0]) == "mend the site's tracker"


def test_a_program_gets_every_address_with_its_places():
    (gone,) = (finding for finding in findings_of(PLACES, ANSWERS) if finding.url == "https://gone.example/")
    report = json.loads(json_report([Finding(gone.url, gone.places[2:], gone.answer, COPY), *findings_of(PLACES[5:7], ANSWERS)]))

    def told(path: str, role: str, archived: str = "", remedy: str = "") -> dict[str, object]:
        return {"path": path, "line": 3, "column": 5, "role": role, "keepers": ["wren"], "archived": archived, "remedy": remedy}

    assert report == {
        "links": [
            {
                "url": "https://gone.example/",
                "verdict": "dead",
                "said": "404 Not Found",
                "leads_to": "",
                "moved_to": "",
                "copy": COPY,
                "places": [told("d.yaml", "reference", COPY)],
            },
            {
                "url": "https://late.example/",
                "verdict": "unasked",
                "said": "",
                "leads_to": "",
                "moved_to": "",
                "copy": "",
                "places": [told("d.yaml", "reference")],
            },
            {
                "url": "https://moved.example/",
                "verdict": "moved",
                "said": "",
                "leads_to": "https://new.example/today",
                "moved_to": "https://new.example/",
                "copy": "",
                "places": [told("e.yaml", "source", remedy="write https://new.example/#part")],
            },
        ],
        "summary": {"dead": 0, "covered": 1, "unsure": 0, "moved": 1, "fine": 0, "unasked": 1},
    }


def test_no_name_of_the_notes_can_command_a_terminal_or_start_a_line():
    there = place("https://gone.example/", "a\x1b[2J\nb.yaml", Keeper(KeeperKind.OWNER, "w\nren\x1b"))

    assert text_report(findings_of([there], ANSWERS), "notes").splitlines() == [
        "w ren⟨U+001B⟩:",
        "  dead: https://gone.example/ (404 Not Found)",
        "    notes/a⟨U+001B⟩[2J b.yaml:3:5: add archived with the address of a copy, or mend url",
    ]
