"""Notes in which much can move: two cycles, comments, and names in every style of YAML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cycleplan.moving import Outcome, rename
from cycleplan.textfile import TextFile

ON = date(2026, 11, 23)

GATHERING = "2024.2/manila/gathering.yaml"
CEPHFS = "2024.2/manila/cephfs.yaml"
GANESHA = "2024.2/manila/ganesha.yaml"
OWNERS = "owners.yaml"
SPECS = "specs/manila.yaml"
LEDGER = "ledger/2024.2.txt"

NOTES: Mapping[str, str] = {
    "site.yaml": "title: A plan\nbase: https://plan.example/\nlicence: {title: CC BY 3.0}\n",
    "cycles.yaml": '"2024.1": {name: Caracal}\n"2024.2": {name: Dalmatian}\n',
    "teams.yaml": "manila: {title: Manila}   # shares\nnova: {title: Nova}\n",
    OWNERS: "# Everybody.\n\nwren:   # the first\n  kind: person\n  aliases: [Wren]\n\nmallow: {kind: person}\n",
    SPECS: """\
quotas:  # soon
  kind: spec
  title: Quotas
  owners: [ wren ]
  missing: not yet, says @wren

# The second one.
keys:
  kind: bug
  title: 'Keys'
  url: https://bugs.example/1
""",
    "2024.1/manila/gathering.yaml": "title: Earlier\ntopics: [ceph]\n",
    "2024.1/manila/ceph.yaml": "title: Ceph\nkind: debt\nsummary: Old.\n",
    GATHERING: """\
title: Manila
introduction: |
  See [CephFS][topic:cephfs] and [its part][topic:Dalmatian/manila/cephfs#nfs].
topics:
  - cephfs   # first
  # then
  - ganesha
""",
    CEPHFS: """\
# Kept by wren.
title: CephFS
kind: feature
summary: One sentence, by @wren.
led_by: [wren, mallow]
continues: 2024.1/manila/ceph
discussion: >-
  Folded text that
  names [the part][topic:cephfs#nfs] twice.
parts:
  # About NFS.
  - id: nfs   # as in RFC 1813
    title: 'NFS'
    discussion: |
      [Itself][topic:2024.2/manila/cephfs#nfs], [an item][topic:cephfs#a2].

    actions:
      - {id: a2, task: Ask @wren., owners: [wren], specs: [manila/quotas]}
    references:
      - {title: Spec, spec: manila/quotas}
decisions:
  - id: d1   # agreed
    text: 'Yes, it''s [so][topic:cephfs#a1].'
actions:
  # First things first.
  - id: a1   # now
    task: >-
      File
      a bug.
    log:
      - {date: 2024-07-16, status: carried, text: Later., evidence: bug 2, to: 2024.2/manila/ganesha}

  - id: a3
    task: Read it.
# The end.
""",
    GANESHA: """\
title: Ganesha
kind: feature
summary: Nothing yet, see [a1][topic:cephfs#a1].
specs: [manila/keys]
actions:
  - id: a1
    task: Start.
""",
}

KEPT: Mapping[str, str] = {
    ".imports/2024.2/manila/gathering.yaml": "title: Manila\ntopics:\n  - cephfs\n",
    ".imports/2024.2/manila/cephfs.yaml": "title: CephFS\nactions:\n  - id: a1\n    task: See [this][topic:cephfs].\n",
    ".imports/2024.2/manila.sources.yaml": "read: []\n",
}
"""The drafts that an import keeps of them."""

LINES = (
    "/2024.2/manila/ 2024-06-01 gathering /2024.2/manila/",
    "/2024.2/manila/actions.html 2024-06-01 page /2024.2/manila/actions.html",
    "/2024.2/manila/cephfs.html 2024-06-01 topic /2024.2/manila/cephfs.html",
    "/2024.2/manila/cephfs.html#a1 2024-06-01 action /2024.2/manila/cephfs.html#a1",
    "/2024.2/manila/cephfs.html#a2 2024-06-01 action /2024.2/manila/cephfs.html#a2",
    "/2024.2/manila/cephfs.html#a9 2024-06-01 action /2024.2/manila/cephfs.html#a9",
    "/2024.2/manila/cephfs.html#cephfs 2024-06-01 topic /2024.2/manila/cephfs.html",
    "/2024.2/manila/cephfs.html#log 2024-06-01 heading /2024.2/manila/cephfs.html#log",
    "/2024.2/manila/cephfs.html#nfs 2024-06-01 part /2024.2/manila/cephfs.html#nfs",
    "/2024.2/manila/cephfs.txt 2024-06-01 data /2024.2/manila/cephfs.html",
    "/2024.2/manila/ganesha.html 2024-06-01 topic /2024.2/manila/ganesha.html",
    "/2024.2/manila/ganesha.html#a1 2024-06-01 action /2024.2/manila/ganesha.html#a1",
    "/i/abcde.html 2024-06-01 short /2024.2/manila/cephfs.html",
    "/owners/wren.html 2024-06-01 owner /owners/wren.html",
    "/specs/manila/quotas.html 2024-06-01 spec /specs/manila/quotas.html",
)
"""What was published; action item a9 was removed since."""

PUBLISHED: Mapping[str, str] = {
    LEDGER: "".join(f"{line}\n" for line in LINES),
    "removed.yaml": "# What is gone.\n2024.2/manila/cephfs#a9: {kind: action, title: Gone, on: 2024-07-01}\n",
}


def with_line(line: str) -> dict[str, str]:
    """Return the ledger with one more line."""
    return {LEDGER: "".join(f"{each}\n" for each in sorted((*LINES, line)))}


def files_of(*notes: Mapping[str, str]) -> tuple[TextFile, ...]:
    """Return notes as files; of one path, the last counts."""
    return tuple(TextFile(path, text) for path, text in {path: text for each in notes for path, text in each.items()}.items())


def told(outcome: Outcome) -> dict[str, str | None]:
    """Return what every file that changes says afterwards: nothing where it goes."""
    return {**dict.fromkeys(outcome.gone), **{file.path: file.text for file in outcome.changed}}


def moved(old: str, new: str, **more: str) -> dict[str, str | None]:
    """Return what the files say that a renaming changes; more files can be given by the names of keyword arguments."""
    return told(rename(files_of(NOTES, more), old, new))


def after(notes: Mapping[str, str], outcome: Outcome) -> dict[str, str]:
    """Return notes as they are after a change."""
    changed = told(outcome)
    return {path: text for path, text in {**notes, **changed}.items() if text is not None}
