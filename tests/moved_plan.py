"""A plan that was published and then rearranged: of each kind of move, and of each kind of removal, there is one."""

from __future__ import annotations

from collections.abc import Mapping

from ledgers import recorded
from projects import TINY

_TALK = "discussion: |\n" + "".join(f"  They talked about it for the {n}th time, and found no end.\n\n" for n in range(4, 40))
"""Enough for a page of several screens."""


def _topic(title: str, rest: str) -> str:
    return f"title: {title}\nkind: feature\nsummary: All about {title.lower()}.\n{_TALK}{rest}"


_CYCLES = '"2024.2": {name: Dalmatian, milestones: {release: {title: The release, date: 2024-10-02}}}\n'
_BEFORE = TINY | {
    "cycles.yaml": _CYCLES,
    "2024.2/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [backups, quotas, shares, snapshots, weigher]\n",
    "2024.2/manila/backups.yaml": _topic("Backups", "actions:\n  - {id: a1, task: Test the backups.}\n"),
    "2024.2/manila/quotas.yaml": _topic("Quotas", "actions:\n  - {id: a1, task: Count the quotas.}\n"),
    "2024.2/manila/shares.yaml": _topic(
        "Shares",
        "actions:\n  - {id: a1, task: List the shares.}\n  - {id: a2, task: Weigh the shares.}\n  - {id: a3, task: Paint the shares.}\n",
    ),
    "2024.2/manila/snapshots.yaml": _topic("Snapshots", ""),
    "2024.2/manila/weigher.yaml": _topic(
        "Weigh pools", "decisions:\n  - {id: d1, text: Count share servers.}\nactions:\n  - {id: a1, task: File a bug.}\n"
    ),
}
_PUBLISHED = recorded(_BEFORE)

_MOVED = {
    "2024.2/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [pools, shares]\n",
    "2024.2/manila/pools.yaml": _BEFORE["2024.2/manila/weigher.yaml"] + "  - {id: a7, task: Weigh the shares.}\n",
    "2024.2/manila/shares.yaml": _topic(
        "Shares",
        "parts:\n  - {id: backups, title: Backups, discussion: Once a topic of its own.}\n"
        "  - {id: snapshots, title: Snapshots, discussion: This one too.}\n"
        "actions:\n  - {id: a1, task: List the shares.}\n  - {id: a8, task: Test the backups.}\n",
    ),
    "redirects.yaml": (
        "2024.2/manila/weigher: {to: 2024.2/manila/pools, on: 2024-09-03}\n"
        "2024.2/manila/shares#a2: {to: 2024.2/manila/pools#a7, on: 2024-09-03}\n"
        "2024.2/manila/snapshots: {to: 2024.2/manila/shares#snapshots, on: 2024-09-03}\n"
        "2024.2/manila/backups: {to: 2024.2/manila/shares#backups, on: 2024-09-03}\n"
        "2024.2/manila/backups#a1: {to: 2024.2/manila/shares#a8, on: 2024-09-03}\n"
    ),
    "removed.yaml": (
        "2024.2/manila/shares#a3:\n  kind: action\n  title: Paint the shares.\n  on: 2024-09-03\n"
        "  because: Shares [have no colour](https://colours.example/).\n  see: 2024.2/manila/pools\n"
        "2024.2/manila/quotas:\n  kind: topic\n  title: Quotas\n  on: 2024-09-03\n"
        "  because: Nobody *wanted* them.\n  see: https://lists.example/quotas\n"
        "2024.2/manila/quotas#a1: {kind: action, title: Count the quotas., on: 2024-09-03}\n"
    ),
}
_GONE = ("backups", "quotas", "snapshots", "weigher")

NOTES: Mapping[str, str] = recorded(
    {path: text for path, text in (_PUBLISHED | _MOVED).items() if path not in [f"2024.2/manila/{name}.yaml" for name in _GONE]}
)
"""The plan as it is now, with all that it was in its ledger."""
