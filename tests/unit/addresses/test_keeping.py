"""Whatever is no longer there leaves something at its address: an entry on its page, a page, or a way on."""

from __future__ import annotations

from ledgers import outcome_of, problems_of, recorded
from projects import TINY

WEIGHER = "2024.2/manila/weigher.yaml"
GATHERING = "2024.2/manila/gathering.yaml"
TWO = {
    **TINY,
    GATHERING: "title: Manila at the PTG\ntopics: [weigher, shares]\n",
    WEIGHER: TINY[WEIGHER] + "actions:\n  - {id: a1, task: File a bug., owners: [carthaca]}\n  - {id: a2, task: Mend it.}\n",
    "2024.2/manila/shares.yaml": "title: Shares\nkind: feature\nsummary: All about shares.\n",
}
PUBLISHED = recorded(TWO)


def page(notes: dict[str, str], name: str) -> str:
    """Return the source of a page."""
    return next(file.text for file in outcome_of(notes).pages if file.path == f"{name}.md")


def end_of(text: str) -> str:
    """Return what a page says of things that are no longer there."""
    return text.partition("`item no-longer-here`")[2]


def test_an_action_item_that_is_taken_out_is_missed():
    assert [problem for problem in problems_of(PUBLISHED | {WEIGHER: TINY[WEIGHER]}) if "CP602" in problem] == [
        "ledger/2024.2.txt:24:1: CP602 published address '/2024.2/manila/weigher.html#a1' leads nowhere"
        " (run cycleplan rename 2024.2/manila/weigher#a1 NEW if it moved, or cycleplan remove 2024.2/manila/weigher#a1)",
        "ledger/2024.2.txt:26:1: CP602 published address '/2024.2/manila/weigher.html#a2' leads nowhere"
        " (run cycleplan rename 2024.2/manila/weigher#a2 NEW if it moved, or cycleplan remove 2024.2/manila/weigher#a2)",
    ]


def test_a_removed_action_item_leaves_an_entry_on_its_page():
    notes = PUBLISHED | {
        WEIGHER: TINY[WEIGHER] + "actions:\n  - {id: a2, task: Mend it.}\n",
        "removed.yaml": "2024.2/manila/weigher#a1:\n  kind: action\n  title: File a bug.\n  on: 2024-09-03\n  because: It was *not* one.\n"
        "  see: 2024.2/manila/shares\n",
    }

    assert problems_of(notes) == []
    assert end_of(page(notes, "2024.2/manila/weigher")) == (
        "No longer here\n\n```{ptg-list} gone\n- {ptg:anchor}`item 2024.2/manila/weigher#a1`{ptg-chip}`a1` File a bug\\.\n\n"
        "  This action item was removed on 3 September 2024. It was {emphasis}`not` one\\."
        " See [Shares](<plan:2024.2/manila/shares>).\n```\n"
    )


def test_a_moved_action_item_leaves_the_way_to_where_it_is():
    notes = PUBLISHED | {
        WEIGHER: TINY[WEIGHER] + "actions:\n  - {id: a1, task: File a bug., owners: [carthaca]}\n",
        "2024.2/manila/shares.yaml": TWO["2024.2/manila/shares.yaml"] + "actions:\n  - {id: a7, task: Mend it.}\n",
        "redirects.yaml": "2024.2/manila/weigher#a2: {to: 2024.2/manila/shares#a7, on: 2024-09-03}\n",
    }

    assert [problem for problem in problems_of(notes) if "CP603" not in problem] == []
    assert end_of(page(notes, "2024.2/manila/weigher")) == (
        "No longer here\n\n```{ptg-list} moved\n- {ptg:anchor}`item 2024.2/manila/weigher#a2`{ptg-chip}`a2` Moved to"
        " [Mend it\\.](<plan:2024.2/manila/shares#a7>)\n```\n"
    )


def test_a_heading_with_nothing_under_it_any_more_keeps_its_fragment():
    notes = PUBLISHED | {
        WEIGHER: TINY[WEIGHER],
        "removed.yaml": "".join(f"2024.2/manila/weigher#{id_}: {{kind: action, title: Gone, on: 2024-09-03}}\n" for id_ in ("a1", "a2")),
    }

    assert problems_of(notes) == []
    assert "{ptg:anchor}`item 2024.2/manila/weigher#action-items`{ptg-chip}`action-items` Nothing stands here any more." in end_of(
        page(notes, "2024.2/manila/weigher")
    )


def test_a_removed_topic_leaves_a_page_that_says_what_it_was_and_keeps_its_fragments():
    notes = PUBLISHED | {
        GATHERING: TINY[GATHERING].replace("weigher", "shares"),
        "removed.yaml": "2024.2/manila/weigher: {kind: topic, title: Weigh pools, on: 2024-09-03, see: 'https://lists.example/1'}\n",
    }
    del notes[WEIGHER]
    text = page(notes, "2024.2/manila/weigher")

    assert [problem for problem in problems_of(notes) if "CP602" in problem or "CP604" in problem] == []
    assert text.startswith("# {ptg:anchor}`item 2024.2/manila/weigher`Weigh pools\n")
    assert "This topic was removed on 3 September 2024. See [https\\:" in text
    assert [fragment for fragment in ("a1", "a2", "action-items") if f"weigher#{fragment}`{{ptg-chip}}" in text] == [
        "a1",
        "a2",
        "action-items",
    ]


def test_a_renamed_topic_leaves_a_page_that_leads_on_with_every_fragment():
    notes = PUBLISHED | {
        GATHERING: TINY[GATHERING].replace("weigher", "pools, shares"),
        "2024.2/manila/pools.yaml": TWO[WEIGHER],
        "redirects.yaml": "2024.2/manila/weigher: {to: 2024.2/manila/pools, on: 2024-09-03}\n",
    }
    del notes[WEIGHER]
    outcome = outcome_of(notes)
    moved = next(page for page in outcome.redirects if page.name == "2024.2/manila/weigher")

    assert [str(problem) for problem in outcome.problems if problem.is_error] == []
    assert (moved.to.text, str(moved.to.to)) == ("Weigh pools", "2024.2/manila/pools")
    assert [(fragment, str(link.to)) for fragment, link in moved.fragments] == [
        ("a1", "2024.2/manila/pools#a1"),
        ("a2", "2024.2/manila/pools#a2"),
        ("action-items", "2024.2/manila/pools#action-items"),
        ("weigher", "2024.2/manila/pools"),
    ]


def test_what_was_removed_before_its_topic_became_a_part_says_so_on_the_page_that_leads_on():
    notes = PUBLISHED | {
        GATHERING: TINY[GATHERING].replace("weigher", "shares"),
        "2024.2/manila/shares.yaml": TWO["2024.2/manila/shares.yaml"]
        + "parts:\n  - {id: pools, title: Weigh pools, actions: [{id: a2, task: Mend it.}]}\n",
        "redirects.yaml": "2024.2/manila/weigher: {to: 2024.2/manila/shares#pools, on: 2024-09-03}\n"
        "2024.2/manila/weigher#a2: {to: 2024.2/manila/shares#a2, on: 2024-09-03}\n",
        "removed.yaml": "2024.2/manila/weigher#a1: {kind: action, title: File a bug., on: 2024-08-01}\n",
    }
    del notes[WEIGHER]
    outcome = outcome_of(notes)
    moved = next(page for page in outcome.redirects if page.name == "2024.2/manila/weigher")

    assert [str(problem) for problem in outcome.problems if problem.is_error] == []
    assert [(fragment, gone.title, gone.on) for fragment, gone in moved.farewells] == [("a1", "File a bug.", "1 August 2024")]
    assert [(fragment, str(link.to)) for fragment, link in moved.fragments if fragment == "a2"] == [("a2", "2024.2/manila/shares#a2")]
    assert not moved.keeps_fragments
