"""What proves an entry of a log, as notes write it: `commit openstack/manila 97bf510bc`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cycleplan.model import Evidence, EvidenceKind
from cycleplan.notes import rules
from cycleplan.notes.tree import Scalar
from cycleplan.problems import Problem
from cycleplan.prose import NotAWebAddressError, one_line, web_address

_PROJECT = r"(?P<project>[A-Za-z0-9][A-Za-z0-9._-]*(?:/[A-Za-z0-9][A-Za-z0-9._-]*)?)"
_FORMS = {
    EvidenceKind.COMMIT: re.compile(rf"commit {_PROJECT} (?P<id>[0-9a-f]{{7,64}})", re.ASCII),
    EvidenceKind.REVIEW: re.compile(r"review (?P<id>[0-9]{1,12})", re.ASCII),
    EvidenceKind.BUG: re.compile(r"bug (?P<id>[0-9]{1,12})", re.ASCII),
    EvidenceKind.BLUEPRINT: re.compile(r"blueprint (?P<project>[A-Za-z0-9][A-Za-z0-9._-]*)/(?P<id>[A-Za-z0-9][A-Za-z0-9.+_-]*)", re.ASCII),
}
WRITTEN = {
    EvidenceKind.COMMIT: "commit PROJECT HASH",
    EvidenceKind.REVIEW: "review NUMBER",
    EvidenceKind.BUG: "bug NUMBER",
    EvidenceKind.BLUEPRINT: "blueprint PROJECT/NAME",
    EvidenceKind.MAIL: "mail ADDRESS",
    EvidenceKind.URL: "url ADDRESS",
}
"""How each kind of evidence is written; every letter in capitals stands for something."""
_ADDRESS = re.compile(r"(?P<kind>mail|url) (?P<address>\S+)")


def read_evidence(scalar: Scalar, trackers: Mapping[str, str], problems: list[Problem]) -> Evidence:
    """Return the evidence that a text names; its address comes from the site's tracker of that kind."""
    text = one_line(scalar.text)
    for kind, form in _FORMS.items():
        found = form.fullmatch(text)
        if found:
            return Evidence(kind, text.partition(" ")[2], _tracked(trackers.get(kind.value, ""), found.groupdict()), scalar.at)
    found = _ADDRESS.fullmatch(text)
    if not found:
        problems.append(rules.GOOD_EVIDENCE.broken(scalar.at, f"evidence {text!r} in no known form", _near_form(text)))
        return Evidence(EvidenceKind.URL, text)
    try:
        return Evidence(EvidenceKind(found["kind"]), found["address"], web_address(found["address"]), scalar.at)
    except NotAWebAddressError as reason:
        problems.append(rules.GOOD_ADDRESS.broken(scalar.at, str(reason), "write it in full, with https://"))
        return Evidence(EvidenceKind(found["kind"]), found["address"])


def _near_form(text: str) -> str:
    kind = text.partition(" ")[0].rstrip(":").lower()
    return f"write {WRITTEN[EvidenceKind(kind)]}" if kind in set(EvidenceKind) else f"start with one of {', '.join(WRITTEN)}"


def _tracked(pattern: str, names: Mapping[str, str]) -> str:
    url = pattern
    for name, value in names.items():
        url = url.replace(f"{{{name}}}", value)
    try:
        return web_address(url) if url else ""
    except NotAWebAddressError:
        return ""
