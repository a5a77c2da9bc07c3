"""Every link of the plan exists in both directions, on pages as they are read."""

from __future__ import annotations

import json
import re
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from golden_plan import NOTES, REVIEWED
from hypothesis import HealthCheck, Phase, given, settings
from plan_strategies import plans
from projects import DOCS, check_here, copy_repository, make_project, render_here
from sphinx.search.en import SearchEnglish

from cycleplan.model import Address, Gathering, Owner, Page, Plan, Spec, Topic
from cycleplan.pipeline import Outcome, run
from cycleplan.site.guard import PageReading
from cycleplan.textfile import TextFile
from cycleplan.workspace import read_docs, read_notes_folder

Readings = dict[str, PageReading]
BYTES_OF_A_TOPIC = 50_000


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Readings, Path]:
    project = copy_repository(tmp_path_factory.mktemp("real"))
    docs = read_docs(project.docs)
    return built(run(read_notes_folder(project.notes).files, docs=docs), project.root, docs)


def built(outcome: Outcome, root: Path, docs: tuple[TextFile, ...]) -> tuple[Outcome, Readings, Path]:
    project = make_project(root, {})
    pages = tuple(doc for doc in docs if doc.path.endswith(".md"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        out = render_here(project, outcome, docs)
    return outcome, check_here(out, outcome, pages), out


def both_ways(plan: Plan) -> Iterator[tuple[Address, Address]]:
    """Yield each two places of which the first has to link to the second, and the page of the second to the first."""
    for topic in plan.topics:
        gathering = Address(f"{topic.cycle}/{topic.team}/index")
        yield gathering, topic.at()
        led = {key.text for section in topic.sections for key in section.led_by}
        yield from ((topic.at(), Address(f"owners/{key}")) for key in led)
        yield from ((topic.at(), Address(f"specs/{name}")) for name in plan.links.specs_of_topic.get(topic.name, ()))
        for section in topic.sections:
            earlier = plan.topic(section.continues.text, f"{topic.cycle}/{topic.team}") if section.continues else None
            yield from [(topic.at(), earlier.at())] if earlier else []
    for topic, _, action in plan.links.actions:
        yield from ((topic.at(action.id), Address(f"owners/{key.text}")) for key in action.owners)
        yield from ((topic.at(action.id), Address(f"specs/{key.text}")) for key in action.specs)
    for name, decisions in plan.links.decisions_to_spec.items():
        yield from ((topic.at(decision.id), Address(f"specs/{name}")) for topic, _, decision in decisions)
    for spec in plan.specs:
        yield from ((Address(f"specs/{spec.name}"), Address(f"owners/{key.text}")) for key in spec.owners)
    for gathering_ in plan.gatherings:
        yield Address(f"{gathering_.cycle}/index"), Address(f"{gathering_.name}/index")
    yield from said(plan)


def said(plan: Plan) -> Iterator[tuple[Address, Address]]:
    """Yield what is linked from prose: a mention, a link into the plan, a citation."""
    for owner, items in plan.links.mentioned_in.items():
        yield from ((page_of(item), Address(f"owners/{owner}")) for item in items)
    for name, items in plan.links.pages_to_spec.items():
        yield from ((page_of(item), Address(f"specs/{name}")) for item in items)
    for name, items in plan.links.pages_to_topic.items():
        yield from ((page_of(item), Address(name)) for item in items)
    for key, items in plan.links.cited_in.items():
        home, reference = plan.links.references[key]
        yield from ((page_of(item), Address(page_of(home).page, f"ref-{reference.cite}")) for item in items)


def page_of(item: Page) -> Address:
    """Return the address of the page of a topic, a gathering, an owner or a work item."""
    match item:
        case Topic():
            return item.at()
        case Gathering():
            return Address(f"{item.name}/index")
        case Owner():
            return Address(f"owners/{item.key}")
        case Spec():
            return Address(f"specs/{item.name}")


def one_way(outcome: Outcome, readings: Readings) -> list[str]:
    """Return each two places of which one does not lead to the other, or is not led back to."""
    ways = {(page, *link) for page, reading in readings.items() for link in reading.links}
    pages = {(page, target) for page, target, _ in ways}
    missing = []
    for near, far in both_ways(outcome.plan):
        here, there = f"{near.page}.html", f"{far.page}.html"
        if here == there:
            continue
        forth = (here, there, far.fragment) in ways if far.fragment else (here, there) in pages
        back = (there, here, near.fragment) in ways if near.fragment else (there, here) in pages
        missing += [] if forth and back else [f"{near} and {far}"]
    return missing


def unowned(outcome: Outcome, readings: Readings) -> list[str]:
    """Return each action item without an owner that the list of those does not lead to."""
    listed = set(readings["unowned.html"].links)
    held_by_nobody = (topic.at(action.id) for topic, _, action in outcome.plan.links.actions if not action.owners)
    return [str(address) for address in held_by_nobody if (f"{address.page}.html", address.fragment) not in listed]


def test_the_real_pages_name_each_other(real: tuple[Outcome, Readings, Path]):
    outcome, readings, _ = real

    assert (one_way(outcome, readings), unowned(outcome, readings)) == ([], [])


@pytest.mark.parametrize("notes", [NOTES, REVIEWED], ids=["golden", "reviewed"])
def test_the_golden_pages_name_each_other(notes: Mapping[str, str], tmp_path: Path):
    outcome, readings, _ = built(run(TextFile(path, text) for path, text in notes.items()), tmp_path, DOCS)

    assert (one_way(outcome, readings), unowned(outcome, readings)) == ([], [])
    assert len(set(both_ways(outcome.plan))) > 20


@pytest.mark.long
@settings(max_examples=25, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(plans())
def test_the_pages_of_any_plan_name_each_other(files: tuple[TextFile, ...]):
    with tempfile.TemporaryDirectory() as folder:
        outcome, readings, _ = built(run(files), Path(folder), DOCS)

    assert (one_way(outcome, readings), unowned(outcome, readings)) == ([], [])


@pytest.mark.parametrize("cut", ["owners/carthaca.html", "specs/manila/weigher.html", "2024.2/manila/weigher.html", "unowned.html"])
def test_a_page_that_names_nobody_back_is_found(cut: str, tmp_path: Path):
    outcome, readings, _ = built(run(TextFile(path, text) for path, text in NOTES.items()), tmp_path, DOCS)
    readings[cut] = PageReading((), frozenset(), ())

    assert one_way(outcome, readings) + unowned(outcome, readings) != []


def test_a_topic_weighs_little_and_asks_nothing_of_another_host(real: tuple[Outcome, Readings, Path]):
    outcome, _, out = real
    for topic in outcome.plan.topics:
        page = out / f"{topic.name}.html"
        html = page.read_text(encoding="utf-8")
        assets = [part.partition('"')[0].partition("?")[0] for part in html.split("../../_static/")[1:]]

        weight = page.stat().st_size + sum((out / "_static" / name).stat().st_size for name in assets)

        loaded = ["cycleplan.css", "cycleplan.js", "early.js", "icon-180.png", "icon.svg"]
        assert (weight < BYTES_OF_A_TOPIC, sorted(assets)) == (True, loaded), topic.name


def test_the_sheet_asks_nothing_of_another_host(real: tuple[Outcome, Readings, Path]):
    sheet = (real[2] / "_static" / "cycleplan.css").read_text(encoding="utf-8")

    assert [word for word in ("url(", "@import", "http:", "https:", "//") if word in sheet] == []


@pytest.mark.parametrize("place", ["specs/dalmatian/share_encryption.rst", "specs/flamingo/share_encryption.rst"])
def test_the_search_finds_a_spec_that_has_moved_by_its_old_and_by_its_new_path(real: tuple[Outcome, Readings, Path], place: str):
    written = (real[2] / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(written.removeprefix("Search.setIndex(").removesuffix(")"))
    stem = SearchEnglish({}).stem
    found = [index["terms"].get(stem(word.lower()), []) for word in re.findall(r"\w+", place)]

    pages = [{index["docnames"][number] for number in (one if isinstance(one, list) else [one])} for one in found]
    assert "specs/manila/share-encryption" in set.intersection(*pages)
