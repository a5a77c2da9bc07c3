"""A plan of two cycles that is searched: everything in it has a name of its own, and one bird is talked of in both."""

from __future__ import annotations

from collections.abc import Mapping

from ledgers import outcome_of, recorded
from projects import TINY

_SHARES = "title: Shares\nkind: process\nsummary: Share them.\nactions:\n" + "".join(
    f"  - {{id: a{n}, task: Paint share number {n}.}}\n" for n in range(1, 26)
)
_NOW = {path: text for path, text in TINY.items() if path != "2024.2/manila/weigher.yaml"} | {
    "cycles.yaml": '"2024.1": {name: Caracal}\n"2024.2": {name: Dalmatian}\n',
    "owners.yaml": "wren: {kind: person, name: Jenny Wren, aliases: [jwren, troglodytes]}\nmallow: {kind: person}\n",
    "specs/manila.yaml": (
        "pool-weigher: {kind: spec, title: The weigher of pools, missing: not proposed, owners: [wren],\n"
        "  log: [{date: 2024-05-02, status: superseded, text: Another one came., evidence: bug 1}]}\n"
    ),
    "2024.1/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [pools, quotas]\n",
    "2024.1/manila/pools.yaml": "title: Weigh pools\nkind: feature\nsummary: A heron.\ndiscussion: A heron, a heron, a heron.\n",
    "2024.1/manila/quotas.yaml": "title: Quotas\nkind: debt\nsummary: Count them.\n",
    "2024.2/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [pools, shares]\n",
    "2024.2/manila/pools.yaml": (
        "title: Weigh pools\nkind: feature\nsummary: All about weighing.\ncontinues: 2024.1/manila/pools\nled_by: [mallow]\n"
        "discussion: They saw one heron.\n"
        "parts:\n  - {id: draining, title: Draining the ponds, discussion: '`<b>Slowly</b>` & `<mark>well</mark>`.'}\n"
        "decisions:\n  - {id: d1, text: Count share servers of one network.}\n"
        "actions:\n  - {id: a1, task: Write `<i>it</i>` down & file it., owners: [wren], specs: [manila/pool-weigher]}\n"
        "log: [{date: 2024-05-02, status: in progress, text: It began., evidence: bug 2}]\n"
    ),
    "2024.2/manila/shares.yaml": _SHARES,
}
_BEFORE = _NOW | {
    "2024.2/manila/gathering.yaml": "title: Manila at the PTG\ntopics: [herons, pools, shares]\n",
    "2024.2/manila/herons.yaml": "title: Herons\nkind: feature\nsummary: A heron is a bird.\n",
}
_REMOVED = "2024.2/manila/herons: {kind: topic, title: Herons, on: 2024-09-03, because: They flew away.}\n"
_PUBLISHED = recorded(_BEFORE)

NOTES: Mapping[str, str] = recorded(
    {path: text for path, text in _PUBLISHED.items() if path != "2024.2/manila/herons.yaml"} | _NOW | {"removed.yaml": _REMOVED}
)
"""The plan, with a topic that was removed."""

PLAN = outcome_of(NOTES).plan
POOLS = "2024.2/manila/pools.html"
FIRST = {
    "wren": "owners/wren.html",
    "Troglodytes": "owners/wren.html",
    "Jenny Wren": "owners/wren.html",
    "pool-weigher": "specs/manila/pool-weigher.html",
    "manila/pool-weigher": "specs/manila/pool-weigher.html",
    "The weigher of pools": "specs/manila/pool-weigher.html",
    "pools": POOLS,
    "Weigh pools": POOLS,
    "2024.1/manila/pools": "2024.1/manila/pools.html",
    "2024.2/manila/pools#a1": f"{POOLS}#a1",
    "pools#d1": f"{POOLS}#d1",
    "in progress": POOLS,
    "superseded": "specs/manila/pool-weigher.html",
    "Caracal": "2024.1/index.html",
    "draining the ponds": f"{POOLS}#draining",
}
"""What is typed, and what has to be found first."""
