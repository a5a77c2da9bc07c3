"""Rules about addresses that were published; what a site serves is known only once its pages are made."""

from __future__ import annotations

from cycleplan.problems import Rule, Severity

RESOLVES = Rule(
    "CP602",
    "Every address that was ever published still leads to its item.",
    bad="# ledger/2024.2.txt\n/2024.2/manila/shares.html 2024-04-22 topic /2024.2/manila/shares.html",
    good="# ledger/2024.2.txt\n/2024.2/manila/cephfs.html 2024-04-22 topic /2024.2/manila/cephfs.html",
    why="Mails that cite it are never rewritten. `cycleplan rename` leaves a redirect, `cycleplan remove` a page that says what was there.",
)
RECORDED = Rule(
    "CP603",
    "Every address and every text that is published is in the ledger.",
    bad="summary: What nobody has recorded yet.",
    good="summary: What becomes of the driver.",
    why="Only what is recorded is promised, and only a recorded change has a day in the feeds. `cycleplan record` writes it down, and the"
    " change that adds an address commits it. Notes without a ledger are not published yet.",
    severity=Severity.WARNING,
)
REUSED = Rule(
    "CP604",
    "An address that was used once is never used for anything else.",
    bad="# ledger/2024.2.txt\n/2024.2/manila/pool-weigher.html#a1 2024-04-22 decision /2024.2/manila/pool-weigher.html#a1",
    good="# ledger/2024.2.txt\n/2024.2/manila/pool-weigher.html#a1 2024-04-22 action /2024.2/manila/pool-weigher.html#a1",
    why="A mail of last year would lead its readers to something that it does not speak of.",
)
LEADS_ON = Rule(
    "CP605",
    "A redirect leads in one step to where its own item is, and a removal to something that is there.",
    bad="# redirects.yaml\n2024.2/manila/shares: {to: 2024.2/manila/cehpfs, on: 2024-09-03}",
    good="# redirects.yaml\n2024.2/manila/shares: {to: 2024.2/manila/cephfs, on: 2024-09-03}",
    why="Chains break where one of their links does, and a loop leads nowhere. `cycleplan rename` keeps redirects flat.",
)

RULES = (RESOLVES, RECORDED, REUSED, LEADS_ON)
