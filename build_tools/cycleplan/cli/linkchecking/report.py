"""Tells findings by whose notes they are in: for people, for programs, and in one line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from cycleplan.cli.linkchecking.answer import Verdict
from cycleplan.cli.linkchecking.findings import Finding
from cycleplan.model import Keeper, KeeperKind, Outside
from cycleplan.prose import one_line

_TOLD = (Verdict.DEAD, Verdict.UNSURE, Verdict.MOVED)
_KINDS = tuple(KeeperKind)


def text_report(findings: Sequence[Finding], folder: str) -> str:
    """Return a paragraph for each keeper with something to see to: the dead first, each with its places and what to do.

    `folder` is that of the notes as it is named before the path of each place.
    """
    keepers = {keeper for finding in findings for place in finding.places for keeper in place.keepers}
    told = (_paragraph(keeper, findings, folder) for keeper in sorted(keepers, key=lambda keeper: (_KINDS.index(keeper.kind), keeper.key)))
    return "\n\n".join(paragraph for paragraph in told if paragraph)


def json_report(findings: Sequence[Finding]) -> str:
    """Return every address, fine or not, with its places."""
    return json.dumps({"links": [_link(finding) for finding in findings], "summary": _counts(findings)}, indent=2)


def closing(findings: Sequence[Finding], remembered: int) -> str:
    """Return what the findings come to, as one line; `remembered` says how many were fine lately and not asked."""
    counts = _counts(findings)
    words = {"dead": "dead", "covered": "dead but archived", "unsure": "unsure", "moved": "moved", "unasked": "not asked in time"}
    said = [f"{counts[kind]} {word}" for kind, word in words.items() if counts[kind]]
    fine = f"{counts['fine']} fine" + (f", {remembered} not asked again" if remembered else "")
    addresses = "1 address" if len(findings) == 1 else f"{len(findings)} addresses"
    return f"{', '.join((*said, fine))}; {addresses}"


def _paragraph(keeper: Keeper, findings: Sequence[Finding], folder: str) -> str:
    lines = [line for verdict in _TOLD for finding in findings for line in _lines(finding, verdict, keeper, folder)]
    return "\n".join((f"{one_line(str(keeper))}:", *lines)) if lines else ""


def _lines(finding: Finding, verdict: Verdict, keeper: Keeper, folder: str) -> Iterator[str]:
    places = [place for place in _telling(finding) if keeper in place.keepers]
    if finding.answer and finding.answer.verdict is verdict and places:
        yield f"  {verdict}: {finding.url}{_why(finding)}"
        yield from (f"    {one_line(str(place.at.below(folder)))}: {finding.remedy(place)}" for place in places)


def _telling(finding: Finding) -> tuple[Outside, ...]:
    is_dead = finding.answer is not None and finding.answer.verdict is Verdict.DEAD
    return finding.open_places if is_dead else finding.places


def _why(finding: Finding) -> str:
    assert finding.answer is not None
    told = (finding.answer.said, f"at {finding.answer.leads_to}" if finding.answer.leads_to else "")
    said = " ".join(filter(None, told))
    return f" ({said})" if said else ""


def _link(finding: Finding) -> dict[str, Any]:
    answer = finding.answer
    return {
        "url": finding.url,
        "verdict": str(answer.verdict) if answer else "unasked",
        "said": answer.said if answer else "",
        "leads_to": answer.leads_to if answer else "",
        "moved_to": answer.moved_to if answer else "",
        "copy": finding.copy,
        "places": [_place(finding, place) for place in finding.places],
    }


def _place(finding: Finding, place: Outside) -> dict[str, Any]:
    return {
        "path": place.at.path,
        "line": place.at.line,
        "column": place.at.column,
        "role": str(place.role),
        "keepers": [str(keeper) for keeper in place.keepers],
        "archived": place.archived,
        "remedy": finding.remedy(place) if finding.answer and place in _telling(finding) else "",
    }


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    verdicts = [finding.answer.verdict if finding.answer else None for finding in findings]
    return {
        "dead": sum(finding.is_dead for finding in findings),
        "covered": sum(finding.is_covered for finding in findings),
        "unsure": verdicts.count(Verdict.UNSURE),
        "moved": verdicts.count(Verdict.MOVED),
        "fine": verdicts.count(Verdict.FINE),
        "unasked": verdicts.count(None),
    }
