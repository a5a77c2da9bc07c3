"""A whole import over notes: topics that come and go, the order of the gathering, and what is kept."""

from __future__ import annotations

from datetime import date

from cycleplan.mail.merging import Conflict, Outcome, import_over
from cycleplan.model import Ledger, LedgerLine, LineKind
from cycleplan.problems import Location
from cycleplan.textfile import TextFile

Files = dict[str, TextFile]

FOLDER = "2024.2/manila"
GATHERING = f"{FOLDER}/gathering.yaml"


def files(*topics: str, **texts: str) -> dict[str, TextFile]:
    """Return a gathering with its topics, each of which says its name or a text of its own."""
    gathering = TextFile(GATHERING, f"title: Manila\ntopics: [{', '.join(topics)}]\n")
    found = [TextFile(f"{FOLDER}/{topic}.yaml", texts.get(topic, f"title: {topic}\n")) for topic in topics]
    return {file.path: file for file in (gathering, *found)}


def kept(found: dict[str, TextFile]) -> dict[str, TextFile]:
    return {f".imports/{path}": TextFile(f".imports/{path}", file.text) for path, file in found.items()}


def over(
    notes: dict[str, TextFile],
    base: dict[str, TextFile],
    drafts: dict[str, TextFile],
    *,
    settle: bool = False,
    ledger: Ledger | None = None,
) -> Outcome:
    return import_over(notes, kept(base), tuple(drafts.values()), settle=settle, ledger=ledger)


def only(found: dict[str, TextFile], *names: str) -> tuple[TextFile, ...]:
    return tuple(found[f"{FOLDER}/{name}.yaml"] for name in names)


def test_a_first_import_writes_its_drafts_and_keeps_them():
    drafts = files("one", "two")
    assert import_over({}, {}, tuple(drafts.values())) == Outcome(tuple(drafts.values()), tuple(kept(drafts).values()), (), ())


def test_new_topics_stand_at_their_place_in_an_order_that_people_changed():
    notes, drafts = files("two", "one"), files("one", "new", "two")
    outcome = over(notes, files("one", "two"), drafts)
    assert outcome.notes == (TextFile(GATHERING, "title: Manila\ntopics: [two, one, new]\n"), *only(drafts, "new"))
    assert outcome.kept == only_kept(drafts, "gathering", "new")


def only_kept(found: dict[str, TextFile], *names: str) -> tuple[TextFile, ...]:
    return tuple(kept(found)[f".imports/{FOLDER}/{name}.yaml"] for name in names)


def test_topics_that_are_gone_keep_their_notes_and_their_place_and_are_told_once():
    notes, drafts = files("one", "two", "three"), files("one", "three")
    outcome = over(notes, notes, drafts)
    assert outcome == Outcome((), only_kept(drafts, "gathering"), (), (f"{FOLDER}/two",))
    assert over(notes, drafts, drafts) == Outcome((), (), (), ())


def test_a_topic_that_is_gone_from_the_text_and_the_notes_is_not_told():
    drafts = files("one")
    assert over(files("one"), files("one", "two"), drafts) == Outcome((), only_kept(drafts, "gathering"), (), ())


def test_a_topic_that_comes_back_goes_on_from_its_last_draft():
    edited = files("one", "two", two="title: two\nkind: debt\n")
    base = {**files("one", "two"), **files("one")}
    drafts = files("one", "two", two="title: Two\n")
    assert over(edited, base, drafts).notes == (TextFile(f"{FOLDER}/two.yaml", "title: Two\nkind: debt\n"),)


def test_a_topic_that_people_took_away_stays_away_and_a_correction_of_it_is_told():
    notes, base = files("one"), files("one", "two")
    assert over(notes, base, base) == Outcome((), (), (), ())
    drafts = files("one", "two", two="title: Two\n")
    conflict = Conflict(Location(GATHERING), "'two' taken out of the notes, and changed in the text", "title: two\n", "", "title: Two\n")
    assert over(notes, base, drafts) == Outcome((), (), (conflict,), ())
    assert over(notes, base, drafts, settle=True) == Outcome((), only_kept(drafts, "two"), (), ())


def test_an_import_begins_anew_where_the_whole_gathering_was_taken_away():
    base, drafts = files("one", "two"), files("one", "two", two="title: Two\n")
    assert over({}, base, drafts) == Outcome(tuple(drafts.values()), only_kept(drafts, "two"), (), ())


def test_a_gathering_written_by_hand_lists_the_new_topics_and_stays_as_it_is():
    mine = TextFile(GATHERING, "# By wren.\ntitle: Manila in spring\ntopics:\n  - one\n")
    drafts = files("one", "two")
    outcome = import_over({GATHERING: mine}, {}, tuple(drafts.values()))
    listed = TextFile(GATHERING, f"{mine.text}  - two\n")
    assert outcome.notes == (listed, *only(drafts, "one", "two"))
    assert outcome.kept == only_kept(drafts, "one", "two")
    what = "written by hand, and the text says something else"
    assert outcome.conflicts == (Conflict(Location(GATHERING), what, "", listed.text, drafts[GATHERING].text),)


def test_a_topic_written_by_hand_is_left_alone_until_somebody_settles_it():
    notes = files("one", one="title: My own\n")
    drafts = files("one")
    conflict = Conflict(
        Location(f"{FOLDER}/one.yaml"), "written by hand, and the text says something else", "", "title: My own\n", "title: one\n"
    )
    assert import_over(notes, {}, tuple(drafts.values())) == Outcome((), only_kept(drafts, "gathering"), (conflict,), ())
    settled = import_over(notes, {}, tuple(drafts.values()), settle=True)
    assert settled == Outcome((), only_kept(drafts, "gathering", "one"), (), ())


def test_items_with_published_addresses_stay_when_the_text_drops_them():
    topic = "title: one\nactions:\n  - {id: a1, task: One}\n  - {id: a2, task: Two}\n"
    notes, drafts = files("one", one=topic), files("one")
    path = "/2024.2/manila/one.html#a2"
    ledger = Ledger((LedgerLine(path, date(2024, 4, 22), LineKind.ACTION, path),))
    outcome = over(notes, notes, drafts, ledger=ledger)
    assert outcome.notes == (TextFile(f"{FOLDER}/one.yaml", "title: one\nactions:\n  - {id: a2, task: Two}\n"),)
    assert over(notes, notes, drafts).notes == only(drafts, "one")
