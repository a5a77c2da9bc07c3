"""What is taken out of an index, put into it or changed in it is found as if all pages were indexed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from cycleplan.site.laying import amend_index, index_of, merge_indexes

Words = Mapping[str, frozenset[str]]
KINDS = {"2024.2/a": "topic", "2024.2/b": "topic", "index": "cycle"}
PAGES = tuple(KINDS)

words = st.frozensets(st.sampled_from(("share", "pool", "weigh", "spec", "ptg")))
said = st.fixed_dictionaries({"terms": words, "titleterms": words})


def index(pages: Mapping[str, Words]) -> str:
    """Return the index of some pages, by the words of their texts and of their titles."""
    names = sorted(pages)
    kinds = list(dict.fromkeys(KINDS[name] for name in reversed(names)))
    found = {
        "docnames": names,
        "filenames": [f"{name}.md" for name in names],
        "titles": [name.title() for name in names],
        "envversion": {"sphinx": 1},
        "objtypes": {str(at): f"ptg:{kind}" for at, kind in enumerate(kinds)},
        "objnames": {str(at): ["ptg", kind, kind.title()] for at, kind in enumerate(kinds)},
        "objects": {f"of {name}": [[at, kinds.index(KINDS[name]), 1, "", name]] for at, name in enumerate(names)},
        "alltitles": {name.title(): [[at, None]] for at, name in enumerate(names)},
        "indexentries": {},
        **{kind: _numbered(kind, pages, names) for kind in ("terms", "titleterms")},
    }
    return f"Search.setIndex({json.dumps(found)})"


def _numbered(kind: str, pages: Mapping[str, Words], names: list[str]) -> dict[str, int | list[int]]:
    found: dict[str, list[int]] = {}
    for at, name in enumerate(names):
        for word in pages[name][kind]:
            found.setdefault(word, []).append(at)
    return {word: places if len(places) > 1 else places[0] for word, places in found.items()}


@given(st.fixed_dictionaries(dict.fromkeys(PAGES, said)), st.sampled_from(PAGES), said)
def test_other_words_of_a_page_are_found_as_if_all_pages_were_indexed(pages: dict[str, Words], page: str, now: Words):
    whole = merge_indexes([index({name: words}) for name, words in pages.items()])
    fresh = merge_indexes([index({name: words}) for name, words in {**pages, page: now}.items()])

    assert amend_index(whole, page, index({page: now})) == fresh


@given(st.fixed_dictionaries(dict.fromkeys(PAGES, said)), st.sets(st.sampled_from(PAGES), min_size=1, max_size=len(PAGES) - 1))
def test_an_index_is_what_those_of_some_pages_and_of_the_others_come_to(pages: dict[str, Words], some: set[str]):
    whole = merge_indexes([index({name: words}) for name, words in pages.items()])
    others = set(PAGES) - some

    assert merge_indexes([index_of(whole, some), index_of(whole, others)]) == whole
    assert merge_indexes([index_of(whole, some)]) == merge_indexes([index({name: pages[name]}) for name in some])
