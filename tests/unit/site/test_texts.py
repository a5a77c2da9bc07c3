"""The hashes of texts by their paths, some of which become others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cycleplan.site.fingerprint import fingerprint
from cycleplan.site.texts import Texts

HASHES = st.dictionaries(st.lists(st.sampled_from(["a", "b", "é", "\udcff"]), min_size=1, max_size=3).map("/".join), st.text(max_size=3))


@given(HASHES, st.data())
def test_texts_are_those_of_their_paths_in_any_order(hashes: dict[str, str], data: st.DataObject):
    texts = Texts.of(hashes)
    shuffled = data.draw(st.permutations(sorted(hashes)))

    assert ({path: texts.get(path) for path in hashes}, len(texts)) == (hashes, len(hashes))
    assert Texts.of({path: hashes[path] for path in shuffled}) == texts
    assert [texts.get(path) for path in ("c", "a/c", "c/a", "") if path not in hashes] == [None] * 4


@given(HASHES, st.data())
def test_replaced_texts_are_as_if_they_had_always_been_so(hashes: dict[str, str], data: st.DataObject):
    others = {path: f"{hashes[path]}!" for path in hashes if data.draw(st.booleans())}
    replaced = Texts.of(hashes).replaced(others)

    assert replaced == Texts.of(hashes | others)
    assert (fingerprint(replaced, {}, "") == fingerprint(Texts.of(hashes), {}, "")) == (not others)
