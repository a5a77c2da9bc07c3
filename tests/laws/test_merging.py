"""Laws of imports over notes: what people wrote stays, what the text corrects comes in, and nothing is done twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cycleplan.mail.merging import Outcome, import_over, kept_path, merge, same_items, same_topics
from cycleplan.mail.merging.identity import Seen, words_of
from cycleplan.mail.merging.values import join
from cycleplan.notes.document import document
from cycleplan.notes.tree import plain, read_tree
from cycleplan.textfile import TextFile

FOLDER = "2024.2/manila"
PLACE = f"{FOLDER}/weigher.yaml"

lines = st.sampled_from(("One.", "Two.", "Three: 3", "# Four", "word " * 30 + "end"))
paragraphs = st.lists(st.sampled_from(("One.", "Two.", "Three,\nwrapped.", "Three, wrapped.", "- x\n- y", "- x")), min_size=1, max_size=5)
proses = paragraphs.map(lambda found: "\n\n".join(found) + "\n")
names = st.lists(st.sampled_from(("wren", "mallow", "tansy")), max_size=3)
bodies = st.fixed_dictionaries({"task": lines}, optional={"owners": names, "due": st.sampled_from(("2024-05-01", "spec-freeze"))})


def items_of(letter: str) -> st.SearchStrategy[list[dict[str, object]]]:
    found = st.lists(st.tuples(st.integers(1, 4), bodies), max_size=4, unique_by=lambda pair: pair[0])
    return found.map(lambda pairs: [{"id": f"{letter}{number}", **body} for number, body in pairs])


topics = st.fixed_dictionaries(
    {"title": lines},
    optional={
        "kind": st.sampled_from(("debt", "feature")),
        "summary": lines,
        "led_by": names,
        "discussion": proses,
        "actions": items_of("a"),
        "checked": st.fixed_dictionaries({}, optional={"date": st.just("2024-05-01"), "result": lines}),
        "parts": items_of("p"),
    },
)


def written(values: dict[str, object], *, has_comments: bool = False) -> TextFile:
    file = document(PLACE, values)
    if not has_comments:
        return file
    # What people add beside what is said: a line above and one below, and more air.
    text = "# Kept by wren.\n" + file.text.replace("\nkind:", "\n\n# Is it?\nkind:") + "# The end.\n"
    return TextFile(PLACE, text)


def said(file: TextFile | None) -> dict[str, object]:
    assert file is not None
    tree, problems = read_tree(file)
    assert problems == ()
    values = plain(tree) if tree else {}
    assert isinstance(values, dict)
    return values


@given(topics, topics, topics, st.booleans())
def test_what_one_side_alone_changed_is_taken_from_that_side(base, mine, theirs, has_comments):
    merged = said(merge(written(base), written(mine, has_comments=has_comments), written(theirs)).text)
    for key in {*base, *mine, *theirs}:
        if theirs.get(key) == base.get(key):
            assert merged.get(key) == mine.get(key)
        elif mine.get(key) in (base.get(key), theirs.get(key)):
            assert merged.get(key) == theirs.get(key)


@given(topics, topics, topics, st.booleans())
def test_merging_twice_is_merging_once(base, mine, theirs, has_comments):
    once = merge(written(base), written(mine, has_comments=has_comments), written(theirs))
    assert once.text is not None
    twice = merge(once.base, once.text, written(theirs))
    assert (twice.text, twice.base) == (once.text, once.base)
    assert [(conflict.at, conflict.message) for conflict in twice.conflicts] == [
        (conflict.at, conflict.message) for conflict in once.conflicts
    ]


@given(paragraphs, paragraphs, paragraphs)
def test_texts_that_say_a_thing_several_times_are_joined_once(before, own, corrected):
    base, mine, theirs = ("\n\n".join(found) + "\n" for found in (before, own, corrected))
    once = join(base, mine, theirs)
    assert join(once.base, once.value, theirs) == once


@given(topics, topics, topics)
def test_every_conflict_names_a_place_of_the_notes(base, mine, theirs):
    merged = merge(written(base), written(mine, has_comments=True), written(theirs))
    assert merged.text is not None
    shown = merged.text.text.split("\n")
    for conflict in merged.conflicts:
        assert conflict.at.path == PLACE
        assert 1 <= conflict.at.line <= len(shown)
        assert 1 <= conflict.at.column <= len(shown[conflict.at.line - 1]) + 1


@given(topics, topics, topics)
def test_a_conflict_is_told_until_it_is_settled(base, mine, theirs):
    merged = merge(written(base), written(mine), written(theirs))
    settled = merge(merged.base, merged.text, written(theirs), settle=True)
    assert (settled.text, settled.conflicts, settled.base) == (merged.text, (), written(theirs))
    assert merge(settled.base, settled.text, written(theirs)) == settled


@given(topics, topics)
def test_without_a_change_in_the_text_notes_stay_to_the_byte(base, mine):
    file = written(mine, has_comments=True)
    merged = merge(written(base), file, written(base))
    assert (merged.text, merged.conflicts, merged.base) == (file, (), written(base))


@given(topics, topics)
def test_without_edits_by_people_notes_are_the_new_draft(base, theirs):
    merged = merge(written(base), written(base), written(theirs))
    assert (merged.text, merged.conflicts, merged.base) == (written(theirs), (), written(theirs))


@given(topics, topics, topics)
def test_no_published_item_is_ever_taken_out(base, mine, theirs):
    merged = said(merge(written(base), written(mine), written(theirs), lasting={"a1", "a2"}).text)
    before, after = ({item["id"] for item in values.get("actions", ())} for values in (mine, merged))
    assert before & {"a1", "a2"} <= after


stems = ("one", "two", "three", "four")
imports = st.dictionaries(st.sampled_from(stems), topics, min_size=1, max_size=4)


def drafts_of(found: dict[str, dict[str, object]]) -> list[TextFile]:
    gathering = document(f"{FOLDER}/gathering.yaml", {"title": "Manila", "topics": list(found)})
    return [gathering, *(document(f"{FOLDER}/{stem}.yaml", values) for stem, values in found.items())]


def by_path(*groups: tuple[TextFile, ...] | list[TextFile]) -> dict[str, TextFile]:
    return {file.path: file for group in groups for file in group}


def after(notes: dict[str, TextFile], kept: dict[str, TextFile], outcome: Outcome) -> tuple[dict[str, TextFile], dict[str, TextFile]]:
    return {**notes, **by_path(outcome.notes)}, {**kept, **by_path(outcome.kept)}


@settings(max_examples=25)
@given(imports)
def test_the_same_text_again_changes_nothing(found):
    drafts = drafts_of(found)
    first = import_over({}, {}, drafts)
    assert first == Outcome(tuple(drafts), tuple(TextFile(kept_path(file.path), file.text) for file in drafts), (), ())
    assert import_over(by_path(first.notes), by_path(first.kept), drafts) == Outcome((), (), (), ())


@settings(max_examples=25)
@given(imports, imports, imports)
def test_importing_a_corrected_text_twice_is_importing_it_once(before, edited, corrected):
    kept = by_path(import_over({}, {}, drafts_of(before)).kept)
    notes = by_path(drafts_of(edited))
    outcome = import_over(notes, kept, drafts_of(corrected))
    later = after(notes, kept, outcome)
    again = import_over(*later, drafts_of(corrected))
    assert (again.notes, again.kept, [conflict.at for conflict in again.conflicts]) == (
        (),
        (),
        [conflict.at for conflict in outcome.conflicts],
    )
    assert {path for path in notes if path not in later[0]} == set()


@settings(max_examples=25)
@given(imports, imports)
def test_topics_that_are_gone_stay_and_are_told(before, corrected):
    first = import_over({}, {}, drafts_of(before))
    notes, _ = after(
        by_path(first.notes), by_path(first.kept), import_over(by_path(first.notes), by_path(first.kept), drafts_of(corrected))
    )
    outcome = import_over(by_path(first.notes), by_path(first.kept), drafts_of(corrected))
    assert outcome.gone == tuple(f"{FOLDER}/{stem}" for stem in before if stem not in corrected)
    assert outcome.conflicts == ()
    assert set(said(notes[f"{FOLDER}/gathering.yaml"])["topics"]) == {*before, *corrected}
    for stem in before:
        assert said(notes[f"{FOLDER}/{stem}.yaml"]) == corrected.get(stem, before[stem])


seen = st.builds(Seen, st.sampled_from(stems), lines, proses.map(words_of))


@given(st.lists(seen, max_size=8))
def test_the_same_topics_are_themselves(found):
    assert same_topics(found, found) == {place: place for place in range(len(found))}


@given(st.lists(seen, max_size=8), st.lists(seen, max_size=8))
def test_no_topic_continues_two_and_none_is_continued_twice(before, after):
    found = same_topics(before, after)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(range(len(after)))
    assert set(found.values()) <= set(range(len(before)))


@given(st.lists(lines, max_size=8), st.lists(lines, max_size=8), st.sets(st.integers(1, 20)))
def test_ids_of_items_are_unique_and_new_ones_were_never_there(before, after, taken):
    known = [(f"a{place + 1}", text) for place, text in enumerate(before)]
    ids = same_items(known, after, "a", [f"a{number}" for number in taken])
    assert len(set(ids)) == len(after)
    highest = max([len(before), *taken])
    assert [id_ for id_ in ids if id_ not in dict(known) and int(id_[1:]) <= highest] == []
