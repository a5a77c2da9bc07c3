"""A plan with one of everything that pages show differently, small enough to be reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from cycleplan.model import Address, Plan
from cycleplan.pages import Page, pages
from cycleplan.pages.entries import Link
from cycleplan.pipeline import check_files
from cycleplan.textfile import TextFile

P = TypeVar("P")

BARE: Mapping[str, str] = {
    "site.yaml": "title: A plan\nbase: https://plan.example/\nlicence: {title: CC BY 3.0}\n",
    "cycles.yaml": '"2024.2": {name: Dalmatian}\n',
}
"""The least that notes can be: a cycle that nobody has gathered for."""

NOTES: Mapping[str, str] = {
    "site.yaml": (
        "title: A plan\n"
        "base: https://plan.example/\n"
        "licence: {title: CC BY 3.0}\n"
        "source: https://code.example/notes/{path}\n"
        "trackers: {review: 'https://review.example/{id}'}\n"
    ),
    "cycles.yaml": (
        '"2023.2": {name: Bobcat, released: 2023-10-04, end_of_life: 2025-04-30}\n'
        '"2024.1": {name: Caracal}\n'
        '"2024.2":\n'
        "  name: Dalmatian\n"
        "  milestones:\n"
        "    release: {title: Release, date: 2024-10-02}\n"
        "    spec-freeze: {title: Spec freeze, from: 2024-06-10, to: 2024-06-14}\n"
        '"2025.1": {name: Epoxy}\n'
    ),
    "teams.yaml": "manila: {title: Manila}\noslo: {title: Oslo}\n",
    "owners.yaml": (
        "carthaca: {kind: person, name: Goutham P., role: PTL, aliases: [Carthaca]}\n"
        "gouthamr: {kind: person}\n"
        "sap: {kind: organisation, label: SAP}\n"
    ),
    "specs/manila.yaml": (
        "weigher:\n"
        "  kind: spec\n"
        "  title: The weigher\n"
        "  owners: [gouthamr]\n"
        "  missing: nobody has proposed it\n"
        "  found: {url: 'https://specs.example/weigher', where: the history of the code}\n"
        "  moved_from: [specs/2024.1/weigher.rst]\n"
        "  changes:\n"
        "    - {title: Weigh, missing: no number in the mail}\n"
        "    - {title: Test, url: 'https://gone.example/1', archived: 'https://archive.example/web/2024/https://gone.example/1'}\n"
        "  log: [{date: 2024-05-01, status: in progress, text: 'Under review by @sap.', evidence: review 900}]\n"
        "plain: {kind: bug, title: Nothing leads here, url: 'https://bugs.example/1'}\n"
    ),
    "2023.2/manila/gathering.yaml": "title: Manila at the first PTG\ntopics: [weighers]\n",
    "2023.2/manila/weighers.yaml": (
        "title: Weighers\nkind: debt\nsummary: Weigh.\n"
        "log: [{date: 2023-09-01, status: carried, text: Not yet., to: 2024.1, evidence: review 899}]\n"
    ),
    "2024.1/manila/gathering.yaml": "title: Manila at the second PTG\ntopics: [weigher]\n",
    "2024.1/manila/weigher.yaml": "title: Weigher\nkind: debt\nsummary: Weigh.\ncontinues: bobcat/manila/weighers\n",
    "2024.2/manila/gathering.yaml": (
        "title: Manila at the third PTG\n"
        "met: {from: 2024-04-08, to: 2024-04-12}\n"
        "place: virtual\n"
        "pad: {url: 'https://pad.example/manila', archived: 'https://archive.example/pad',"
        " found: {url: 'https://pad.example/copy', where: an archive}}\n"
        "recording: {missing: not recorded}\n"
        "introduction: As [1] says.\n"
        "references: [{cite: 1, title: The mail, url: 'https://lists.example/1'}]\n"
        "milestones: {own: {title: A day of our own, date: 2024-07-01}}\n"
        "topics: [weigher, talk]\n"
    ),
    "2024.2/manila/weigher.yaml": (
        "title: Weigh pools by *share* network\n"
        "kind: feature\n"
        "summary: Weigh pools, with `[oslo_policy]`.\n"
        "led_by: [carthaca]\n"
        "discussion: |\n"
        "  @gouthamr asked for [the spec][spec:manila/weigher], see [1] and [2].\n"
        "\n"
        "  - One *thing*.\n"
        "  - [Another](https://e.example/?a=1&b=2).\n"
        "parts:\n"
        "  - id: manage\n"
        "    title: Manage\n"
        "    led_by: [sap]\n"
        "    actions: [{id: a3, task: Manage it., due: own}]\n"
        "decisions: [{id: d1, text: Count share servers., specs: [manila/weigher]}]\n"
        "actions:\n"
        "  - id: a1\n"
        "    task: File a blueprint.\n"
        "    owners: [carthaca, gouthamr]\n"
        "    due: spec-freeze\n"
        "    specs: [manila/weigher]\n"
        "  - id: a2\n"
        "    task: Say so.\n"
        "    owners: [carthaca]\n"
        "    due: 2024-09-01\n"
        "    log: [{date: 2024-05-01, status: done, text: Said., evidence: [review 901, bug 7]}]\n"
        "references: [{cite: 2, title: The spec, spec: manila/weigher}]\n"
        "continues: 2024.1/manila/weigher\n"
        "checked: {date: 2024-11-01, result: no commit found}\n"
    ),
    "2024.2/manila/talk.yaml": "title: Talk\nsummary: 'After [the first][topic:weigher].'\n",
    "2024.2/oslo/gathering.yaml": "title: Oslo at the third PTG\ntopics: []\n",
}

REVIEWED: Mapping[str, str] = {
    **NOTES,
    "owners.yaml": NOTES["owners.yaml"] + "wren: {kind: person, review: 'Is it @carthaca, or @wren?'}\n",
    "specs/manila.yaml": NOTES["specs/manila.yaml"]
    + ("guess:\n  kind: blueprint\n  title: A guess\n  missing: no address in the mail\n  review: A bug, *perhaps*.\n"),
    "2024.2/oslo/gathering.yaml": (
        "title: Oslo at the third PTG\n"
        "review: The days are not said.\n"
        "references: [{title: The mail, missing: no address in it, review: Is it the same mail?}]\n"
        "topics: [guessed]\n"
    ),
    "2024.2/oslo/guessed.yaml": (
        "title: A title of a line\n"
        "kind: process\n"
        "summary: What was said.\n"
        "review: The title may be [the spec][spec:manila/guess], see [3].\n"
        "discussion: Much was said.\n"
        "parts: [{id: half, title: A half, summary: One half., review: Is it a part?}]\n"
        "decisions: [{id: d1, text: Go on., specs: [manila/guess], review: Nobody said *agreed*.}]\n"
        "actions:\n"
        "  - id: a1\n"
        "    task: Ask.\n"
        "    owners: [wren]\n"
        "    specs: [manila/guess]\n"
        "    log: [{date: 2024-05-01, status: in progress, text: Asked., evidence: review 902}]\n"
        "    review: No marker stands before it.\n"
        "references: [{cite: 3, title: The pad, url: 'https://pad.example/', archived: 'https://archive.example/pad',"
        " review: The line was broken.}]\n"
    ),
}
"""The same with a review of each sort of item."""

WEIGHER = Link("Weigh pools by *share* network", Address("2024.2/manila/weigher"))
"""What leads to the topic that has one of everything."""


@cache
def golden_plan() -> Plan:
    """Return the plan of the notes."""
    return plan_of(NOTES)


def plan_of(notes: Mapping[str, str]) -> Plan:
    """Return the plan of notes; raises AssertionError where they have a problem that keeps them from being built."""
    checked = check_files(TextFile(path, text) for path, text in notes.items())
    assert [str(problem) for problem in checked.problems if problem.is_error] == []
    return checked.plan


def page_of(name: str, plan: Plan | None = None) -> Page:
    """Return a page by its name."""
    return next(page for page in pages(plan or golden_plan()) if page.name == name)


def page(name: str, kind: type[P], plan: Plan | None = None) -> P:
    """Return a page by its name, of the kind that it has to be."""
    found = page_of(name, plan)
    assert isinstance(found, kind)
    return found
