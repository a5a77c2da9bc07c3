"""What is named and is not there is told with what to do about it."""

from __future__ import annotations

import pytest
from ledgers import recorded
from projects import TINY

from cycleplan.pipeline import check_files, run
from cycleplan.textfile import TextFile

WEIGHER = "2024.2/manila/weigher.yaml"


def told(notes: dict[str, str]) -> list[str]:
    """Return the errors of notes in which a topic has no file any more."""
    files = (TextFile(path, text) for path, text in notes.items() if path != WEIGHER)
    return [str(problem) for problem in check_files(files).problems if problem.rule.code == "CP205"]


def test_a_topic_that_was_published_is_to_be_restored():
    assert told(recorded(TINY)) == [
        "2024.2/manila/gathering.yaml:2:10: CP205 unknown topic 'weigher' "
        "(restore 2024.2/manila/weigher.yaml, then use cycleplan rename or remove)"
    ]


def test_a_topic_that_never_was_is_to_be_written():
    assert told(dict(TINY)) == ["2024.2/manila/gathering.yaml:2:10: CP205 unknown topic 'weigher' (write 2024.2/manila/weigher.yaml)"]


ONCE = {
    "it is 2024.2/manila/weigher now": {"redirects.yaml": "2024.2/manila/pools: {to: 2024.2/manila/weigher, on: 2024-07-01}\n"},
    "it was removed": {"removed.yaml": "2024.2/manila/pools: {kind: topic, title: Pools, on: 2024-07-01}\n"},
}


@pytest.mark.parametrize(("said", "more"), ONCE.items())
def test_what_became_of_a_topic_is_told(said: str, more: dict[str, str]):
    linking = {**TINY, **more, WEIGHER: TINY[WEIGHER] + 'discussion: "See [it][topic:pools]."\n'}
    found = run([TextFile(path, text) for path, text in linking.items()]).problems

    assert [str(problem) for problem in found if problem.rule.code == "CP205"] == [f"{WEIGHER}:5:22: CP205 unknown topic 'pools' ({said})"]
