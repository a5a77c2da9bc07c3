"""Pages to what Sphinx reads of them: the source of each and its pictures, made now or recalled.

A page is made, put into text and let go again, since the pages of a large plan are far larger than what is written of them. Whoever
needs one once more makes it once more.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from cycleplan.hands import Hands, one_hand
from cycleplan.memory import Facts, Making
from cycleplan.model import Address, Ask, Plan, at_path
from cycleplan.pages import Page, Recipe, recipes
from cycleplan.pages.gone import GoneEntry, TombstonePage
from cycleplan.rendering import draw, fragments, render, text_twin, with_gone
from cycleplan.textfile import File, LateFile, PackedFile, TextFile, hash_text, pack


@dataclass(frozen=True, slots=True)
class Draft:
    """A page before it is known what it has to keep a place for: what makes it, its own fragments, and what was kept of it.

    `hashed` is the hash of a page that looks at all of the plan, which is made each time, and known again by what it says.
    """

    recipe: Recipe
    fragments: tuple[str, ...]
    hashed: str = ""
    source: File | None = None
    pictures: tuple[File, ...] = ()
    facts: Facts | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """What is written of a page: its source, its pictures, all its fragments, and the hash of its text twin where that is known."""

    name: str
    source: File
    pictures: tuple[File, ...]
    anchors: tuple[str, ...]
    twin: str = ""


Shelf = Callable[[PackedFile], File]
"""Takes a file that waits, and returns it from where it waits; several processes may do so, and their files be read in each other."""


def in_memory(file: PackedFile) -> File:
    """Return a file that waits as it is."""
    return file


def drafts(plan: Plan, making: Making, hands: Hands = one_hand, shelf: Shelf = in_memory) -> Iterator[Draft]:
    """Yield each page of a plan; those that are made anew and do not look at all of it are made by `hands`, and wait on a `shelf`."""
    every = tuple(recipes(plan))
    recalled = {recipe.name: facts for recipe in every if not recipe.is_whole and (facts := making.recall(recipe.name))}
    lacking = [recipe for recipe in every if not recipe.is_whole and recipe.name not in recalled]
    drawn = {name: drawn for share in hands(partial(_drawn, making, shelf), lacking) for name, drawn in _noted(share, making)}
    for recipe in every:
        if recipe.is_whole:
            yield _draft_of_whole(recipe, plan, making, shelf)
        elif recipe.name in recalled:
            facts = recalled[recipe.name]
            yield Draft(recipe, tuple(facts["fragments"]), facts=facts)
        else:
            one = drawn[recipe.name]
            yield Draft(recipe, one.fragments, source=one.source, pictures=one.pictures)


def compose(plan: Plan, making: Making, draft: Draft, gone: tuple[GoneEntry, ...], shelf: Shelf = in_memory) -> Composed:
    """Return what is written of a page that keeps a place for what is gone."""
    name, given = draft.recipe.name, _given(plan, draft.recipe.name, gone)
    if draft.facts and draft.facts["given"] == given:
        making.keep(name, draft.facts)
        return _recalled(plan, draft.recipe, gone, draft.facts)
    fresh = draft if draft.source else _draft(draft.recipe, _page(draft.recipe, plan, making), shelf, draft.hashed)
    assert fresh.source is not None
    composed = Composed(name, fresh.source, fresh.pictures, fresh.fragments)
    if gone:
        source = with_gone(TextFile(fresh.source.path, fresh.source.text), gone)
        composed = replace(composed, source=shelf(pack(source)), anchors=fragments(source))
    facts = {
        "given": given,
        "hashed": fresh.hashed,
        "fragments": fresh.fragments,
        **({} if composed.anchors == fresh.fragments else {"anchors": composed.anchors}),
        "source": composed.source.hashed,
        "pictures": {picture.path: picture.hashed for picture in fresh.pictures},
    }
    making.keep(name, facts)
    return composed


def write_twin(page: Callable[[], Page | TombstonePage], plan: Plan, name: str, gone: Iterable[GoneEntry]) -> str:
    """Return the text twin of a page."""
    return text_twin(page(), plan.site.base, _short(plan, name), gone)


class _Drawn(NamedTuple):
    """What comes of a page: its source, its pictures, its fragments, and the places of what it asked among all asks of its share."""

    source: File
    pictures: tuple[File, ...]
    fragments: tuple[str, ...]
    asks: array[int]


def _drawn(making: Making, shelf: Shelf, some: Iterable[Recipe]) -> tuple[tuple[Ask, ...], dict[str, _Drawn]]:
    """Return what comes of some pages, by their names, with all that they asked, each ask once."""
    places: dict[Ask, int] = {}
    found = {}
    for recipe in some:
        page, asks = making.watched(recipe.make)
        source = render(page)
        asked = array("L", [places.setdefault(ask, len(places)) for ask in asks])
        found[recipe.name] = _Drawn(shelf(pack(source)), _shelved(shelf, draw(page)), fragments(source), asked)
    return tuple(places), found


def _noted(share: tuple[tuple[Ask, ...], dict[str, _Drawn]], making: Making) -> Iterator[tuple[str, _Drawn]]:
    asks, found = share
    for name, drawn in found.items():
        making.made(name, (asks[place] for place in drawn.asks))
        yield name, drawn


def _draft(recipe: Recipe, page: Page, shelf: Shelf, hashed: str = "") -> Draft:
    source = render(page)
    return Draft(recipe, fragments(source), hashed, shelf(pack(source)), _shelved(shelf, draw(page)))


def _shelved(shelf: Shelf, files: Iterable[TextFile]) -> tuple[File, ...]:
    return tuple(shelf(pack(file)) for file in files)


def _page(recipe: Recipe, plan: Plan, making: Making) -> Page:
    return recipe.make(plan) if recipe.is_whole else making.make(recipe.name, recipe.make)


def _draft_of_whole(recipe: Recipe, plan: Plan, making: Making, shelf: Shelf) -> Draft:
    page = recipe.make(plan)
    hashed = hash_text(repr(page))
    facts = making.recall_as(recipe.name, hashed)
    return Draft(recipe, tuple(facts["fragments"]), hashed, facts=facts) if facts else _draft(recipe, page, shelf, hashed)


def _recalled(plan: Plan, recipe: Recipe, gone: tuple[GoneEntry, ...], facts: Facts) -> Composed:
    source = LateFile(f"{recipe.name}.md", facts["source"], lambda: with_gone(render(recipe.make(plan)), gone).text)
    pictures = (LateFile(path, hashed, partial(_picture, recipe, plan, path)) for path, hashed in facts["pictures"].items())
    return Composed(recipe.name, source, tuple(pictures), tuple(facts.get("anchors", facts["fragments"])), facts.get("twin", ""))


def _picture(recipe: Recipe, plan: Plan, path: str) -> str:
    return next(picture.text for picture in draw(recipe.make(plan)) if picture.path == path)


def _given(plan: Plan, name: str, gone: tuple[GoneEntry, ...]) -> str:
    """Return the hash of what is written of a page and does not come from the page itself."""
    return hash_text(repr((plan.site.base, _short(plan, name), gone)))


def _short(plan: Plan, name: str) -> Address | None:
    short = plan.shorts.get(plan.first_path(Address(name)))
    return at_path(short) if short else None
