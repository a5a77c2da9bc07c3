"""Every address outside the plan is found where it stands, with what it is for and whose note it is."""

from __future__ import annotations

from collections.abc import Mapping

from cycleplan.model import outside_addresses
from cycleplan.pipeline import check_files
from cycleplan.textfile import TextFile

NOTES: Mapping[str, str] = {
    "site.yaml": "title: A plan\nbase: https://plan.example/\nlicence: {title: Free, url: 'https://licence.example/'}\n"
    "trackers: {review: 'https://review.example/{id}'}\n",
    "cycles.yaml": '"2024.2": {name: Dalmatian}\n',
    "teams.yaml": "manila: {title: Manila}\n",
    "owners.yaml": "wren: {kind: person, review: 'See [it](https://wren.example/).'}\nmallow: {kind: person}\n",
    "specs/manila.yaml": (
        "a:\n"
        "  kind: spec\n"
        "  title: A\n"
        "  owners: [mallow]\n"
        "  url: https://specs.example/a\n"
        "  archived: https://copies.example/https://specs.example/a\n"
        "  moved_from: ['https://specs.example/old']\n"
        "b:\n"
        "  kind: bug\n"
        "  title: B\n"
        "  missing: lost\n"
        "  found: {url: 'https://bugs.example/1', where: '[there](https://found.example/)'}\n"
        "  changes: [{title: C, url: 'https://changes.example/1'}]\n"
    ),
    "2024.2/manila/gathering.yaml": (
        "title: Manila\n"
        "pad: {url: 'https://pad.example/'}\n"
        "introduction: |\n"
        "  Write to <mailto:list@lists.example>, or\n"
        "  see <https://intro.example/> and [more](<https://intro.example/more>).\n"
        "topics: [led, open]\n"
    ),
    "2024.2/manila/led.yaml": (
        "title: Led\n"
        "led_by: [wren, mallow]\n"
        "references: [{title: R, url: 'https://reference.example/'}]\n"
        "parts:\n"
        "  - {id: p1, title: P, led_by: [mallow], summary: 'See https://bare.example/ and <https://part.example/>.'}\n"
        "  - {id: p2, title: Q, summary: '[it](https://part.example/2)'}\n"
    ),
    "2024.2/manila/open.yaml": (
        "title: Open\n"
        "actions:\n"
        "  - id: a1\n"
        "    task: Ask.\n"
        "    log:\n"
        "      - date: 2024-05-01\n"
        "        status: done\n"
        "        text: Asked.\n"
        "        evidence:\n"
        "          - review 7\n"
        "          - url https://gone.example/\n"
        "          - url https://copies.example/https://gone.example/\n"
    ),
}


def found(notes: Mapping[str, str]) -> list[str]:
    plan = check_files(TextFile(path, text) for path, text in notes.items()).plan
    return [
        f"{address.at} {address.role} {address.url} ({', '.join(map(str, address.keepers))})"
        + (f" copy {address.archived}" if address.archived else "")
        for address in outside_addresses(plan)
    ]


def test_every_address_is_found_at_its_place_and_those_of_mails_and_of_what_moved_are_not():
    assert found(NOTES) == [
        "2024.2/manila/gathering.yaml:2:13 source https://pad.example/ (team manila)",
        "2024.2/manila/gathering.yaml:5:8 prose https://intro.example/ (team manila)",
        "2024.2/manila/gathering.yaml:5:44 prose https://intro.example/more (team manila)",
        "2024.2/manila/led.yaml:3:31 reference https://reference.example/ (wren, mallow)",
        "2024.2/manila/led.yaml:5:83 prose https://part.example/ (mallow)",
        "2024.2/manila/led.yaml:6:39 prose https://part.example/2 (wren, mallow)",
        "2024.2/manila/open.yaml:10:13 tracked https://review.example/7 (team manila)",
        "2024.2/manila/open.yaml:11:13 evidence https://gone.example/ (team manila) copy https://copies.example/https://gone.example/",
        "2024.2/manila/open.yaml:12:13 evidence https://copies.example/https://gone.example/ (team manila)",
        "owners.yaml:1:40 prose https://wren.example/ (site)",
        "site.yaml:3:30 licence https://licence.example/ (site)",
        "specs/manila.yaml:5:8 source https://specs.example/a (mallow) copy https://copies.example/https://specs.example/a",
        "specs/manila.yaml:6:13 archived https://copies.example/https://specs.example/a (mallow)",
        "specs/manila.yaml:12:17 found https://bugs.example/1 (team manila)",
        "specs/manila.yaml:12:58 prose https://found.example/ (team manila)",
        "specs/manila.yaml:13:30 source https://changes.example/1 (team manila)",
    ]
