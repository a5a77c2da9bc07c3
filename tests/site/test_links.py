"""Every link of the plan exists in both directions, on pages as they are read."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from projects import DOCS, check_here, copy_repository, make_project, render_here
from strategies import plans

from cycleplan.pipeline import Outcome, run
from cycleplan.site.guard import PageReading
from cycleplan.textfile import TextFile
from cycleplan.workspace import read_docs, read_notes_folder

Readings = dict[str, PageReading]
BYTES_OF_A_TOPIC = 60_000


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> tuple[Outcome, Readings, Path]:
    project = copy_repository(tmp_path_factory.mktemp("real"))
    return built(run(read_notes_folder(project.notes).files), project.root, read_docs(project.docs))


def built(outcome: Outcome, root: Path, docs: tuple[TextFile, ...]) -> tuple[Outcome, Readings, Path]:
    project = make_project(root, {})
    pages = tuple(doc for doc in docs if doc.path.endswith(".md"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        out = render_here(project, outcome, docs)
    return outcome, check_here(out, outcome, pages), out


def one_way(outcome: Outcome, readings: Readings) -> list[str]:
    """Return each pair of pages of which one names the other and is not named back."""
    links = {page: {target for target, _ in reading.links} for page, reading in readings.items()}
    pairs = []
    for topic in outcome.plan.topics:
        page = f"{topic.name}.html"
        held = {f"owners/{key.text}.html" for section, action in topic.actions() for key in action.owners}
        led = {f"owners/{key.text}.html" for section in topic.sections for key in section.led_by}
        specs = {f"specs/{name}.html" for name in outcome.plan.links.specs_of_topic.get(topic.name, ())}
        earlier = [outcome.plan.topic(s.continues.text, f"{topic.cycle}/{topic.team}") for s in topic.sections if s.continues]
        threads = {f"{other.name}.html" for other in earlier if other}
        home = {f"{topic.cycle}/{topic.team}/index.html"}
        pairs += [(page, other) for other in held | led | specs | threads | home]
        if any(not action.owners for _, action in topic.actions()):
            assert page in links["unowned.html"]
    return [f"{a} and {b}" for a, b in sorted(pairs) if b not in links[a] or a not in links[b]]


def test_the_real_pages_name_each_other(real: tuple[Outcome, Readings, Path]):
    outcome, readings, _ = real

    assert one_way(outcome, readings) == []


@settings(max_examples=25, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(plans())
def test_the_pages_of_any_plan_name_each_other(files: tuple[TextFile, ...]):
    with tempfile.TemporaryDirectory() as folder:
        outcome, readings, _ = built(run(files), Path(folder), DOCS)

    assert one_way(outcome, readings) == []


def test_every_mention_is_found_from_its_owner(real: tuple[Outcome, Readings, Path]):
    outcome, readings, _ = real
    mentioned = {(f"owners/{owner}.html", page) for owner, items in outcome.plan.links.mentioned_in.items() for page in map(page_of, items)}

    assert [pair for pair in sorted(mentioned) if pair[1] not in {target for target, _ in readings[pair[0]].links}] == []


def page_of(item: object) -> str:
    """Return the page of a topic, a gathering or a work item."""
    name = str(getattr(item, "name", ""))
    return {"Topic": f"{name}.html", "Gathering": f"{name}/index.html", "Spec": f"specs/{name}.html"}[type(item).__name__]


def test_a_topic_weighs_little_and_asks_nothing_of_another_host(real: tuple[Outcome, Readings, Path]):
    outcome, _, out = real
    for topic in outcome.plan.topics:
        page = out / f"{topic.name}.html"
        html = page.read_text(encoding="utf-8")
        assets = [part.partition('"')[0].partition("?")[0] for part in html.split("../../_static/")[1:]]

        weight = page.stat().st_size + sum((out / "_static" / name).stat().st_size for name in assets)

        assert (weight < BYTES_OF_A_TOPIC, "<script" in html, sorted(assets)) == (True, False, ["cycleplan.css", "icon.svg"]), topic.name


def test_the_sheet_asks_nothing_of_another_host(real: tuple[Outcome, Readings, Path]):
    sheet = (real[2] / "_static" / "cycleplan.css").read_text(encoding="utf-8")

    assert [word for word in ("url(", "@import", "http:", "https:", "//") if word in sheet] == []
