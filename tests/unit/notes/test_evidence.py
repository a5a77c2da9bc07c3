"""The forms of evidence, and where each leads."""

from __future__ import annotations

import pytest

from cycleplan.model import Evidence, EvidenceKind
from cycleplan.notes.evidence import read_evidence
from cycleplan.notes.tree import Scalar
from cycleplan.problems import Location, Place, Problem

TRACKERS = {
    "commit": "https://git.example/{project}/commit/{id}",
    "review": "https://review.example/{id}",
    "blueprint": "https://blueprints.example/{project}/+spec/{id}",
}


def evidence(text: str) -> tuple[Evidence, list[str]]:
    problems: list[Problem] = []
    found = read_evidence(Scalar(text, Place(Location("t.yaml", 2, 3))), TRACKERS, problems)
    return found, [str(problem).partition(" (")[0] for problem in problems]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("commit a/b 97bf510", Evidence(EvidenceKind.COMMIT, "a/b 97bf510", "https://git.example/a/b/commit/97bf510")),
        ("commit  a/b\n97bf510", Evidence(EvidenceKind.COMMIT, "a/b 97bf510", "https://git.example/a/b/commit/97bf510")),
        ("review 123", Evidence(EvidenceKind.REVIEW, "123", "https://review.example/123")),
        ("bug 7", Evidence(EvidenceKind.BUG, "7")),
        ("blueprint a/b.c", Evidence(EvidenceKind.BLUEPRINT, "a/b.c", "https://blueprints.example/a/+spec/b.c")),
        ("mail https://lists.example/1", Evidence(EvidenceKind.MAIL, "https://lists.example/1", "https://lists.example/1")),
        ("url https://docs.example/é", Evidence(EvidenceKind.URL, "https://docs.example/é", "https://docs.example/%C3%A9")),
    ],
)
def test_evidence_in_a_known_form_leads_to_its_address(text: str, read: Evidence) -> None:
    assert evidence(text) == (read, [])


@pytest.mark.parametrize(
    "text",
    [
        *(
            "I saw it",
            "commit 97bf510",
            "commit a/b 97bf51",
            "commit a/b 97BF510",
            "commit a/b/c 97bf510",
            "commit ../b 97bf510",
            "review I123",
        ),
        *("review 1 2", "bug #7", "bug ٧", "blueprint a", "blueprint a/b c", "mail", "url a b", "Review 123", "commit a/{id} 97bf510"),
    ],
)
def test_anything_else_is_a_problem_and_is_kept(text: str) -> None:
    assert evidence(text) == (Evidence(EvidenceKind.URL, text), [f"t.yaml:2:3: CP118 evidence {text!r} in no known form"])


def test_an_address_that_no_page_links_to_is_a_problem_and_is_kept() -> None:
    assert evidence("url javascript:x") == (
        Evidence(EvidenceKind.URL, "javascript:x"),
        ["t.yaml:2:3: CP116 address 'javascript:x' is none of http, https, mailto"],
    )
